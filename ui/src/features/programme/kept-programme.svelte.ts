// The programme at hand, for every view that reads it.

import type { ConferenceView } from "../../backend/generated/ConferenceView";
import type { Lanyard } from "../../lanyard.svelte";

/** Keeps `lanyard.programme` that of the conference while the component that calls it lives. */
export function keepProgramme(lanyard: Lanyard, conference: () => ConferenceView): void {
  $effect(() => {
    const { id, shownZone } = conference();
    // The zone decides every time in it, a revision everything else.
    void [shownZone, lanyard.revision];
    void lanyard.programme.load(id, () => lanyard.backend.getProgramme(id));
  });

  $effect(() => {
    if (lanyard.programme.value || lanyard.programme.error) lanyard.painted();
  });
}
