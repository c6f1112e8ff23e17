/** The row of a table that says what an empty key means. A rule asks for it by falling back on its name: `coalesce(line.VATCode, "(none)")`. */
export const NONE_ROW = '(none)';

/** What a key of a table asks for where it is not empty: `line.VATCode` of `coalesce(line.VATCode, "(none)")`. */
export function filledKey(key: string): string {
  return key.replace(/^\s*coalesce\((.*),\s*"\(none\)"\s*\)\s*$/s, '$1');
}
