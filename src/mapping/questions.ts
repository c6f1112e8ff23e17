import type { SourcePosition } from '../errors/errors.ts';
import type { PersonalClass } from '../systems/catalog.ts';
import type { FieldReference } from './expressions/names.ts';

/** Something that a company's own mapping asks of a person's data: an answer tells a part of them, whatever it is used for. */
export interface Question {
  /** The field and the expressions that ask. */
  readonly text: string;
  readonly field: string;
  readonly personal: PersonalClass;
  readonly at: SourcePosition;
  /** True if the answer is only the text of a field; else it decides which records are written, where, or by what number. */
  readonly isText: boolean;
}

/** A use of a personal field that the company's own mapping computes or chooses by. */
export interface Asked extends FieldReference {
  readonly personal: PersonalClass;
  readonly by: string;
  readonly at: SourcePosition;
}

/** True for what the company's own mapping computes from a personal field, or chooses by it. */
export const isAsked = (use: FieldReference): use is Asked =>
  use.personal !== null &&
  (use.way === 'computed' || use.way === 'chosen') &&
  (use.by ?? '') !== '' &&
  use.at !== undefined;

/** The same question has the same text, in whichever flow and version of the mappings. */
export const questionOf = ({ resource, field, by }: Asked): string => `${resource}.${field}\n${by}`;

/** The questions of a flow. Those in `texts` are answered by the text of a field alone. */
export function questionsIn(uses: readonly FieldReference[], texts: ReadonlySet<FieldReference>): readonly Question[] {
  const questions = uses.filter(isAsked).map((use): Question => {
    const { field, personal, at } = use;
    return { text: questionOf(use), field, personal, at, isText: texts.has(use) };
  });
  return [...new Map(questions.map((question) => [keyOf(question), question])).values()];
}

const keyOf = ({ text, isText }: Question): string => `${isText}\n${text}`;

/**
 * What one version of the mappings asks and the other does not: an edit that asks it would be answered by the plan. The same question counts as new
 * where it decides something for the first time.
 */
export function newQuestions(asked: readonly Question[], known: readonly Question[]): readonly Question[] {
  const before = new Set(known.map(keyOf));
  return asked.filter((question) => !before.has(keyOf(question)));
}
