import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { BREAKS } from './breaks.ts';
import { meetEmptyList } from './empty-list.ts';
import { meetOtherRun } from './other-run.ts';

const root = join(import.meta.dirname, '..', '..');

// That each is noticed takes months: `breaks.exhaustive.test.ts`.
it.each(BREAKS)('the engine that $name can still be made', ({ edits }) => {
  expect(edits).not.toEqual([]);
  for (const { file, text } of edits) {
    expect(readFileSync(join(root, file), 'utf8').split(text), `${file}: ${text}`).toHaveLength(2);
  }
});

it('an empty list of debtors makes no debtor twice', async () => {
  expect(await meetEmptyList()).toEqual([]);
});

it('another run beside one makes no debtor twice, whenever it begins', async () => {
  expect(await meetOtherRun()).toEqual([]);
});
