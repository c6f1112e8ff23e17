import type { Language } from '../../errors/language.ts';
import { nearest } from '../../nearest.ts';
import { type KnownMessage, plainWords } from '../../systems/known-message.ts';

/** The words around an explanation. */
export const WORDS = {
  en: {
    todo: 'What to do',
    more: 'More',
    oneCode: 'exact-asperion-sync explain CODE says what to do about one.',
    where: 'Where',
    source: 'Source',
    inferred: 'inferred: no source shows this message',
  },
  nl: {
    todo: 'Wat u kunt doen',
    more: 'Meer',
    oneCode: 'exact-asperion-sync explain CODE zegt wat u bij een code kunt doen.',
    where: 'Waar',
    source: 'Bron',
    inferred: 'afgeleid: geen bron toont deze melding',
  },
} as const satisfies Readonly<Record<Language, Readonly<Record<string, string>>>>;

/** A tag of docs/sources.md, and not a place in a company's own file. */
const TAG = /^[A-Z]{2}-[a-z\d-]+$/;

/** What a message of a system means: its words, the cause, what to do, where in the system's screens, and who says so. */
export function explainedMessage(message: KnownMessage, language: Language): string {
  const { says, cause, fix, menu, source, isInferred } = message;
  const words = WORDS[language];
  const from = TAG.test(source) ? `${source}, docs/sources.md` : source;
  return [
    says.join(' / '),
    '',
    cause[language],
    '',
    `${words.todo}: ${fix[language]}`,
    ...(menu === undefined ? [] : [`${words.where}: ${menu[language]}`]),
    `${words.source}: ${from}${isInferred === true ? ` (${words.inferred})` : ''}`,
    '',
  ].join('\n');
}

/** The most messages that are proposed for one that is not known. */
const MOST = 3;

/** The words of known messages that share at least half of theirs with a text, the nearest first. Typing mistakes do not count. */
export function similarMessages(text: string, known: readonly KnownMessage[]): readonly string[] {
  const written = wordsOf(text);
  const ranked = known
    .flatMap(({ says }) => says)
    .map((says) => {
      const words = wordsOf(says);
      const shared = words.filter((word) => written.includes(word) || isMistyped(word, written)).length;
      return { says, shared, share: shared / Math.max(words.length, written.length) };
    })
    .filter(({ share }) => share >= 0.5);
  ranked.sort((left, right) => right.share - left.share || right.shared - left.shared);
  return ranked.slice(0, MOST).map(({ says }) => says);
}

/** Short words are like too many others. */
const isMistyped = (word: string, written: readonly string[]): boolean =>
  word.length > 4 && nearest(word, written) !== null;

const wordsOf = (text: string): readonly string[] => plainWords(text).split(/[ *]+/).filter(Boolean);
