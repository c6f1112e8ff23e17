import type { InEach } from '../errors/language.ts';

/** What a system says when it refuses something, what it means, and what to do about it. */
export interface KnownMessage {
  /** Its words, in one or several forms; `…` or `*` stands for whatever may come there. */
  readonly says: readonly string[];
  readonly cause: InEach;
  readonly fix: InEach;
  /** The way through the system's screens to the place of the fix, `A > B`; absent = no source tells it. */
  readonly menu?: InEach;
  /** Who tells it: a tag of docs/sources.md, or the place in a company's own file. */
  readonly source: string;
  /** No source shows these words: they are concluded from other facts. */
  readonly isInferred?: true;
}

/** Letters and digits; everything else only parts words. */
const NO_WORD = /[^\p{L}\p{N}*]+/gu;

/** A text as it is compared: without case, accents, quotes and other signs, its numbers all alike. Wildcards stay as `*`. */
export function plainWords(text: string): string {
  // The canonical form would write … as three dots.
  const letters = text.replaceAll('…', '*').normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
  const words = letters
    .replaceAll(/\p{N}+/gu, '0')
    .replaceAll(NO_WORD, ' ')
    .trim();
  return ` ${words} `;
}

/** True if a text has the words of a pattern one after the other. A wildcard may stand for nothing. Takes linear time for each part. */
function holds(text: string, pattern: string): boolean {
  let from = 0;
  for (const part of pattern.split('*')) {
    const at = text.indexOf(part, from);
    if (at < 0) return false;
    // The blank that ends one part may begin the next one.
    from = Math.max(from, at + part.length - (part.endsWith(' ') ? 1 : 0));
  }
  return true;
}

const lettersIn = (pattern: string): number => pattern.replaceAll(/[* ]/g, '').length;

/** The patterns of a message as they are compared, made once: each record that waits is held against all of them. */
const patterns = new WeakMap<KnownMessage, readonly string[]>();

function patternsOf(message: KnownMessage): readonly string[] {
  const made = patterns.get(message) ?? message.says.map(plainWords);
  patterns.set(message, made);
  return made;
}

/** The message that a sentence is, the one with the most words in common if there are several; null = none. */
export function messageIn<Message extends KnownMessage>(sentence: string, known: readonly Message[]): Message | null {
  const words = plainWords(sentence.replaceAll('*', ' '));
  const fitting = known.flatMap((message) =>
    patternsOf(message).flatMap((pattern) => (holds(words, pattern) ? [{ message, pattern }] : [])),
  );
  fitting.sort((left, right) => lettersIn(right.pattern) - lettersIn(left.pattern));
  return fitting[0]?.message ?? null;
}

/** What the sentences of a text mean, each message once; a system joins several by line ends, its client by semicolons. */
export function messagesIn<Message extends KnownMessage>(text: string, known: readonly Message[]): readonly Message[] {
  return [...new Set(text.split(/[;\r\n]+/).flatMap((sentence) => messageIn(sentence, known) ?? []))];
}
