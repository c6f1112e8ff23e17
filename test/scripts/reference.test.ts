import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { referenceParts, withGenerated } from '../../scripts/reference.ts';

const reference = await readFile(new URL('../../docs/mapping.md', import.meta.url), 'utf8');

test.each(referenceParts)('the reference of the mapping language has the %s', (name) => {
  expect(reference).toMatch(new RegExp(`<!-- ${name}: [^\\n]*-->\\n\\n[|#]`));
});

test('the generated parts of the reference match the product', () => {
  expect(reference).toContain('| `lower(');
  expect(withGenerated(reference)).toBe(reference);
});
