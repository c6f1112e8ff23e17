import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { PERSONAL_CLASSES } from '../../src/systems/catalog.ts';

const root = join(import.meta.dirname, '..', '..');
const text = readFileSync(join(root, 'docs', 'plan.md'), 'utf8');

test('the classes of personal values are named as the code knows them', () => {
  const action = parse(readFileSync(join(root, 'action.yml'), 'utf8'));
  for (const place of [text, action.inputs.reveal.description]) expect(place).toContain(PERSONAL_CLASSES.join(', '));
});
