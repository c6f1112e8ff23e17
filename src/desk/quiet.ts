import { plain } from '../report/page/markdown.ts';

/** Shown as nothing, and breaks what GitHub would make of the text. */
const BREAK = '\u200b';

/** A text from outside without what GitHub acts on in issues: nobody is mentioned, no issue is referred to, no address becomes a link. */
export function quiet(text: string): string {
  return text
    .replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/[@#](?=[\p{L}\p{N}_-])/gu, `$&${BREAK}`)
    .replace(/\b(gh)-(?=\d)/gi, `$1-${BREAK}`)
    .replace(/:(?=\/\/)/g, `:${BREAK}`)
    .replace(/\bwww(?=\.)/gi, `www${BREAK}`);
}

/** The same as a piece of Markdown: no tags, links or emphasis. */
export const quietly = (text: string): string => plain(quiet(text));
