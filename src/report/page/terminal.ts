import { styleText } from 'node:util';
import { oneLine, seen } from './one-line.ts';
import { type Block, type Cell, type Mark, type Page, piecesOf, type Table } from './page.ts';

/** Formats a text for a terminal, or leaves it as it is. */
export type Style = (format: 'bold' | 'cyan' | 'green' | 'red' | 'yellow', text: string) => string;

/** No formats: for files, logs and people who set NO_COLOR. */
export const unstyled: Style = (_format, text) => text;

/** Formats for a terminal, unless `NO_COLOR` is set (https://no-color.org). */
export function styleFor(isTerminal: boolean, environment: Readonly<Record<string, string | undefined>>): Style {
  if (!isTerminal || environment.NO_COLOR) return unstyled;
  return (format, text) => styleText(format, text, { validateStream: false });
}

/** A page as text for a terminal: tables in columns, folded parts open. */
export function terminalText(page: Page, style: Style = unstyled): string {
  return page
    .filter((block) => block.kind !== 'code' || block.language !== 'mermaid')
    .map((block) => blockLines(block, style).join('\n'))
    .join('\n\n');
}

function blockLines(block: Block, style: Style): readonly string[] {
  switch (block.kind) {
    case 'heading':
      return [style('bold', shown(block.text))];
    case 'paragraph':
      return [shown(block.text, style)];
    case 'list':
      return block.items.map((item) => `- ${shown(item, style)}`);
    case 'table':
      return tableLines(block, style);
    case 'code':
      return block.lines.map(seen);
    case 'parts':
      return [terminalText(block.parts.flat(), style)];
    case 'details':
      return [shown(block.title), '', terminalText(block.blocks, style)];
  }
}

const MARK_COLOURS = { '+': 'green', '~': 'yellow', '−': 'red' } as const satisfies Readonly<Record<Mark, string>>;

function shown(text: Cell, style: Style = unstyled): string {
  const pieces = piecesOf(text).map((piece) => {
    if (typeof piece === 'string') return oneLine(piece);
    if ('mark' in piece) return style(MARK_COLOURS[piece.mark], piece.mark);
    if ('code' in piece) return style('cyan', oneLine(piece.code).trim());
    return 'link' in piece ? oneLine(piece.link) : style('bold', oneLine(piece.strong).trim());
  });
  return pieces.join('').trim();
}

/** Wider tables are shown a row at a time. */
const WIDEST = 110;

function tableLines({ titles, numbers, rows }: Table, style: Style): readonly string[] {
  const widths = titles.map((title, column) => {
    return Math.max(title.length, ...rows.map((cells) => shown(cells[column] ?? '').length));
  });
  if (widths.reduce((sum, width) => sum + width + 2, 0) > WIDEST) return rowByRow(titles, rows, style);
  const isNumber = (column: number): boolean => column >= titles.length - numbers;
  const lineOf = (cells: readonly Cell[], cellStyle: Style): string => {
    const padded = cells.map((cell, column) => {
      const blanks = ' '.repeat((widths[column] ?? 0) - shown(cell).length);
      const text = shown(cell, cellStyle);
      return isNumber(column) ? `${blanks}${text}` : `${text}${blanks}`;
    });
    return `  ${padded.join('  ').trimEnd()}`;
  };
  return [
    lineOf(
      titles.map((strong) => ({ strong })),
      style,
    ),
    ...rows.map((cells) => lineOf(cells, style)),
  ];
}

function rowByRow(titles: readonly string[], rows: readonly (readonly Cell[])[], style: Style): readonly string[] {
  const width = Math.max(...titles.map((title) => title.length));
  return rows.flatMap((cells, index) => {
    // Leading cells that equal the row above are not repeated.
    const above = rows[index - 1] ?? [];
    const first = cells.findIndex((cell, column) => shown(cell) !== shown(above[column] ?? ''));
    const lines = cells.map((cell, column) => {
      return `  ${style('bold', (titles[column] ?? '').padEnd(width))}  ${shown(cell, style)}`.trimEnd();
    });
    return [...(index === 0 ? [] : ['']), ...lines.slice(Math.max(first, 0))];
  });
}
