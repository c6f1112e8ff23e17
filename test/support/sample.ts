/** The environment variable `SAMPLE=16` lets the long tests take a sixteenth of their cases, the same ones each time. Without it they take all. */
const SAMPLE = Number(process.env.SAMPLE ?? 1);
if (!Number.isInteger(SAMPLE) || SAMPLE < 1)
  throw new RangeError(`SAMPLE must be a whole number from 1 on, and is ${process.env.SAMPLE}.`);

/** Every so many of the cases, from one that `offset` chooses; of a short list at least one. */
export const sampleOf = <Case>(cases: readonly Case[], offset = 0): readonly Case[] =>
  cases.filter((_, index) => index % SAMPLE === Math.min(offset, cases.length - 1) % SAMPLE);

/** A number of draws, or a fraction of it. */
export const fewer = (draws: number): number => Math.ceil(draws / SAMPLE);
