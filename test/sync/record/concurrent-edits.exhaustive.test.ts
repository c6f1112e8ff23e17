import fc from 'fast-check';
import { describe, it } from 'vitest';
import { days, livesThrough } from './concurrent-edits.ts';

describe('edits on both sides, in any order', () => {
  it('end in two equal sides, each field with the value of the side that changed it', async () => {
    await fc.assert(fc.asyncProperty(days(['whole']), livesThrough), { numRuns: 80 });
  });

  it('end in two equal sides when runs are lost after their writes, too', async () => {
    await fc.assert(fc.asyncProperty(days(['whole', 'lost']), livesThrough), { numRuns: 80 });
  });
});
