import fc from 'fast-check';

const { SEED = '20261129' } = process.env;
if (!/^\d{1,15}$/.test(SEED)) throw new RangeError(`SEED must be a whole number, and is ${SEED}.`);

/** What property tests draw from. It is the same in each run, unless the environment variable `SEED` is set, as in the weekly run. */
export const seed = Number(SEED);

fc.configureGlobal({ seed });
