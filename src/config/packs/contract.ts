import { ConfigError } from '../../errors/errors.ts';
import { childOf, idOf, type Tree, textAt } from './tree.ts';

/** Keys of a rule with which a field gets a value that no table row and no record gave. */
const MADE_UP: readonly string[] = ['value', 'force', 'default'];

/** A flow as it is shipped, and with the overrides of a folder. */
export interface Overridden {
  readonly below: Tree;
  readonly flow: Tree;
}

/**
 * What a flow promises whatever the tables say, and no longer holds: that a document's lines are added up and checked, that its checks
 * keep it waiting, and that what a table decides has no default, in the fields that are `promised`: accounts and VAT codes. One problem
 * (PROMISE_BROKEN) for each promise, at the line that takes it away; those in `accepted` are left out, by their paths.
 */
export function brokenPromises(
  name: string,
  { below, flow }: Overridden,
  promised: ReadonlySet<string>,
  accepted: readonly string[],
): readonly ConfigError[] {
  return [...promisesOf(below, promised)]
    .filter(([path, kept]) => !accepted.includes(`${name}/${path}`) && !kept(at(flow, path)) && isBooked(flow, path))
    .map(([path]) => {
      const { origin } = nearestTo(flow, path);
      const message = `${name} no longer keeps a promise of the shipped flow: ${path}.`;
      const hint = `Take this override out, or accept it: tests: { accept: ["${name}/${path}"] } in settings.yml.`;
      return new ConfigError('PROMISE_BROKEN', message, { at: origin.source.at(origin.path), hint });
    });
}

type Promised = readonly [path: string, kept: (found: Tree | undefined) => boolean];

const isThere = (found: Tree | undefined): boolean => found !== undefined;

function* promisesOf(flow: Tree, promised: ReadonlySet<string>): Generator<Promised> {
  yield* checksOf(flow, 'checks');
  for (const step of itemsOf(childOf(flow, 'steps'))) {
    const path = `steps.${nameOf(step)}`;
    if (childOf(step, 'exists') === undefined) continue;
    yield* checksOf(step, `${path}.checks`);
    for (const total of itemsOf(childOf(step, 'totals'))) yield [`${path}.totals.${nameOf(total)}`, isThere];
    const lines = childOf(step, 'lines');
    const fields = lines === undefined ? undefined : childOf(lines, 'fields');
    if (fields?.kind !== 'map') continue;
    for (const [field, rule] of fields.entries) {
      if (promised.has(field) && isFromTable(rule))
        yield [`${path}.lines.fields.${field}`, (found) => found === undefined || !isMadeUp(found)];
    }
  }
}

/** Checks that keep a record waiting. */
function* checksOf(owner: Tree, path: string): Generator<Promised> {
  for (const check of itemsOf(childOf(owner, 'checks'))) {
    if (textAt(check, 'then') === 'tell' || nameOf(check) === '') continue;
    yield [`${path}.${nameOf(check)}`, (found) => found !== undefined && textAt(found, 'then') !== 'tell'];
  }
}

/** True for a rule that looks something up and has no answer of its own. */
function isFromTable(rule: Tree): boolean {
  if (isMadeUp(rule)) return false;
  const first = childOf(rule, 'first');
  return textAt(rule, 'table') !== null || itemsOf(first).some((one) => textAt(one, 'table') !== null);
}

/** True for a rule, or an alternative of it, that gives what nobody wrote in a table or a record. */
function isMadeUp(rule: Tree): boolean {
  const text = rule.kind === 'leaf' ? rule.value : textAt(rule, 'expr');
  if (typeof text === 'string' && LITERAL.test(text)) return true;
  return MADE_UP.some((key) => isGiven(childOf(rule, key))) || itemsOf(childOf(rule, 'first')).some(isMadeUp);
}

/** An expression that is the same for every record. */
const LITERAL = /^\s*("[^"]*"|'[^']*'|-?\d+(\.\d+)?)\s*$/;

/** Null is no answer: the next alternative is asked, or the record waits. */
const isGiven = (value: Tree | undefined): boolean =>
  value !== undefined && !(value.kind === 'leaf' && value.value === null);

/** A step that was taken out books nothing. */
function isBooked(flow: Tree, path: string): boolean {
  const [first, step] = path.split('.');
  return first !== 'steps' || at(flow, `steps.${step}`) !== undefined;
}

const itemsOf = (tree: Tree | undefined): readonly Tree[] => (tree?.kind === 'list' ? tree.items : []);

const nameOf = (item: Tree): string => idOf(item) ?? '';

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
