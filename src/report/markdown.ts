/** Escapes a text for a Markdown line or table cell: no tags, links, emphasis or end of a cell. */
export function plain(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replace(/[\\`*[\]|~$]|(?<!\w)_|_(?!\w)/g, '\\$&');
}

/** A text in code style; backticks in it are replaced, since they would end it. */
export function code(text: string): string {
  return `\`${text.replace(/\s+/g, ' ').replaceAll('`', "'").replaceAll('|', '\\|')}\``;
}

/** `1 record`, `2 records`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** One row of a table. */
export function row(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** The head of a table; `right` counts the columns, from the end, that hold numbers. */
export function head(titles: readonly string[], right: number): readonly string[] {
  return [row(titles), row(titles.map((_, index) => (index < titles.length - right ? '---' : '---:')))];
}

/** Bytes kept free for headings and the sentences that say how much was left out. */
const RESERVE = 4_000;

/** A text that grows by lines and never beyond a number of bytes in UTF-8. */
export class BoundedText {
  readonly #lines: string[] = [];
  readonly #most: number;
  #bytes = 0;

  constructor(most: number) {
    this.#most = most;
  }

  /** Adds lines that always fit: headings and the like. */
  frame(...lines: readonly string[]): void {
    for (const line of lines) {
      this.#lines.push(line);
      this.#bytes += Buffer.byteLength(line) + 1;
    }
  }

  /** Adds lines while there is room, then one that counts the rest and says where it is. */
  list(lines: readonly string[], noun: string, where = 'the report file'): void {
    for (const [index, line] of lines.entries()) {
      if (this.#bytes + Buffer.byteLength(line) + 1 > this.#most - RESERVE) {
        this.frame('', `… and ${count(lines.length - index, `more ${noun}`)}; ${where} has them all.`);
        return;
      }
      this.frame(line);
    }
  }

  toString(): string {
    return `${this.#lines.join('\n')}\n`;
  }
}
