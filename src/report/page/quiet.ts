import { plain } from './markdown.ts';
import { type Block, type Cell, type Page, type Piece, piecesOf } from './page.ts';

/** Shown as nothing, and breaks what GitHub would make of the text. */
const BREAK = '\u200b';

/** A text from outside without what GitHub acts on in issues and comments: nobody is mentioned, no issue is referred to, no address becomes a link. */
export function quiet(text: string): string {
  return text
    .replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/[@#](?=[\p{L}\p{N}_-])/gu, `$&${BREAK}`)
    .replace(/\b(gh)-(?=\d)/gi, `$1-${BREAK}`)
    .replace(/:(?=\/\/)/g, `:${BREAK}`)
    .replace(/\bwww(?=\.)/gi, `www${BREAK}`);
}

/** The same as a piece of Markdown: no tags, links or emphasis. */
export const quietly = (text: string): string => plain(quiet(text));

/** A page without what GitHub acts on: it mails everybody whom a comment mentions. */
export const quietPage = (page: Page): Page => page.map(quietBlock);

function quietBlock(block: Block): Block {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
      return { ...block, text: quietPieces(block.text) };
    case 'details':
      return { ...block, title: quiet(block.title), blocks: quietPage(block.blocks) };
    case 'list':
      return { ...block, items: block.items.map(quietPieces) };
    case 'table':
      return { ...block, rows: block.rows.map((row) => row.map(quietPieces)) };
    case 'parts':
      return { ...block, parts: block.parts.map(quietPage) };
    case 'code':
      return block;
  }
}

/** The same for a line. Nothing in code style is acted on, and it can be copied as it is. */
export function quietPieces(text: Cell): readonly Piece[] {
  return piecesOf(text).map((piece) => {
    if (typeof piece === 'string') return quiet(piece);
    if ('strong' in piece) return { strong: quiet(piece.strong) };
    return 'link' in piece ? { ...piece, link: quiet(piece.link) } : piece;
  });
}
