import { ConfigError } from '../../errors/errors.ts';
import { fewOf, nearest } from '../../nearest.ts';
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
  const parent = path.slice(0, -1);
  const elsewhere = [...placesOf(root).keys()].filter((place) => `.${place}`.endsWith(`.${name}`));
  const near = nearest(name, siblings);
  const meant = elsewhere[0] ?? (near === null ? null : [...parent, near].join('.'));
  const others = siblings.length === 0 ? 'Remove it.' : `There are: ${fewOf(siblings)}.`;
  const hint = meant === null ? others : `Did you mean ${meant}?`;
  const message = `This overrides nothing: what is extended has no ${path.join('.')}.`;
  note(new ConfigError('OVERRIDE_MISSES', message, { at, hint }));
}

/** The name in a message about what is not there. */
const MISSED = [
  /^There is (?:nothing named|no field) "(\w+)"/,
  /^This overrides nothing: what is extended has no (?:\S+\.)?([\w-]+)\.$/,
];

/**
 * What is missing in a flow or a part because the folder takes it out: told once, where that is, and not at each place below that uses
 * it. `owns` are what the folder's flows and parts say themselves.
 */
export function toldWhereTakenOut(problems: readonly ConfigError[], owns: readonly Tree[]): readonly ConfigError[] {
  const removals = owns.flatMap((own) => [...placesOf(own)].filter(([, one]) => isRemoved(one)));
  const takenOut = new Map(removals.map(([place, { origin }]) => [place.split('.').at(-1) ?? '', origin]));
  const nameIn = ({ message, at }: ConfigError): string | null => {
    const name = MISSED.map((form) => form.exec(message)?.[1]).find((found) => found !== undefined) ?? '';
    const origin = takenOut.get(name);
    return origin === undefined || origin.source.file === at?.file ? null : name;
  };
  const uses = Map.groupBy(problems, nameIn);
  const told = [...uses].flatMap(([name, [first, ...others]]) => {
    const origin = name === null ? undefined : takenOut.get(name);
    if (origin === undefined || first?.at === undefined) return [];
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    const message = `"${name}" is taken out here, and used in ${first.at.file}:${first.at.line}${more}.`;
    const hint = 'Keep it, or change or take out what uses it as well.';
    return [new ConfigError('UNKNOWN_NAME', message, { at: origin.source.at(origin.path), hint })];
  });
  return [...(uses.get(null) ?? []), ...told];
}
