// Lanyard's own now, run on locally between two overviews.

const TICK_MS = 1000;

export class Clock {
  /** Seconds since 1970, UTC. For comparing instants only; what clocks show comes from Rust. */
  now = $state(Math.floor(Date.now() / 1000));
  #base = this.now;
  #baseRealMs = Date.now();
  #speed = 1;

  /** Lanyard's clock said `now` a moment ago and advances by `speed` seconds per second. */
  set(now: number, speed: number): void {
    this.#base = now;
    this.#baseRealMs = Date.now();
    this.#speed = speed;
    this.now = now;
  }

  /** Starts ticking; gives the way to stop. */
  run(): () => void {
    const timer = setInterval(() => {
      const passed = (Date.now() - this.#baseRealMs) / 1000;
      this.now = Math.floor(this.#base + passed * this.#speed);
    }, TICK_MS);
    return () => clearInterval(timer);
  }
}
