import { RecordError } from '../../errors/errors.ts';
import type { Scope } from '../../mapping/expressions/scope.ts';
import type { Program } from '../../mapping/flow/program.ts';
import type { CheckProgram } from '../../mapping/steps/step-program.ts';
import { hideTexts, personalTexts } from '../../privacy/hide-personal.ts';
import { type Item, knownRecords } from '../item.ts';
import { type Booking, ifAllIsRight, ifBooked } from './by-hand.ts';

/** Texts of one check that are told of a record: beside many lines in doubt, nobody would find what to do. */
const MOST_TEXTS = 5;

/** What to do, if a check does not say it. */
const FIX = 'Correct it in the source or in a table.';

/** The records that are checked, and the document that one of them becomes; null = none, or it is not known. */
export interface Checked {
  readonly program: Program;
  readonly item: Item;
  readonly scopes: readonly Scope[];
  readonly booking: (scope: Scope) => Booking | null;
}

/**
 * Runs the checks of a flow or a step for a record. What is only reported is kept with the record. Throws RecordError
 * CHECK_FAILED for the first check that makes it wait: what this check says, each text once, and then what to do.
 */
export function makeChecks(checks: readonly CheckProgram[], { program, item, scopes, booking }: Checked): void {
  for (const check of checks) {
    const found = scopes.map((scope) => ({ scope, texts: check.texts(scope) })).filter(({ texts }) => texts.length > 0);
    const [first] = found;
    if (first === undefined) continue;
    // Of several documents, the general advice is about the first.
    const doubts = check.then === 'wait' && check.fix === null ? [first] : found;
    const said = [...new Set(doubts.flatMap(({ texts }) => texts))];
    const personal = personalTexts(knownRecords(item, program), []);
    const texts = said.map((text) => hideTexts(onOneLine(text), personal));
    if (check.then === 'wait') {
      const more = texts.length - MOST_TEXTS;
      const others = more > 0 ? ` And ${more} more like these.` : '';
      const fix =
        check.fix === null ? whatToDo(booking(first.scope)) : [check.fix, ...bookedOf(found, booking)].join(' ');
      throw new RecordError('CHECK_FAILED', `${endless(texts)}.${others} ${fix}`, { at: check.at });
    }
    const { id, fix } = check;
    for (const text of texts) {
      const notice = fix === null ? { check: id, text } : { check: id, text: `${text} ${fix}`, isTask: true as const };
      item.notices.set(`${id}\n${text}`, notice);
    }
  }
}

function whatToDo(booking: Booking | null): string {
  if (booking === null) return `${FIX} If all is right, book it by hand and pin the record as "skip" in links.yml.`;
  return booking.isThere ? `${FIX} ${ifBooked(booking)}` : `${FIX} ${ifAllIsRight(booking)}`;
}

/** What is booked already of the documents in doubt: a check that says what to correct does not know. */
function bookedOf(found: readonly { readonly scope: Scope }[], booking: Checked['booking']): readonly string[] {
  const bookings = found.map(({ scope }) => booking(scope));
  return [...new Set(bookings.flatMap((one) => (one?.isThere === true ? [ifBooked(one)] : [])))];
}

/** The first texts, without the end of the last sentence. */
const endless = (texts: readonly string[]): string =>
  texts
    .slice(0, MOST_TEXTS)
    .join(' ')
    .replace(/[.!?]$/, '');

/** Texts of a record may have line ends, which would let it write its own lines into the log. */
const onOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
