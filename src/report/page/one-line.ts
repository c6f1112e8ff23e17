/** Control characters of a terminal, and changes of the reading direction: the contents of a file or a record must not repaint it. */
const UNSEEN = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/** A text with a sign in place of each control character. */
export const seen = (text: string): string => text.replace(UNSEEN, '\ufffd');

/** The same for a text of several lines, which may have the colours of a terminal. */
export const seenLines = (text: string): string =>
  text.replace(UNSEEN, (sign, at: number) => (isBlank(sign) || isColour(text.slice(at, at + 8)) ? sign : '\ufffd'));

const isBlank = (sign: string): boolean => /[\t\r\n]/.test(sign);

const isColour = (text: string): boolean => text.startsWith('\u001b') && /^\[[\d;]{1,5}m/.test(text.slice(1));

/** A text on one line, with a sign in place of each control character. */
export const oneLine = (text: string): string => seen(text.replace(/\s+/g, ' '));
