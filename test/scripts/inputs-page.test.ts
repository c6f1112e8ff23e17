import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { INPUTS_PAGE, inputsPage } from '../../scripts/inputs-page.ts';
import { INPUT_NAMES } from '../../src/config/input-names.ts';
import { OUTPUTS } from '../../src/report/output-names.ts';

test('the page of inputs and outputs matches action.yml, and has each in a row', () => {
  const page = readFileSync(INPUTS_PAGE, 'utf8');
  expect(page).toBe(inputsPage());
  const rows = [...page.matchAll(/^\| `([\w-]+)` \|/gm)].map(([, name]) => name);
  expect(rows.toSorted()).toEqual([...INPUT_NAMES, ...Object.values(OUTPUTS)].toSorted());
});

test('a bar or a line end in a description does not break the table', () => {
  const page = inputsPage('inputs: { a: { description: "one | two\\nthree", default: "" } }\noutputs: {}\n');
  expect(page).toContain('| `a` | one \\| two three | `` |');
});
