import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { BREAKS } from './breaks.ts';

const root = join(import.meta.dirname, '..', '..');

// That each is caught takes months: `breaks.exhaustive.test.ts`.
it.each(BREAKS)('the engine that $name can still be made', ({ edits }) => {
  for (const { file, text } of edits) {
    expect(readFileSync(join(root, file), 'utf8').split(text), `${file}: ${text}`).toHaveLength(2);
  }
});
