import { en } from './en.ts';
import { nl } from './nl.ts';

/** What pages say, in one language. A text that a language lacks does not compile. */
export type Words = typeof en;

/** The languages of pages. */
export const LANGUAGES = ['en', 'nl'] as const;

/** A language of pages. */
export type Language = (typeof LANGUAGES)[number];

const languages: Readonly<Record<Language, Words>> = { en, nl };

/** What pages say in a language. */
export const wordsIn = (language: Language): Words => languages[language];
