/** Columns narrower than this are no place for sentences. */
const NARROWEST = 24;
const GAP = '  ';

/**
 * Rows in columns for a terminal of so many characters (unlimited if left out). The last cell may be sentences: they are
 * wrapped in their column, or below the row if there is too little room beside it.
 */
export function inColumns(rows: readonly (readonly string[])[], width = Number.POSITIVE_INFINITY): readonly string[] {
  const last = Math.max(...rows.map((cells) => cells.length)) - 1;
  const widths = Array.from({ length: last }, (_, column) =>
    Math.max(...rows.map((cells) => cells[column]?.length ?? 0)),
  );
  const left = widths.reduce((sum, one) => sum + one + GAP.length, 0);
  const isBeside = width - left >= NARROWEST;
  const indent = isBeside ? left : 2 * GAP.length;
  return rows.flatMap((cells) => {
    const start = widths.map((one, column) => (cells[column] ?? '').padEnd(one) + GAP).join('');
    const [first = '', ...more] = wrapped(cells[last] ?? '', width - indent);
    const below = isBeside || first === '' ? more : [first, ...more];
    return [(isBeside ? start + first : start).trimEnd(), ...below.map((line) => ' '.repeat(indent) + line)];
  });
}

/** A text in lines of at most so many characters, broken at blanks. */
function wrapped(text: string, most: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const line = lines.at(-1);
    if (line !== undefined && line.length + 1 + word.length <= most) lines[lines.length - 1] = `${line} ${word}`;
    else lines.push(word);
  }
  return lines;
}
