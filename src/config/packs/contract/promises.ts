import { ConfigError } from '../../../errors/errors.ts';
import { childOf, idOf, plainValue, type Tree, textAt } from '../tree.ts';
import { isMadeUp, type Names } from './made-up.ts';

/** A flow as it is shipped, and with the overrides of a folder. */
export interface Overridden {
  readonly below: Tree;
  readonly flow: Tree;
}

/** A promise that overrides take away. */
export interface BrokenPromise {
  /** As `tests.accept` names it: FLOW/PATH. */
  readonly name: string;
  /** PROMISE_BROKEN, at the line that takes it away. */
  readonly problem: ConfigError;
}

/**
 * What a flow promises whatever the tables say, and no longer holds: that a document's lines are added up to the same amounts, that its checks
 * keep it waiting for the same doubts, that copies and what is booked already are recognised, and that what a table decides has no default, in the fields that
 * are `promised`: accounts and VAT codes.
 */
export function brokenPromises(
  flowName: string,
  { below, flow }: Overridden,
  promised: ReadonlySet<string>,
): readonly BrokenPromise[] {
  return [...promisesOf(below, promised)].flatMap(([path, breach]) => {
    const broken = breach(at(flow, path), flow);
    if (broken === null || !isBooked(flow, path)) return [];
    const { origin } = nearestTo(flow, [path, ...broken].join('.'));
    const name = `${flowName}/${path}`;
    const message = `${flowName} no longer keeps a promise of the shipped flow: ${path}.`;
    const hint = `Take this override out, or accept it: tests: { accept: ["${name}"] } in settings.yml.`;
    return [{ name, problem: new ConfigError('PROMISE_BROKEN', message, { at: origin.source.at(origin.path), hint }) }];
  });
}

/** Says of what stands in a place of the flow now which keys of it break the promise: none = it is not there, or all of it does. Null = it is kept. */
type Breach = (found: Tree | undefined, flow: Tree) => readonly string[] | null;
type Promised = readonly [path: string, breach: Breach];

function* promisesOf(flow: Tree, promised: ReadonlySet<string>): Generator<Promised> {
  if (childOf(flow, 'copyOf') !== undefined) yield ['copyOf', recognisesNothing];
  yield* checksOf(flow, 'checks');
  for (const step of itemsOf(childOf(flow, 'steps'))) {
    const path = `steps.${nameOf(step)}`;
    if (childOf(step, 'exists') === undefined) continue;
    if (childOf(step, 'unlessBooked') !== undefined) yield [`${path}.unlessBooked`, recognisesNothing];
    yield* checksOf(step, `${path}.checks`);
    const total = childOf(step, 'total');
    if (total !== undefined) yield [`${path}.total`, otherTotal(total)];
    for (const one of itemsOf(childOf(step, 'totals'))) yield [`${path}.totals.${nameOf(one)}`, otherTotal(one)];
    const lines = childOf(step, 'lines');
    const fields = lines === undefined ? undefined : childOf(lines, 'fields');
    if (fields?.kind !== 'map') continue;
    for (const [field, rule] of fields.entries) {
      if (promised.has(field) && isFromTable(rule, namesIn(flow, path)))
        yield [
          `${path}.lines.fields.${field}`,
          (found, now) => {
            return found !== undefined && isMadeUp(found, namesIn(now, path)) ? [] : null;
          },
        ];
    }
  }
}

/** Checks that keep a record waiting: for the same doubt, whatever they say about it. */
function* checksOf(owner: Tree, path: string): Generator<Promised> {
  for (const check of itemsOf(childOf(owner, 'checks'))) {
    if (textAt(check, 'then') === 'tell' || nameOf(check) === '') continue;
    yield [`${path}.${nameOf(check)}`, (found) => doubtsLess(check, found)];
  }
}

function doubtsLess(check: Tree, found: Tree | undefined): readonly string[] | null {
  if (found === undefined) return [];
  if (textAt(found, 'then') === 'tell') return ['then'];
  const names = childOf(check, 'let');
  const used = names?.kind === 'map' ? [...names.entries.keys()].map((name) => ['let', name]) : [];
  return [['when'], ['each'], ...used].find((keys) => !isSame(down(check, keys), down(found, keys))) ?? null;
}

