import { RecordError } from '../../errors/errors.ts';
import type { Program } from '../../mapping/flow/program.ts';
import type { Scope } from '../../mapping/flow/scope.ts';
import type { CheckProgram } from '../../mapping/steps/step-program.ts';
import { hideTexts, personalTexts } from '../../privacy/hide-personal.ts';
import { type Item, knownRecords } from './item.ts';

/** What a check said about a record that was still written. */
export interface Notice {
  /** The check's id. */
  readonly check: string;
  /** Personal values are hidden. */
  readonly text: string;
  /** True if it ends with something that a person has to do. */
  readonly isTask?: true;
}

/** Texts of one check that are told of a record: beside many lines in doubt, nobody would find what to do. */
const MOST_TEXTS = 5;

/** What to do, if a check does not say it. */
const FIX =
  'Correct it in the source or in a table. If all is right, book it by hand and pin the record as "skip" in links.yml.';

/**
 * Runs the checks of a flow or a step for a record. What is only reported is kept with the record. Throws RecordError
 * CHECK_FAILED for the first check that makes it wait: what this check says, each text once, and then what to do.
 */
export function makeChecks(
  program: Program,
  item: Item,
  checks: readonly CheckProgram[],
  scopes: readonly Scope[],
): void {
  for (const check of checks) {
    const said = [...new Set(scopes.flatMap((scope) => check.texts(scope)))];
    if (said.length === 0) continue;
    const personal = personalTexts(knownRecords(item, program), []);
    const texts = said.map((text) => hideTexts(onOneLine(text), personal));
    if (check.then === 'wait') {
      const more = texts.length - MOST_TEXTS;
      const others = more > 0 ? ` And ${more} more like these.` : '';
      throw new RecordError('CHECK_FAILED', `${endless(texts)}.${others} ${check.fix ?? FIX}`, { at: check.at });
    }
    const { id, fix } = check;
    for (const text of texts) {
      const notice = fix === null ? { check: id, text } : { check: id, text: `${text} ${fix}`, isTask: true as const };
      item.notices.set(`${id}\n${text}`, notice);
    }
  }
}

/** The first texts, without the end of the last sentence. */
const endless = (texts: readonly string[]): string =>
  texts
    .slice(0, MOST_TEXTS)
    .join(' ')
    .replace(/[.!?]$/, '');

/** Texts of a record may have line ends, which would let it write its own lines into the log. */
const onOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
