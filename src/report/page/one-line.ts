/** Control characters of a terminal: the contents of a file or a record must not repaint it. */
const UNSEEN = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** A text on one line, with a sign in place of each control character. */
export function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replace(UNSEEN, '\ufffd');
}
