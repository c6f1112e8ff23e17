import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { attempts, knownFailing, verdictFor } from './harness/attempts.ts';
import { withTable } from './harness/table.ts';

const NOW_RIGHT = 'It comes out right now: `node test/bookkeeping/write.ts --accept` takes it off known-failing.yml.';

describe('a bookkeeper would sign', () => {
  test.each(attempts)('$name: $title', async (attempt) => {
    const { problems } = await verdictFor(attempt);
    if (knownFailing[attempt.name] === undefined) expect(`\n${problems.join('\n')}`, attempt.one.title).toBe('\n');
    else expect(problems, NOW_RIGHT).not.toEqual([]);
  });
});

test('docs/bookkeeping.md shows the outcome of each case', async () => {
  const document = readFileSync(path.resolve(import.meta.dirname, '../../docs/bookkeeping.md'), 'utf8');
  expect(await withTable(document), 'npm run generate writes it anew.').toBe(document);
});
