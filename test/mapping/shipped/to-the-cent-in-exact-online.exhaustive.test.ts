import fc from 'fast-check';
import { describe, test } from 'vitest';
import { fewer } from '../../support/sample.ts';
import { properties } from './to-the-cent-in-exact-online.ts';

describe('documents of Asperion in Exact Online, to the cent', () => {
  test.each(Object.entries(properties))('%s', (_sentence, property) => {
    fc.assert(property, { numRuns: fewer(4_000) });
  });
});
