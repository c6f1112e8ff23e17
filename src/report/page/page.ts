/** What becomes of a record: it is created, changed, or refused. */
export type Mark = '+' | '~' | '−';

/** A piece of a line: text as it is, a name in code style, a strong word, a mark, or words that lead to an address. */
export type Piece =
  | string
  | { readonly code: string }
  | { readonly strong: string }
  | { readonly mark: Mark }
  | { readonly link: string; readonly to: string };

/** A line of text, made of pieces without anything between them. */
export type Text = Piece | readonly Piece[];

/** A cell of a table. */
export type Cell = Text | number;

/** Rows under titles; the last `numbers` columns hold numbers. `noun` is the word for a row; without it, all rows always stay. */
export interface Table {
  readonly kind: 'table';
  readonly titles: readonly string[];
  readonly numbers: number;
  readonly rows: readonly (readonly Cell[])[];
  readonly noun: string | undefined;
}

/** Items with a mark in front. `noun` is the word for one; without it, all items always stay. */
export interface List {
  readonly kind: 'list';
  readonly items: readonly Text[];
  readonly noun: string | undefined;
}

/** Lines to read or copy as they are; `mermaid` is a chart, which GitHub draws, '' plain text. */
export interface Code {
  readonly kind: 'code';
  readonly language: 'diff' | 'yaml' | 'mermaid' | '';
  readonly lines: readonly string[];
}

/** Parts of which each is shown or left out as a whole. */
export interface Parts {
  readonly kind: 'parts';
  readonly parts: readonly Page[];
  readonly noun: string;
}

/** A part of a page. */
export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: Text }
  | { readonly kind: 'paragraph'; readonly text: Text }
  /** Folded on GitHub: a reader opens it. */
  | { readonly kind: 'details'; readonly title: string; readonly blocks: Page }
  | Table
  | List
  | Code
  | Parts;

/** What a person reads of a run, a plan or a check; written as Markdown for GitHub and as text for a terminal. */
export type Page = readonly Block[];

/** The heading of a page. */
export const title = (text: Text): Block => ({ kind: 'heading', level: 2, text });

/** The heading of a section. */
export const heading = (text: Text): Block => ({ kind: 'heading', level: 3, text });

/** A paragraph of one line. */
export const paragraph = (text: Text): Block => ({ kind: 'paragraph', text });

/** A list; nothing without items. */
export function list(items: readonly Text[], noun?: string): Page {
  return items.length === 0 ? [] : [{ kind: 'list', items, noun }];
}

/** A table, such as `table(['Flow', 'Read'], 1, rows, 'flow')`; nothing without rows. */
export function table(
  titles: readonly string[],
  numbers: number,
  rows: readonly (readonly Cell[])[],
  noun?: string,
): Page {
  return rows.length === 0 ? [] : [{ kind: 'table', titles, numbers, rows, noun }];
}

/** A folded part of a page; nothing if it would be empty. */
export function details(text: string, blocks: Page): Page {
  return blocks.length === 0 ? [] : [{ kind: 'details', title: text, blocks }];
}

/** A heading with what follows it; nothing if that would be empty. */
export function section(text: Text, blocks: Page): Page {
  return blocks.length === 0 ? [] : [heading(text), ...blocks];
}

/** Words that lead to an address, if there is one. */
export const linked = (words: string, to: string | undefined): Piece =>
  to === undefined ? words : { link: words, to };

/** A sentence as pieces: what stands in backticks is in code style. */
export function withCode(text: string): readonly Piece[] {
  const parts = text.split(/`([^`]+)`/).map((part, at): Piece => (at % 2 === 1 ? { code: part } : part));
  return parts.filter((part) => part !== '');
}

/** Texts with commas between them, as the pieces of one line. */
export function joined(texts: readonly Text[]): readonly Piece[] {
  return texts.flatMap((text, index) => [...(index === 0 ? [] : [', ']), ...piecesOf(text)]);
}

/** The pieces of a line. */
export function piecesOf(text: Cell): readonly Piece[] {
  if (typeof text === 'number') return [String(text)];
  return Array.isArray(text) ? (text as readonly Piece[]) : [text as Piece];
}
