import type { z } from 'zod';
import type { Path } from '../yaml/yaml-source.ts';

/** A key or a word of the mapping language that has another name since a version of the action. */
export interface Migration {
  /** The version that knows the new name only. */
  readonly version: string;
  /** The files that have it. */
  readonly schema: z.ZodType;
  /** The old key, or the key with the old word: names of keys with dots between, `*` for any one key, id or place in a list. Example: `steps.*.total`. */
  readonly at: string;
  /** The old word; left out if the key itself has another name. */
  readonly word?: string;
  /** The new name. */
  readonly to: string;
}

/**
 * Every name that a release took away, oldest first: the one place that says so. The errors about old names, `mappings migrate` and their tests follow from
 * it; the changelog has an entry for each. It is empty as long as no release took one away.
 */
export const MIGRATIONS: readonly Migration[] = [];

/** What became of the key at a path, or of the `word` there; undefined if that is no old name. */
export function migrationAt(schema: z.ZodType, path: Path, word?: unknown): Migration | undefined {
  return MIGRATIONS.find((one) => one.schema === schema && one.word === word && fits(one.at.split('.'), path));
}

const fits = (pattern: readonly string[], path: Path): boolean =>
  pattern.length === path.length && pattern.every((step, index) => step === '*' || step === String(path[index]));

/** What an error says of an old name, and what to do. */
export function told(was: string, { to, version }: Migration): { readonly message: string; readonly hint: string } {
  return {
    message: `"${was}" is called "${to}" since version ${version}.`,
    hint: 'Run "exact-asperion-sync mappings migrate": it writes the new name and changes nothing else.',
  };
}
