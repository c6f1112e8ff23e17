import type { ErrorClass, ErrorCode, errorCodes } from '../codes.ts';

/** What a code tells its reader, each in plain sentences. */
export interface Meaning {
  /** What happened: one sentence. */
  readonly means: string;
  /** What to do: one or two sentences. */
  readonly todo: string;
}

type Facts = typeof errorCodes;

/** The codes of a class. */
export type CodesOf<Class extends ErrorClass> = {
  [Code in ErrorCode]: Facts[Code]['class'] extends Class ? Code : never;
}[ErrorCode];

/** The codes that a part of docs/mapping.md explains. */
export type CodesWithPart = { [Code in ErrorCode]: Facts[Code] extends { part: string } ? Code : never }[ErrorCode];

/** What is written for a code: its meaning, without what to do if the table of codes has an advice, which is the same. */
export type Written<Code extends ErrorCode> = Facts[Code] extends { advice: string } ? Pick<Meaning, 'means'> : Meaning;

/** One entry for each of some codes; a missing one does not compile. */
export type Meanings<Codes extends ErrorCode> = { readonly [Code in Codes]: Written<Code> };
