// Numbers in English sentences.

// "1351" and "12,345": four digits read well without a comma.
export const numbers = new Intl.NumberFormat("en", { useGrouping: "min2" });
export const number = (n: number) => numbers.format(n);

export const count = (n: number, one: string, many: string) =>
  `${number(n)} ${n === 1 ? one : many}`;
