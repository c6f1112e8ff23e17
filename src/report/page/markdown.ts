import { oneLine, seen } from './one-line.ts';
import { type Block, type Cell, type Page, type Piece, piecesOf, type Text } from './page.ts';

/** A page as Markdown for GitHub. */
export function markdown(page: Page): string {
  return `${page.map(blockText).join('\n\n')}\n`;
}

/** A part of a page as Markdown, without an end of line. */
export function blockText(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return `${'#'.repeat(block.level)} ${line(block.text)}`;
    case 'paragraph':
      return line(block.text);
    case 'list':
      return block.items.map(itemLine).join('\n');
    case 'table':
      return [...head(block.titles, block.numbers), ...block.rows.map(rowLine)].join('\n');
    case 'code':
      return fenced(block.language, block.lines.map(seen));
    case 'parts':
      return block.parts.flat().map(blockText).join('\n\n');
    case 'details':
      return [`<details><summary>${plain(block.title)}</summary>`, ...block.blocks.map(blockText), '</details>'].join(
        '\n\n',
      );
  }
}

/** Lines of code; their fence is longer than any in them, which would end it. */
function fenced(language: string, lines: readonly string[]): string {
  const runs = lines.flatMap((text) => text.match(/`{3,}/g) ?? []);
  const fence = '`'.repeat(Math.max(2, ...runs.map(({ length }) => length)) + 1);
  return [`${fence}${language}`, ...lines, fence].join('\n');
}

/** An item of a list. */
export const itemLine = (text: Text): string => `- ${line(text)}`;

/** A row of a table. */
export const rowLine = (cells: readonly Cell[]): string => row(cells.map(line));

function line(text: Cell): string {
  return piecesOf(text).map(pieceText).join('').trim();
}

function pieceText(piece: Piece): string {
  if (typeof piece === 'string') return escaped(piece);
  if ('code' in piece) return code(piece.code);
  if ('mark' in piece) return escaped(piece.mark);
  return 'link' in piece ? `[${plain(piece.link)}](${address(piece.to)})` : `**${plain(piece.strong)}**`;
}

/** An address as Markdown takes it: nothing in it ends the link. */
function address(to: string): string {
  return to.replace(/[\s()<>|\\]/g, encodeURIComponent).replace(/[()]/g, (sign) => (sign === '(' ? '%28' : '%29'));
}

/** Escapes a text for a Markdown line or table cell: no tags, links, emphasis or end of a cell. */
export function plain(text: string): string {
  return escaped(text).trim();
}

function escaped(text: string): string {
  return oneLine(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\\`*[\]|~$]|(?<!\w)_|_(?!\w)/g, '\\$&');
}

/** A text in code style; backticks in it are replaced, since they would end it. */
export function code(text: string): string {
  return `\`${oneLine(text).replaceAll('`', "'").replaceAll('|', '\\|')}\``;
}

/** One row of a table. */
export function row(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** The head of a table; `right` counts the columns, from the end, that hold numbers. */
export function head(titles: readonly string[], right: number): readonly string[] {
  return [row(titles), row(titles.map((_, index) => (index < titles.length - right ? '---' : '---:')))];
}
