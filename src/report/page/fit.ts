import { en } from '../words/en.ts';
import type { Words } from '../words/words.ts';
import { blockText, itemLine, markdown, rowLine } from './markdown.ts';
import { type Block, type Page, paragraph } from './page.ts';

/** Bytes kept free for headings and the sentences that say how much was left out. */
const RESERVE = 4_000;

/**
 * A page whose Markdown has at most `most` bytes in UTF-8: rows that do not fit are left out, and a sentence counts them and
 * says that `where` has them. Headings, paragraphs and rows without a noun always stay.
 */
export function fitted(page: Page, most: number, where: string, words: Words = en): Page {
  return new Room(most, (count, noun) => words.more(count, noun, where)).take(page);
}

/** The bytes that are left for a page. */
class Room {
  /** The sentence on rows that do not fit. */
  readonly #rest: (count: number, noun: string) => string;
  #left: number;

  constructor(most: number, rest: (count: number, noun: string) => string) {
    this.#left = most - RESERVE;
    this.#rest = rest;
  }

  take(page: Page): Page {
    return page.flatMap((block) => this.#block(block));
  }

  #block(block: Block): Page {
    // The block without its rows, and the blank line after it.
    this.#left -= Buffer.byteLength(blockText(emptied(block))) + 2;
    switch (block.kind) {
      case 'details':
        return [{ ...block, blocks: this.take(block.blocks) }];
      case 'list':
        return this.#cut(block.noun, block.items, itemLine, (items) => ({ ...block, items }));
      case 'table':
        return this.#cut(block.noun, block.rows, rowLine, (rows) => ({ ...block, rows }));
      case 'code':
        return this.#cut('line', block.lines, String, (lines) => ({ ...block, lines }));
      case 'parts':
        return this.#cut(block.noun, block.parts, markdown, (parts) => ({ ...block, parts }));
      default:
        return [block];
    }
  }

  /** The block with the rows that fit, and a sentence on the others. */
  #cut<Row>(
    noun: string | undefined,
    rows: readonly Row[],
    write: (row: Row) => string,
    blockOf: (rows: readonly Row[]) => Block,
  ): Page {
    const end = rows.findIndex((row) => {
      const bytes = Buffer.byteLength(write(row)) + 1;
      if (noun !== undefined && bytes > this.#left) return true;
      this.#left -= bytes;
      return false;
    });
    if (end === -1) return [blockOf(rows)];
    const rest = this.#rest(rows.length - end, noun ?? '');
    const block = blockOf(rows.slice(0, end));
    return [...(blockText(block) === '' ? [] : [block]), ...this.take([paragraph(rest)])];
  }
}

function emptied(block: Block): Block {
  switch (block.kind) {
    case 'details':
      return { ...block, blocks: [] };
    case 'list':
      return { ...block, items: [] };
    case 'table':
      return { ...block, rows: [] };
    case 'code':
      return { ...block, lines: [] };
    case 'parts':
      return { ...block, parts: [] };
    default:
      return block;
  }
}
