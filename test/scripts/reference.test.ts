import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { withFunctions } from '../../scripts/reference.ts';

test('the reference of the mapping language lists every function as it is', async () => {
  const reference = await readFile(new URL('../../docs/mapping.md', import.meta.url), 'utf8');
  expect(reference).toContain('| `lower(');
  expect(withFunctions(reference)).toBe(reference);
});
