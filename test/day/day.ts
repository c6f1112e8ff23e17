const { DAY: chosen = '2026-11-24T09:30:00Z', NODE_OPTIONS: given = '' } = process.env;

/**
 * The moment at which every test, recipe, golden file and generated page begins, ISO with a zone; its clock then goes on. The environment
 * variable `DAY` sets another one: `npm run any-day` does, for days that are hard on dates. Nothing else in a test knows what day it is.
 */
export const DAY = chosen;

/** Loaded before a process, puts its clock so many ms ahead, and those of all it starts. */
export const aheadBy = (ms: number): string =>
  `--import=${new URL('shift.mjs', import.meta.url)}?ahead=${Math.round(ms)}`;

/** `NODE_OPTIONS` of a process that begins at a moment, epoch ms: what it has already, and the clock, unless it lives at a day of ours. */
export function optionsAt(moment: number, options = given): string {
  if (Number.isNaN(moment)) throw new RangeError(`DAY must be a moment like 2026-11-24T09:30:00Z, and is ${chosen}.`);
  return options.includes('shift.mjs') ? options : `${options} ${aheadBy(moment - Date.now())}`.trim();
}