/** A total that compares something else, that is left out more often, or that may be further off. */
function otherTotal(total: Tree): Breach {
  return (found) => {
    if (found === undefined) return [];
    const other = ['of', 'equals'].find((key) => !isSame(childOf(total, key), childOf(found, key)));
    if (other !== undefined) return [other];
    const when = childOf(found, 'when');
    if (when !== undefined && !isSame(childOf(total, 'when'), when)) return ['when'];
    return toleranceOf(found) <= toleranceOf(total) ? null : ['tolerance'];
  };
}

function toleranceOf(total: Tree): number {
  const written = childOf(total, 'tolerance');
  return written === undefined ? 0 : Number(plainValue(written));
}

/** No copy is recognised: it is taken out, or what is looked up is nothing. */
function recognisesNothing(found: Tree | undefined): readonly string[] | null {
  const looked = found?.kind === 'list' ? found.items.map((item) => textAt(item, 'value')) : [textOf(found)];
  return looked.every((text) => text === null || NOTHING.test(text)) ? [] : null;
}

const NOTHING = /^\s*(null|\[\s*\]|""|'')?\s*$/;

/** True for a rule that looks something up and has no answer of its own. */
function isFromTable(rule: Tree, names: Names): boolean {
  if (isMadeUp(rule, names)) return false;
  const first = childOf(rule, 'first');
  return textAt(rule, 'table') !== null || itemsOf(first).some((one) => textAt(one, 'table') !== null);
}

/** The names that the lines of a step may use. */
function namesIn(flow: Tree, step: string): Names {
  const groups = ['let', `${step}.let`, `${step}.lines.let`].map((path) => at(flow, path));
  const entries = groups.flatMap((group) => (group?.kind === 'map' ? [...group.entries] : []));
  return new Map(entries.map(([name, one]) => [name, textOf(one) ?? '']));
}

/** A step that was taken out books nothing. */
function isBooked(flow: Tree, path: string): boolean {
  const [first, step] = path.split('.');
  return first !== 'steps' || at(flow, `steps.${step}`) !== undefined;
}

const itemsOf = (tree: Tree | undefined): readonly Tree[] => (tree?.kind === 'list' ? tree.items : []);

const nameOf = (item: Tree): string => idOf(item) ?? '';

const textOf = (tree: Tree | undefined): string | null =>
  tree?.kind === 'leaf' && tree.value !== null ? String(tree.value).trim() : null;

const down = (tree: Tree, keys: readonly string[]): Tree | undefined =>
  keys.reduce<Tree | undefined>((from, key) => (from === undefined ? from : childOf(from, key)), tree);

/** True for two texts that say the same, whatever blanks stand around them, and for two that are not there. */
const isSame = (one: Tree | undefined, other: Tree | undefined): boolean => textOf(one) === textOf(other);

/** What stands at a path of keys and ids. */
function at(tree: Tree, path: string): Tree | undefined {
  const step = (from: Tree | undefined, name: string): Tree | undefined => {
    if (from?.kind === 'list') return from.items.find((item) => nameOf(item) === name);
    return from === undefined ? undefined : childOf(from, name);
  };
  // What a total adds up may hold dots: the longest name that fits is taken.
  const parts = path.split('.');
  let found: Tree | undefined = tree;
  for (let index = 0; index < parts.length && found !== undefined; ) {
    const rest = parts.slice(index).join('.');
    const whole = step(found, rest);
    found = whole ?? step(found, parts[index] ?? '');
    index = whole === undefined ? index + 1 : parts.length;
  }
  return found;
}

/** What is there of a path, for the place of a message. */
function nearestTo(tree: Tree, path: string): Tree {
  const parts = path.split('.');
  for (let length = parts.length; length > 0; length -= 1) {
    const found = at(tree, parts.slice(0, length).join('.'));
    if (found !== undefined) return found;
  }
  return tree;
}
