import { ConfigError } from '../../errors/errors.ts';
import { thereAre } from '../../nearest.ts';
import { yamlFiles } from '../folder.ts';
import { OF_WRITING, OF_WRITING_STEPS } from '../schema/purpose-checks.ts';
import {
  find,
  findBelow,
  flowNames,
  type Library,
  meantFlows,
  namesBelow,
  ownFlows,
  PARTS,
  readTree,
} from './library.ts';
import { merge, type Note } from './merge.ts';
import { cycle, EXTENDS, expandParts, extendedFlow, mergeOver, type PartShelf, VERIFY } from './parts.ts';
import { SHIPPED } from './shipped.ts';
import { type Branch, childOf, type Tree, textAt } from './tree.ts';

/** A flow with the folder that it is written in. */
interface Found {
  readonly name: string;
  readonly library: Library;
}

/** A flow or a part that extends another one: what that says, written out, and what its own file says. */
export interface Extending {
  readonly name: string;
  readonly base: Tree;
  readonly own: Tree;
}

/**
 * The flow `name` written out: what it extends, with its own text merged over it; null if that cannot be said, which is noted. Without a part
 * that is missing or cannot be read, what the flow changes in it would look wrong, too: then only that is told.
 */
export function readFlow(library: Library, name: string, note: Note): Tree | null {
  const problems: ConfigError[] = [];
  const shelf = shelfOf(library, (problem) => problems.push(problem));
  let isWhole = true;
  const part = (wanted: string): Tree | null | undefined => {
    const found = shelf.part(wanted);
    if (found === null || found === undefined) isWhole = false;
    return found;
  };
  const found = { name, library: find(library, `${name}.yml`) ?? library };
  const tree = flowIn(found, { ...shelf, part }, (problem) => problems.push(problem), []);
  // A part that extends itself has lost what it would hold: its parameters, and what is changed in it.
  const isCircle = problems.some(({ code }) => code === 'EXTENDS_CYCLE');
  const misleading = [...(isWhole && !isCircle ? [] : ['OVERRIDE_MISSES']), ...(isCircle ? ['PART_PARAMETER'] : [])];
  for (const problem of problems) if (!misleading.includes(problem.code)) note(problem);
  if (problems.some(({ code }) => code === 'PART_PARAMETER')) return null;
  return isWhole ? tree : null;
}

/** All flows and parts that extend others, of a folder and of those between it and what ships; by their names, those of other folders behind these. */
export function extendingIn(library: Library, place = ''): readonly Extending[] {
  const { folder, bases } = library;
  if (bases.length === 0) return [];
  const parts = yamlFiles(folder, [], PARTS).map((file) => extendingPart(library, file.slice(0, -'.yml'.length)));
  const flows = ownFlows(folder).map((name) => extendingFlow(library, name));
  return [
    ...[...flows, ...parts].flatMap((one) => (one === null ? [] : [{ ...one, name: `${place}${one.name}` }])),
    ...bases.flatMap((base) => extendingIn(base, `${base.folder.name}/`)),
  ];
}

function extendingPart(library: Library, name: string): Extending | null {
  const ignore = (): void => {};
  const file = `${PARTS}/${name}`;
  const own = readTree(library.folder, `${file}.yml`, 'flow', ignore);
  if (own === null || textAt(own, EXTENDS) !== SHIPPED) return null;
  const base = partIn(findBelow(library, `${file}.yml`), name, ignore);
  return base === null || base === undefined ? null : { name: file, base, own: without(own) };
}

/** What a flow of the folder's own extends or verifies, and what its file says; null if it does neither, or cannot be read. */
function extendingFlow(library: Library, name: string): Extending | null {
  const ignore = (): void => {};
  const own = readTree(library.folder, `${name}.yml`, 'flow', ignore);
  const extended = own === null ? null : extendedFlow(own);
  const found = extended === null ? null : baseOf(extended.name, { name, library });
  const base = found === null ? null : flowIn(found, shelfOf(library, ignore), ignore, []);
  if (own === null || extended === null || base === null) return null;
  return { name, own, base: extended.isVerified ? verified(base, own) : base };
}

