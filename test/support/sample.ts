/** The environment variable `SAMPLE=16` lets the long tests take a sixteenth of their cases, the same ones each time. Without it they take all. */
const SAMPLE = Math.max(1, Number(process.env.SAMPLE ?? 1));

/** Every so many of the cases, from one that `offset` chooses. */
export const sampleOf = <Case>(cases: readonly Case[], offset = 0): readonly Case[] =>
  cases.filter((_, index) => (index + offset) % SAMPLE === 0);

/** A number of draws, or a fraction of it. */
export const fewer = (draws: number): number => Math.ceil(draws / SAMPLE);
