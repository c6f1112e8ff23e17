import { ConfigError } from '../../../errors/errors.ts';
import { QUOTED } from '../fill.ts';
import { childOf, plainValue, type Tree, textAt } from '../tree.ts';
import { isMadeUp, type Names } from './made-up.ts';
import { at, itemsOf, type Named, nameOf, namesIn, nearestTo, saidBy, textOf, withFormerIds } from './places.ts';

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
 * What a flow promises whatever the tables say, and no longer holds: that a document has the same number, that its lines are added up to the same
 * amounts, that its checks keep it waiting for the same doubts, that copies and what is booked already are recognised, and that what a table decides has no default, in the fields that
 * are `promised`: accounts and VAT codes.
 */
export function brokenPromises(
  flowName: string,
  { below, flow: written }: Overridden,
  promised: ReadonlySet<string>,
): readonly BrokenPromise[] {
  const flow = withFormerIds(written, below);
  return [...promisesOf(below, promised)].flatMap(([path, breach]) => {
    const broken = breach(at(flow, path), flow);
    if (broken === null || !isBooked(flow, path)) return [];
    const { origin } = nearestTo(flow, broken);
    const name = `${flowName}/${path}`;
    const message = `${flowName} no longer keeps a promise of the shipped flow: ${path}.`;
    const hint = `Take this override out, or accept it: tests: { accept: ["${name}"] } in settings.yml.`;
    return [{ name, problem: new ConfigError('PROMISE_BROKEN', message, { at: origin.source.at(origin.path), hint }) }];
  });
}

/** Says of what stands in a place of the flow now which place of the flow breaks the promise; null = it is kept. */
type Breach = (found: Tree | undefined, flow: Tree) => string | null;
type Promised = readonly [path: string, breach: Breach];

function* promisesOf(flow: Tree, promised: ReadonlySet<string>): Generator<Promised> {
  if (childOf(flow, 'copyOf') !== undefined) yield ['copyOf', (found) => (recognisesNothing(found) ? 'copyOf' : null)];
  yield* checksOf(flow, childOf(flow, 'checks'), 'checks');
  for (const step of itemsOf(childOf(flow, 'steps'))) {
    const path = `steps.${nameOf(step)}`;
    if (childOf(step, 'exists') === undefined) continue;
    const booked = `${path}.unlessBooked`;
    if (at(flow, booked) !== undefined) yield [booked, (found) => (recognisesNothing(found) ? booked : null)];
    yield* numberOf(flow, path);
    yield* checksOf(flow, childOf(step, 'checks'), `${path}.checks`);
    const total = childOf(step, 'total');
    if (total !== undefined) yield [`${path}.total`, otherTotal(flow, `${path}.total`)];
    for (const one of itemsOf(childOf(step, 'totals'))) {
      const place = `${path}.totals.${nameOf(one)}`;
      yield [place, otherTotal(flow, place)];
    }
    const lines = childOf(step, 'lines');
    const fields = lines === undefined ? undefined : childOf(lines, 'fields');
    if (fields?.kind !== 'map') continue;
    for (const [field, rule] of fields.entries) {
      const place = `${path}.lines.fields.${field}`;
      if (promised.has(field) && isFromTable(rule, textsOf(namesIn(flow, place))))
        yield [
          place,
          (found, now) => (found !== undefined && isMadeUp(found, textsOf(namesIn(now, place))) ? place : null),
        ];
    }
  }
}

/** What a document is found by without its link: under another number than it was booked with, it would be booked again. */
function* numberOf(flow: Tree, step: string): Generator<Promised> {
  const [match, keys] = [`${step}.match`, strongestKey(flow, step)];
  yield [match, (_, now) => (strongestKey(now, step).join() === keys.join() ? null : match)];
  for (const field of keys) {
    const place = `${step}.fields.${field}`;
    yield [place, (_, now) => saysOther([flow, now], place)];
  }
}

