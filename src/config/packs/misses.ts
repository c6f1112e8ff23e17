import { ConfigError } from '../../errors/errors.ts';
import { nearest, thereAre } from '../../nearest.ts';
import { flowFile } from '../schema/flow-schema.ts';
import { migrationAt, told } from '../schema/migrations.ts';
import type { Note } from './merge.ts';
import { idOf, isRemoved, placesOf, type Tree } from './tree.ts';

/** Where something is merged: the whole of what is extended, and the keys and ids that lead to this place. */
export interface MergePlace {
  readonly note: Note;
  readonly root: Tree;
  readonly path: readonly string[];
}

/** An empty list where a list with ids is merged. */
export function changesNothing({ origin }: Tree): ConfigError {
  const hint = 'Write { remove: true } to take all of it out.';
  const at = origin.source.at(origin.path);
  return new ConfigError(
    'OVERRIDE_MISSES',
    'This overrides nothing: a list with ids is merged, and this one is empty.',
    { at, hint },
  );
}

/** An entry whose id another one of its list has as well. */
export function namedTwice(item: Tree): ConfigError {
  const at = item.origin.source.at(item.origin.path);
  return new ConfigError('NAME_TAKEN', `The name "${idOf(item)}" is used twice in this list.`, {
    at,
    hint: 'Put both into one entry.',
  });
}

/** A step of an override that does not say which step it changes. */
export function lacksId({ origin }: Tree, ids: readonly (string | null)[]): ConfigError {
  const hint = `Write the id of the step that it changes: ${ids.join(' or ')}.`;
  const at = origin.source.at(origin.path);
  return new ConfigError('MISSING_KEY', 'This step has no "id", so it is not known which step it changes.', {
    at,
    hint,
  });
}

/** Notes an override that meets nothing, with the path that may be meant; `siblings` are the names that there are. */
export function miss({ origin }: Tree, { note, root, path }: MergePlace, siblings: readonly string[]): void {
  const name = path.at(-1) ?? '';
  const at = origin.source.at(origin.path, 'key');
  const migration = migrationAt(flowFile, path);
  if (migration !== undefined) {
    const { message, hint } = told(name, migration);
    note(new ConfigError('OLD_NAME', message, { at, hint, renamed: { was: name, to: migration.to } }));
    return;
  }
  const meant = placeMeant(path, siblings, placesOf(root));
  const hint = meant === null ? thereAre(siblings, 'Remove it.') : `Did you mean ${meant}?`;
  const message = `This overrides nothing: what is extended has no ${path.join('.')}.`;
  note(new ConfigError('OVERRIDE_MISSES', message, { at, hint }));
}

/** The place that a path may mean which is not there: the same name elsewhere, or one of its siblings that is nearly the same; null if there is none. */
export function placeMeant(
  path: readonly string[],
  siblings: readonly string[],
  known: ReadonlyMap<string, Tree>,
): string | null {
  const name = path.at(-1) ?? '';
  const elsewhere = [...known.keys()].find((place) => `.${place}`.endsWith(`.${name}`));
  if (elsewhere !== undefined) return elsewhere;
  const near = nearest(name, siblings);
  return near === null ? null : [...path.slice(0, -1), near].join('.');
}

/** The name in a message about what is not there. */
const MISSED = [
  /^There is (?:nothing named|no field) "(\w+)"/,
  /^This overrides nothing: what is extended has no (?:\S+\.)?([\w-]+)\.$/,
];
/** The groups whose names others use: what is taken out of them may be missed. */
const NAMING: readonly (string | undefined)[] = ['with', 'let', 'steps', undefined];

/**
 * What is missing in the files below because the folder takes it out, or gives it another name: told once, where that is, and not at each place that uses
 * it. What is missing in the folder's own files is told there. `owns` are what its flows and parts say themselves.
 */
export function toldWhereTakenOut(problems: readonly ConfigError[], owns: readonly Tree[]): readonly ConfigError[] {
  const takenOut = new Map(owns.flatMap(removalsByName));
  const nameIn = ({ message, at }: ConfigError): string | null => {
    const name = MISSED.map((form) => form.exec(message)?.[1]).find((found) => found !== undefined) ?? '';
    const file = takenOut.get(name)?.origin.source.file;
    return file === undefined || at?.file.startsWith(rootOf(file)) === true ? null : name;
  };
  const uses = Map.groupBy(problems, nameIn);
  const said = [...uses].flatMap(([name, [first, ...others]]) => {
    const gone = name === null ? undefined : takenOut.get(name);
    if (gone === undefined || first?.at === undefined) return [];
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    const what = isRemoved(gone) ? 'is taken out' : `is named "${idOf(gone)}"`;
    const message = `"${name}" ${what} here, and used in ${first.at.file}:${first.at.line}${more}.`;
    const hint = 'Keep it, or change or take out what uses it as well.';
    return [new ConfigError('UNKNOWN_NAME', message, { at: gone.origin.source.at(gone.origin.path), hint })];
  });
  return [...(uses.get(null) ?? []), ...said];
}

/** What a flow or a part takes out of, or renames among, the names that others may use; in a part that is a list of entries or names, these stand at its top. */
const removalsByName = (own: Tree): readonly (readonly [string, Tree])[] =>
  [...placesOf(own)].flatMap(([place, one]) => {
    const path = place.split('.');
    const name = path.at(-1) ?? '';
    const isGone = isRemoved(one) || (path.at(-2) === 'steps' && idOf(one) !== null && idOf(one) !== name);
    return isGone && NAMING.includes(path.at(-2)) ? [[name, one] as const] : [];
  });

/** The folder of mappings that a flow or a part is in, as the beginning of its files' names: `mappings/`. */
const rootOf = (file: string): string => file.replace(/(?:parts\/)?[^/]*$/, '');
