/** A text with places, taken apart: what stands before, between and behind its places. */
export interface Pattern {
  readonly literals: readonly string[];
  /** `{}`, `{…}`, `{… or …}` or `{… and …}`. */
  readonly places: readonly string[];
  /** How many characters are its own. */
  readonly size: number;
}

const PLACE = /(\{\}|\{…\}|\{… (?:or|and) …\})/;

/** Takes a text with places apart. */
export function pattern(text: string): Pattern {
  const parts = text.split(PLACE);
  const literals = parts.filter((_, at) => at % 2 === 0);
  return { literals, places: parts.filter((_, at) => at % 2 === 1), size: literals.join('').length };
}

/**
 * What stands in the places of a pattern, null if the text does not fit it as a whole. Each place ends where the text behind it comes
 * first, so that the time grows only with the length of the text.
 */
export function placesIn({ literals, places }: Pattern, text: string): readonly string[] | null {
  const [first = '', ...others] = literals;
  if (places.length === 0) return text === first ? [] : null;
  const last = others[others.length - 1] ?? '';
  const end = text.length - last.length;
  if (end < first.length || !text.startsWith(first) || !text.endsWith(last)) return null;
  const values: string[] = [];
  let from = first.length;
  for (const literal of others.slice(0, -1)) {
    const at = text.indexOf(literal, from);
    if (at < 0 || at + literal.length > end) return null;
    values.push(text.slice(from, at));
    from = at + literal.length;
  }
  return [...values, text.slice(from, end)];
}
