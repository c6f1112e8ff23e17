/** A control code of a terminal, or one character. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control codes begin with one
const PIECE = /\u001b\[([\d;?]*)([A-Za-z])|\u001b\][^\u0007]*\u0007|\u001b[()][A-Z\d]|./gsu;

/**
 * What a person sees in the end of what was written to a terminal: its lines, without colours and without what was overwritten.
 * Lines have no greatest length. Pure.
 */
export function shown(written: string): string {
  const lines: string[][] = [];
  const at = { row: 0, column: 0 };
  const line = (): string[] => {
    while (lines.length <= at.row) lines.push([]);
    return lines[at.row] ?? [];
  };
  const move = (rows: number, columns: number): void => {
    at.row = Math.max(0, at.row + rows);
    at.column = Math.max(0, at.column + columns);
  };
  const toColumn = (column: number): void => move(0, column - at.column);
  // Without a count, cursors move by one.
  const codes: Readonly<Record<string, (count: number) => void>> = {
    A: (count) => move(-(count || 1), 0),
    B: (count) => move(count || 1, 0),
    C: (count) => move(0, count || 1),
    D: (count) => move(0, -(count || 1)),
    G: (count) => toColumn(count - 1),
    J: () => {
      line().splice(at.column);
      lines.splice(at.row + 1);
    },
    K: (count) => void (count === 2 ? line().fill(' ') : line().splice(at.column)),
  };
  for (const [piece, count = '', code] of written.matchAll(PIECE)) {
    if (code !== undefined) codes[code]?.(Number(count));
    else if (piece === '\n') move(1, 0);
    else if (piece === '\r') toColumn(0);
    else if (piece >= ' ') {
      const own = line();
      while (own.length < at.column) own.push(' ');
      own[at.column] = piece;
      move(0, 1);
    }
  }
  return lines.map((own) => own.join('').trimEnd()).join('\n');
}
