import { filledKey } from '../../none-row.ts';
import { QUOTED } from '../fill.ts';
import { childOf, type Tree } from '../tree.ts';

/** Keys of a rule with which a field gets a value that no table row and no record gave. */
const CONSTANTS: readonly string[] = ['value', 'force', 'default'];

/** Names that expressions may use, with the expressions that they stand for. */
export type Names = ReadonlyMap<string, string>;

/** True for a rule, or an alternative of it, that may give what nobody wrote in a table or a record. */
export function isMadeUp(rule: Tree, names: Names): boolean {
  const written = rule.kind === 'map' ? childOf(rule, 'expr') : rule;
  if (written?.kind === 'leaf' && written.value !== null && givesLiteral(String(written.value), names)) return true;
  const first = childOf(rule, 'first');
  return (
    keysOf(rule).some((key) => givesLiteral(key, names)) ||
    CONSTANTS.some((key) => isGiven(childOf(rule, key))) ||
    (first?.kind === 'list' && first.items.some((one) => isMadeUp(one, names)))
  );
}

/** What a rule looks up in its table: with a key that is the same for all, one row decides for all. What the row of empty keys says, a person wrote. */
function keysOf(rule: Tree): readonly string[] {
  const key = childOf(rule, 'table') === undefined ? undefined : childOf(rule, 'key');
  const keys = key?.kind === 'list' ? key.items : [key];
  return keys.flatMap((one) => (one?.kind === 'leaf' && one.value !== null ? [filledKey(String(one.value))] : []));
}

/** Null is no answer: the next alternative is asked, or the record waits. */
const isGiven = (value: Tree | undefined): boolean =>
  value !== undefined && !(value.kind === 'leaf' && value.value === null);

/** A quotation or a value of the company: the same for all records. */
const SAME_FOR_ALL = new RegExp(String.raw`${QUOTED}|\$values\.\w+(?:\.\w+)*`, 'g');
/** A name that is not that of a function, or a look-up in a table. */
const VARIES = /[A-Za-z_$][\w$]*(?!\s*\(|[\w$])|\btable(?:On)?\s*\(/;

/**
 * True for an expression that may give what it says itself: a literal, also behind `?` or `:`, as something that `coalesce` falls back on, as the only
 * argument of a function, as a key of a table, or by a name that stands for such an expression.
 */
export function givesLiteral(expression: string, names: Names = new Map()): boolean {
  const text = unwrapped(expression.trim());
  const meant = names.get(text);
  if (meant !== undefined) return givesLiteral(meant, new Map([...names].filter(([name]) => name !== text)));
  const ends = splitConditional(text);
  if (ends !== null) return ends.some((end) => givesLiteral(end, names));
  const [, name, inside] = CALL.exec(text) ?? [];
  if (inside !== undefined && closes(`(${inside})`)) {
    const given = splitAt(inside, ',');
    const keysFrom = LOOK_UPS[name ?? ''];
    if (keysFrom !== undefined) return given.slice(keysFrom).some((one) => givesLiteral(filledKey(one), names));
    if (name === 'coalesce' || given.length === 1) return given.some((one) => givesLiteral(one, names));
  }
  return text !== '' && !VARIES.test(text.replace(SAME_FOR_ALL, '0'));
}

/** The functions that look something up in a table, with the position of their first key. */
const LOOK_UPS: Readonly<Record<string, number>> = { table: 1, tableOn: 2 };
const CALL = /^(\w+)\s*\((.*)\)$/s;

/** An expression without brackets around the whole of it. */
function unwrapped(text: string): string {
  return text.startsWith('(') && closes(text) ? unwrapped(text.slice(1, -1).trim()) : text;
}

/** True if the bracket at the beginning is closed by the end and not before. */
function closes(text: string): boolean {
  const outside = [...outermost(text)].map(({ char }) => char).join('');
  return outside === '()';
}

/** Both results of `condition ? one : other`; null for anything else. */
function splitConditional(text: string): readonly [string, string] | null {
  let open: number | null = null;
  let within = 0;
  for (const { char, at } of outermost(text)) {
    if (char === '?' && open === null) open = at;
    else if (char === '?') within += 1;
    else if (char === ':' && open !== null && within === 0) return [text.slice(open + 1, at), text.slice(at + 1)];
    else if (char === ':') within -= 1;
  }
  return null;
}

function splitAt(text: string, separator: string): readonly string[] {
  const ends = [...outermost(text)].filter(({ char }) => char === separator).map(({ at }) => at);
  return [...ends, text.length].map((end, index) => text.slice(index === 0 ? 0 : (ends[index - 1] ?? 0) + 1, end));
}

/** The characters that stand in no quotation and in no brackets, and the outermost brackets. */
function* outermost(text: string): Generator<{ readonly char: string; readonly at: number }> {
  let depth = 0;
  // Quotations keep their length, so that places stay what they are.
  const plain = text.replace(LITERALS, (quoted) => '_'.repeat(quoted.length));
  for (let at = 0; at < plain.length; at += 1) {
    const char = plain[at] ?? '';
    if (')]}'.includes(char)) depth -= 1;
    if (depth === 0) yield { char, at };
    if ('([{'.includes(char)) depth += 1;
  }
}

const LITERALS = new RegExp(QUOTED, 'g');