function flowIn({ name, library }: Found, shelf: PartShelf, note: Note, chain: readonly Found[]): Tree | null {
  const written = readTree(library.folder, `${name}.yml`, 'flow', note);
  if (written === null) return null;
  const extended = extendedFlow(written);
  const both = extended?.isVerified === false ? childOf(written, VERIFY) : undefined;
  if (both !== undefined) {
    const { source, path } = both.origin;
    const message = 'A flow either extends another one or verifies it.';
    note(new ConfigError('WRONG_VALUE', message, { at: source.at(path, 'key'), hint: 'Remove one of the two keys.' }));
    return null;
  }
  const lacking = extended === null ? lacksExtends(written, { name, library }) : null;
  if (lacking !== null) {
    note(lacking);
    return null;
  }
  if (extended === null) return expandParts(written, shelf, note);
  const path = [...chain, { name, library }];
  const base = baseOf(extended.name, { name, library });
  if (base === null) {
    const isItself = extended.name === name;
    note(isItself ? cycle(extended.at, [name, name]) : unknownFlow(extended.name, extended.at, { name, library }));
    return null;
  }
  if (path.some((one) => one.name === base.name && one.library === base.library)) {
    note(
      cycle(
        extended.at,
        [...path, base].map((one) => one.name),
      ),
    );
    return null;
  }
  const below = flowIn(base, shelf, note, path);
  if (below === null) return null;
  return mergeOver(extended.isVerified ? verified(below, written) : below, without(written), shelf, note);
}

/**
 * The flow that a flow comes from, in the folder that everything else builds on: by its own name, or through what it extends. Null for one that stands
 * alone, and for one that only verifies.
 */
export function originOf(library: Library, name: string): Found | null {
  const holder = find(library, `${name}.yml`);
  if (holder === null) return null;
  if (holder.bases.length === 0) return holder === library ? null : { name, library: holder };
  const written = readTree(holder.folder, `${name}.yml`, 'flow', () => {});
  const extended = written === null ? null : extendedFlow(written);
  const base = extended === null || extended.isVerified ? null : baseOf(extended.name, { name, library: holder });
  return base === null ? null : (originOf(base.library, base.name) ?? (base.library.bases.length === 0 ? base : null));
}

/** What the name behind `extends` means: the flow of this name here or below; its own name, or `shipped`, only below. */
function baseOf(extended: string, { name, library }: Found): Found | null {
  const wanted = extended === SHIPPED ? name : extended;
  const found = (wanted === name ? findBelow : find)(library, `${wanted}.yml`);
  return found === null ? null : { name: wanted, library: found };
}

/** A name behind `extends` that no flow has. For `shipped` that is the name of the file, which may be mistyped, or that of a part. */
function unknownFlow(extended: string, { origin }: Tree, { name, library }: Found): ConfigError {
  const isSame = extended === SHIPPED;
  const wanted = isSame ? name : extended;
  const names = isSame ? library.bases.flatMap(flowNames) : flowNames(library);
  const meant = meantFlows(wanted, [...names, SHIPPED]);
  const isPart = isSame && findBelow(library, `${PARTS}/${name}.yml`) !== null;
  const message = isSame ? `There is no flow "${name}" to extend.` : `There is no flow "${extended}" to extend.`;
  const files = meant.map((one) => `${one}.yml`).join(' or ');
  const hint = isPart
    ? `A part has this name: move the file to ${PARTS}/${name}.yml.`
    : library.bases.length === 0 && meant.length === 0
      ? 'Write "use: shipped" in settings.yml to build on the shipped flows.'
      : meant.length === 0
        ? listed(names, isSame)
        : isSame
          ? `Rename the file to ${files}, after the flow that it changes.`
          : `Did you mean ${meant.map((one) => `"${one}"`).join(' or ')}?`;
  return new ConfigError('UNKNOWN_FLOW', message, { at: origin.source.at(origin.path), hint });
}

/** Which flows there are, for a name that is near none of them. */
function listed(names: readonly string[], isSame: boolean): string {
  const isLong = names.length > 8;
  const all = isLong
    ? '`mappings list` names all flows.'
    : thereAre(names, 'What this folder builds on holds no flow.');
  return isSame ? `Name the file after the flow that it changes. ${all}` : all;
}

