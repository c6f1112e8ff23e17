/**
 * What an expression can say: texts in which `{}` stands for a value, `{…}` for words that are looked up themselves, `{… or …}` for names
 * and `{… and …}` for such words.
 */
export type Said = readonly string[];

const PLACES = /\{(…( (or|and) …)?)?\}/g;

/** True for a text with a word of its own. */
export const hasWords = (text: string): boolean => /[a-z]{2}/i.test(text.replaceAll(PLACES, ''));

/** True for a text that needs words in another language: it has some, or puts others together. */
export const isSaying = (text: string): boolean =>
  hasWords(text) || (text.includes('{…}') && /[^\s]/.test(text.replaceAll(PLACES, '')));

/** Two ways to write a mark, such as a blank or none. */
export const isTwoEnds = (said: Said): boolean =>
  said.length === 2 && said.every((text) => !text.includes('{') && !hasWords(text));

/** As `sentence` of src/mapping/problems.ts writes it. */
export const asSentence = (text: string): string =>
  `${text.charAt(0).toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? '' : '.'}`;
