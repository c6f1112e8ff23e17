import { isAlias, parseDocument } from 'yaml';
import type { Path } from '../config/yaml/yaml-source.ts';
import { ConfigError } from '../errors/errors.ts';
import { isObject } from '../schema.ts';
import { differenceOf, inOrder } from './difference.ts';
import type { MappingTest } from './test-file.ts';
import { runCase, type Validated } from './validate.ts';

/** A run of a case that came to something else than was expected. */
export interface Surprise {
  readonly test: MappingTest;
  /** The place of its expectations in the file. */
  readonly path: Path;
  /** What happened, as a test file writes it. */
  readonly happened: readonly unknown[];
}

/** Every run of the cases of the selected flows that came to something else than was expected. */
export async function surprises(validated: Validated): Promise<readonly Surprise[]> {
  const { programs, selected, tests, catalogs } = validated;
  const bench = { programs, catalogs, observe: () => {} };
  const found: Surprise[] = [];
  for (const test of tests.filter(({ flow }) => selected.has(flow))) {
    const program = programs.find(({ name }) => name === test.flow);
    if (program === undefined) continue;
    for (const { run, actual } of await runCase(test, program, validated, bench)) {
      if (differenceOf(run.expected, actual) === null) continue;
      found.push({ test, path: [...run.path, 'expect'], happened: inOrder(actual) });
    }
  }
  return found;
}

/** Test files are read as text: so is what is written into them. */
function asText(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asText);
  if (!isObject(value)) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, asText(one)]));
}

/**
 * The text of a test file that expects what happened; all else in it, comments too, stays as it is. Throws ConfigError YAML_ALIAS for a case that
 * repeats another one by an alias: what is written there would change both.
 */
export function accepted(text: string, own: readonly Surprise[]): string {
  const document = parseDocument(text, { schema: 'failsafe' });
  for (const { test, path, happened } of own) {
    if (path.some((_, depth) => isAlias(document.getIn(path.slice(0, depth), true)))) {
      const hint = 'Write the case out.';
      throw new ConfigError('YAML_ALIAS', `The case "${test.name}" repeats another one.`, { at: test.at, hint });
    }
    document.setIn(path, document.createNode(asText(happened)));
  }
  return document.toString({ lineWidth: 0 });
}
