import { type Document, isMap, isNode, isScalar, isSeq, type YAMLMap, type YAMLSeq } from 'yaml';

/** A place where YAML reads something other than the author meant. */
export interface Trap {
  readonly offset: number;
  readonly message: string;
  /** The text as it should be written, or null if that is not clear. */
  readonly quoted: string | null;
}

/**
 * Finds expressions that are valid YAML but not what was meant: cut off at ` #`, or split by a comma or a
 * colon inside braces and brackets.
 */
export function findTraps(document: Document.Parsed, text: string): readonly Trap[] {
  const traps: Trap[] = [];
  const look = (node: unknown): void => {
    if (isScalar(node)) {
      const offset = offsetOf(node);
      if (offset === null || !isPlainText(node) || isBalanced(node.value) || !node.comment) return;
      // An apostrophe in a constant is no trap; a quotation that continues in the "comment" is.
      if (!isBalanced(`${node.value} #${node.comment}`)) return;
      traps.push({ offset, message: COMMENT, quoted: quotedForm(text, offset) });
    } else if (isMap(node) || isSeq(node)) {
      const trap = node.flow !== true ? null : isMap(node) ? tornMap(node, text) : tornList(node, text);
      if (trap !== null) traps.push(trap);
      else if (isSeq(node)) node.items.forEach(look);
      else for (const { key, value } of node.items) [key, value].forEach(look);
    }
  };
  look(document.contents);
  return traps;
}

/** `{ expr: slice(Name, 0, 60) }` becomes the keys `expr`, `0` and `60)`, the last two without a value. */
function tornMap(map: YAMLMap, text: string): Trap | null {
  const at = map.items.findIndex((pair) => isPlainText(pair.value) && !isBalanced(pair.value.value));
  const next = map.items[at + 1];
  if (at < 0 || next === undefined || (isNode(next.value) && !isEmpty(next.value))) return null;
  const offset = offsetOf(map.items[at]?.value) ?? 0;
  return { offset, message: 'A comma ends a value inside braces.', quoted: quotedForm(text, offset) };
}

/** `[a, join(b, c)]` has three items, and `[a ? b : c]` holds a map. */
function tornList(list: YAMLSeq, text: string): Trap | null {
  const torn = list.items.findIndex((item) => isPlainText(item) && !isBalanced(item.value));
  const bare = list.items.find((item) => isMap(item) && text.charAt(offsetOf(item) ?? 0) !== '{');
  const hit = torn >= 0 && torn < list.items.length - 1 ? list.items[torn] : bare;
  const offset = offsetOf(hit);
  if (offset === null) return null;
  const value = text.slice(offset, offset + valueLength(text.slice(offset), 'list')).trim();
  const cause = hit === bare ? 'A colon followed by a blank makes a key' : 'A comma ends a value';
  return { offset, message: `${cause} inside brackets.`, quoted: inQuotes(value) };
}

/**
 * `{ expr: f("a #1") }` never ends, because the brace is in the comment: YAML complains on a later line. Looks for the
 * line above `offset` on which everything closes if its "comment" is read as text.
 */
export function hiddenByComment(text: string, offset: number): Trap | null {
  const before = text.slice(0, offset).split('\n');
  for (let end = offset; before.length > 0; ) {
    const line = before.pop() ?? '';
    const start = end - line.length;
    const comment = line.search(/[{[].* #/) < 0 ? -1 : line.indexOf(' #');
    if (comment >= 0 && !isBalanced(line.slice(0, comment)) && isBalanced(line)) {
      return { offset: start + comment, message: COMMENT, quoted: quotedForm(text, start + comment) };
    }
    end = start - 1;
  }
  return null;
}

const COMMENT = 'Everything after " #" is a comment.';

/** The `key: 'value'` that belongs here, with the value in single quotes; null if that does not help. */
export function quotedForm(text: string, offset: number): string | null {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  const line = text.slice(start, end < 0 ? undefined : end).trimEnd();
  const keys = [...line.matchAll(/(?:^\s*(?:- )*|[{,]\s*)([A-Za-z_][\w-]*):\s+/g)];
  const key = keys.findLast((match) => match.index + match[0].length <= offset - start) ?? keys[0];
  if (key === undefined) return null;
  const from = key.index + key[0].length;
  const value = line.slice(from, from + valueLength(line.slice(from), /[{,]/.test(key[0]) ? 'braces' : 'line')).trim();
  if (value === '' || /^('[^']*'|"[^"]*"|[{[>|].*)$/.test(value)) return null;
  // There are single quotes already, and an apostrophe inside ended them.
  const isQuoted = value.length > 1 && value.startsWith("'") && value.endsWith("'");
  return `${key[1]}: ${inQuotes(isQuoted ? value.slice(1, -1).replaceAll("''", "'") : value)}`;
}

function inQuotes(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/**
 * How far a text reaches that was meant as one expression: past its own quotations, brackets and commas, to the end
 * of the line, of the braces or of the list's item.
 */
function valueLength(rest: string, inside: 'line' | 'braces' | 'list'): number {
  for (const { letter, at, depth } of outsideQuotes(rest)) {
    if (letter === '#' && rest.charAt(at - 1) === ' ') return at;
    if (letter === '\n' || (depth < 0 && inside !== 'line')) return at;
    if (letter !== ',' || depth > 0) continue;
    if (inside === 'list' || (inside === 'braces' && /^,\s*[A-Za-z_][\w-]*:(\s|$)/.test(rest.slice(at)))) return at;
  }
  return rest.length;
}

/** True if every bracket and quotation that begins in the text also ends in it. */
function isBalanced(text: string): boolean {
  if (!/["'()[\]{}]/.test(text)) return true;
  let last = 0;
  for (const { depth, open } of outsideQuotes(text)) {
    if (open) return false;
    last = depth;
  }
  return last === 0;
}

/** The characters outside quotations with the depth of brackets after each; the last one is `open` if a quotation does not end. */
function* outsideQuotes(text: string): Generator<{ letter: string; at: number; depth: number; open: boolean }> {
  let depth = 0;
  let quote = '';
  for (let at = 0; at < text.length; at++) {
    const letter = text.charAt(at);
    if (quote !== '') {
      if (letter === '\\') at++;
      else if (letter === quote) quote = '';
      continue;
    }
    if (letter === '"' || letter === "'") quote = letter;
    else if ('([{'.includes(letter)) depth++;
    else if (')]}'.includes(letter)) depth--;
    yield { letter, at, depth, open: false };
  }
  if (quote !== '') yield { letter: '', at: text.length, depth, open: true };
}

function isPlainText(node: unknown): node is { value: string; comment?: string | null } {
  return isScalar(node) && node.type === 'PLAIN' && typeof node.value === 'string';
}

function isEmpty(node: unknown): boolean {
  return isScalar(node) && node.value === null;
}

function offsetOf(node: unknown): number | null {
  return isNode(node) ? (node.range?.[0] ?? null) : null;
}
