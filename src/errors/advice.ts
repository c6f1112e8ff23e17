import { dutchAdvice } from './advice.nl.ts';
import { type ErrorCode, type errorCodes, factsOfCode } from './codes.ts';
import type { Language } from './language.ts';

/** The codes whose records need something done. */
export type CodesWithAdvice = {
  [Code in ErrorCode]: (typeof errorCodes)[Code] extends { advice: string } ? Code : never;
}[ErrorCode];

/** What to do about a record that failed with a code; undefined if that is not said of the code, or the code is none of ours. */
export function adviceOf(code: string, language: Language): string | undefined {
  if (language === 'en') return factsOfCode(code)?.advice;
  return Object.hasOwn(dutchAdvice, code) ? dutchAdvice[code as CodesWithAdvice] : undefined;
}
