import type { Language } from '../../errors/language.ts';
import { en } from './en.ts';
import { nl } from './nl.ts';

/** What pages say, in one language. A text that a language lacks does not compile. */
export type Words = typeof en;

const languages: Readonly<Record<Language, Words>> = { en, nl };

/** What pages say in a language. */
export const wordsIn = (language: Language): Words => languages[language];
