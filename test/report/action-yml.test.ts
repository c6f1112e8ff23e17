import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { INPUT_DEFAULTS, INPUT_NAMES, INPUTS, REQUIRED_INPUTS } from '../../src/config/input-names.ts';
import { OUTPUTS } from '../../src/report/output-names.ts';

interface ActionFile {
  readonly name: string;
  readonly description: string;
  readonly branding: { readonly icon: string; readonly color: string };
  readonly inputs: Readonly<Record<string, { default?: string; required?: boolean; description: string }>>;
  readonly outputs: Readonly<Record<string, { description: string }>>;
  readonly runs: { readonly using: string; readonly main: string };
}

const action: ActionFile = parse(readFileSync(path.resolve(import.meta.dirname, '../../action.yml'), 'utf8'));

test('action.yml advertises the inputs that the code reads', () => {
  expect(Object.keys(action.inputs).sort()).toEqual([...INPUT_NAMES].sort());
});

test("action.yml's defaults are the code's, but for the token, which only a workflow has", () => {
  const defaults = Object.entries(action.inputs).flatMap(([name, input]) =>
    input.default === undefined ? [] : [[name, input.default]],
  );
  expect(Object.fromEntries(defaults)).toEqual({ ...INPUT_DEFAULTS, [INPUTS.githubToken]: `\${{ github.token }}` });
});

test('action.yml requires nothing: what is needed differs by mode, and the code tells it', () => {
  expect(Object.keys(action.inputs).filter((name) => action.inputs[name]?.required === true)).toEqual([]);
  for (const name of Object.keys(REQUIRED_INPUTS)) expect(action.inputs).toHaveProperty(name);
});

test('action.yml has what the Marketplace asks for: name, description, icon and colour', () => {
  expect(action.name.length).toBeLessThan(50);
  expect(action.description.length).toBeLessThanOrEqual(125);
  expect(action.branding).toEqual({
    icon: expect.stringMatching(/^[a-z-]+$/),
    color: expect.stringMatching(/^[a-z-]+$/),
  });
});

test('action.yml names the outputs that the code sets, and starts the bundle on Node 24', () => {
  expect(Object.keys(action.outputs).sort()).toEqual(Object.values(OUTPUTS).sort());
  expect(action.runs).toEqual({ using: 'node24', main: 'action/index.js' });
});