/** A file that changes a flow of its name and does not say so; null for any other one. */
function lacksExtends(written: Tree, { name, library }: Found): ConfigError | null {
  const isOwn = ['from', 'to'].some((key) => childOf(written, key) !== undefined);
  if (written.kind !== 'map' || isOwn || findBelow(library, `${name}.yml`) === null) return null;
  const said = childOf(written, EXTENDS)?.origin;
  if (said !== undefined) {
    const place = said.source.at(said.path, 'key');
    return new ConfigError('WRONG_VALUE', '"extends" names one flow.', {
      at: place,
      hint: `Write "${EXTENDS}: ${SHIPPED}".`,
    });
  }
  const message = 'The file has the name of a flow that it could change, and does not say that it extends it.';
  const at = written.origin.source.at([]);
  return new ConfigError('MISSING_KEY', message, { at, hint: `Write "${EXTENDS}: ${SHIPPED}" as its first line.` });
}

function without(tree: Tree): Tree {
  if (tree.kind !== 'map') return tree;
  return { ...tree, entries: withoutKeys(tree, [EXTENDS, VERIFY]) };
}

/** What a check with rules of its own takes over of the flow that it verifies: what is read, and which records are copies. */
const READ: readonly string[] = ['from', 'to', 'copyOf'];

/**
 * A flow that writes as one that verifies: what is about writing goes, and it is off until it is named, because it reads everything each time.
 * Fields that are written once (`write: create`) stay: they are looked for and not compared. If the check has a list of steps, its rules are its own,
 * so that it can find a wrong rule of the flow: only what is read stays.
 */
function verified(flow: Tree, check: Tree): Tree {
  if (flow.kind !== 'map') return flow;
  const { origin } = flow;
  const hasOwnRules = childOf(check, 'steps')?.kind === 'list';
  const kept = hasOwnRules ? READ : [...flow.entries.keys()].filter((key) => !OF_WRITING.includes(key));
  const entries = new Map([...flow.entries].filter(([key]) => kept.includes(key)));
  entries.set('purpose', { kind: 'leaf', value: 'verify', origin });
  entries.set('enabled', { kind: 'leaf', value: false, origin });
  const steps = entries.get('steps');
  if (steps?.kind === 'list') entries.set('steps', { ...steps, items: steps.items.map(compared) });
  return { ...flow, entries };
}

function compared(step: Tree): Tree {
  return step.kind === 'map' ? { ...step, entries: withoutKeys(step, OF_WRITING_STEPS) } : step;
}

const withoutKeys = ({ entries }: Branch, keys: readonly string[]): Map<string, Tree> =>
  new Map([...entries].filter(([key]) => !keys.includes(key)));

/** The parts of a folder and of those that it builds on; the nearest one of a name is taken. */
function shelfOf(library: Library, note: Note): PartShelf {
  return {
    names: () => namesBelow(library, PARTS),
    part: (name) => partIn(find(library, `${PARTS}/${name}.yml`), name, note),
  };
}

/** A part as it is written; `extends: shipped` in it stands for the part of its name in what the folder builds on. */
function partIn(library: Library | null, name: string, note: Note): Tree | null | undefined {
  if (library === null) return undefined;
  const file = `${PARTS}/${name}.yml`;
  const own = readTree(library.folder, file, 'flow', note);
  if (own === null) return null;
  const isOver = textAt(own, EXTENDS) === SHIPPED;
  const below = partIn(findBelow(library, file), name, isOver ? note : () => {});
  if (isOver) return below === null || below === undefined ? below : merge(below, without(own), note);
  const kind = below?.kind ?? own.kind;
  if (own.kind !== 'leaf' && own.kind === kind) return own;
  const message =
    kind === 'leaf'
      ? 'A part is a group of keys, or a list.'
      : `The part "${name}" is ${KINDS[kind]} in what this folder builds on.`;
  const hint = `Write "${EXTENDS}: ${SHIPPED}" as its first line, and what differs below it.`;
  note(new ConfigError('WRONG_VALUE', message, { at: own.origin.source.at([]), hint }));
  return null;
}

const KINDS: Readonly<Record<'map' | 'list', string>> = { map: 'a group of keys', list: 'a list' };