/** The fields that a step finds its document by first. */
function strongestKey(flow: Tree, step: string): readonly string[] {
  const match = at(flow, `${step}.match`);
  const first = match?.kind === 'list' ? match.items[0] : match;
  return (first?.kind === 'list' ? first.items : [first]).flatMap((field) => textOf(field) ?? []);
}

/** Checks that keep a record waiting: for the same doubt, whatever they say about it. */
function* checksOf(flow: Tree, checks: Tree | undefined, path: string): Generator<Promised> {
  for (const check of itemsOf(checks)) {
    if (textAt(check, 'then') === 'tell' || nameOf(check) === '') continue;
    const place = `${path}.${nameOf(check)}`;
    yield [place, (found, now) => doubtsLess(found, [flow, now], place)];
  }
}

function doubtsLess(found: Tree | undefined, versions: readonly [Tree, Tree], place: string): string | null {
  if (found === undefined) return place;
  if (textAt(found, 'then') === 'tell') return `${place}.then`;
  return saysOther(versions, `${place}.when`) ?? saysOther(versions, `${place}.each`);
}

/** A total that compares something else, that is left out more often, or that may be further off. */
function otherTotal(below: Tree, place: string): Breach {
  return (found, now) => {
    if (found === undefined) return place;
    const other = saysOther([below, now], `${place}.of`) ?? saysOther([below, now], `${place}.equals`);
    if (other !== null) return other;
    const when = childOf(found, 'when') === undefined ? null : saysOther([below, now], `${place}.when`);
    if (when !== null) return when;
    return toleranceOf(found) <= toleranceOf(at(below, place)) ? null : `${place}.tolerance`;
  };
}

/** The place at which two versions of a flow say different things: the text at a path itself, or a name that it uses. Null = they say the same. */
function saysOther([below, now]: readonly [Tree, Tree], path: string): string | null {
  const [before, after] = [saidBy(at(below, path)), saidBy(at(now, path))];
  if (before !== after) return path;
  const [namesBefore, namesAfter] = [namesIn(below, path), namesIn(now, path)];
  const seen = new Set<string>();
  const search = (text: string): string | null => {
    for (const [name] of text.replace(QUOTATIONS, '').matchAll(WORDS)) {
      if (seen.has(name)) continue;
      seen.add(name);
      const [was, is] = [namesBefore.get(name), namesAfter.get(name)];
      if (was === undefined) continue;
      const other = was.text === is?.text ? search(was.text) : (is ?? was).path;
      if (other !== null) return other;
    }
    return null;
  };
  return search(before ?? '');
}

const QUOTATIONS = new RegExp(QUOTED, 'g');
const WORDS = /(?<![\w.])[A-Za-z_]\w*/g;

function toleranceOf(total: Tree | undefined): number {
  const written = total && childOf(total, 'tolerance');
  return written === undefined ? 0 : Number(plainValue(written));
}

/** No copy is recognised: it is taken out, or what is looked up is nothing. */
function recognisesNothing(found: Tree | undefined): boolean {
  const looked = found?.kind === 'list' ? found.items.map((item) => textAt(item, 'value')) : [textOf(found)];
  return looked.every((text) => text === null || NOTHING.test(text));
}

const NOTHING = /^\s*(null|\[\s*\]|""|'')?\s*$/;

/** True for a rule that looks something up and has no answer of its own. */
function isFromTable(rule: Tree, names: Names): boolean {
  if (isMadeUp(rule, names)) return false;
  const first = childOf(rule, 'first');
  return textAt(rule, 'table') !== null || itemsOf(first).some((one) => textAt(one, 'table') !== null);
}

const textsOf = (names: ReadonlyMap<string, Named>): Names =>
  new Map([...names].map(([name, { text }]) => [name, text]));

/** A step that was taken out books nothing. */
function isBooked(flow: Tree, path: string): boolean {
  const [first, step] = path.split('.');
  return first !== 'steps' || at(flow, `steps.${step}`) !== undefined;
}
