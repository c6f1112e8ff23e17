/** Control characters of a terminal: the contents of a file or a record must not repaint it. */
const UNSEEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** A text with a sign in place of each control character. */
export const seen = (text: string): string => text.replace(UNSEEN, '\ufffd');

/** The same for a text of several lines. */
export const seenLines = (text: string): string =>
  text.replace(UNSEEN, (sign) => (/[\t\r\n]/.test(sign) ? sign : '\ufffd'));

/** A text on one line, with a sign in place of each control character. */
export const oneLine = (text: string): string => seen(text.replace(/\s+/g, ' '));
