import { decodeHTMLStrict } from 'entities/decode';

/**
 * Characters that nobody sees, and that systems refuse or show as a box: controls but tab and line end, joiners and marks of
 * direction, and the sign that stands for what is no character.
 */
const UNSEEN = /[\p{Cc}\u200b-\u200f\ufeff\ufffd]/gu;

/**
 * The text with its character references replaced; those that are unknown stay as they are written, and so does a name without
 * its semicolon, which is more often the parameter of an address (`?a=1&copy=2`). References to what nobody sees are dropped.
 */
export function withoutEntities(text: string): string {
  return text.replaceAll(/&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31}(?=;));?/g, (written) => {
    const character = decodeHTMLStrict(written.endsWith(';') ? written : `${written};`);
    return character.replaceAll(UNSEEN, (unseen) => (unseen === '\t' || unseen === '\n' ? unseen : ''));
  });
}
