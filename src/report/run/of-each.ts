import { type Booking, ifAllIsRight, ifBooked, inAnotherPeriod } from '../../sync/step/by-hand.ts';
import type { Cause, FlowRecord } from './causes.ts';

type Sentence = (booking: Booking) => string;

/** A pattern of what a sentence says of any booking; its groups are the number, the record and the flow. */
function patternOf(sentence: Sentence): string {
  const booking = { number: 'NUMBER', reference: 'REFERENCE', flow: 'FLOW', isThere: false };
  const text = sentence(booking).replaceAll('.', '\\.');
  return text.replace('NUMBER', '(.+?)').replace('REFERENCE', '([^"]+)').replace('FLOW', '([^"]+)');
}

/** One such sentence, or one for each document of a record. */
const allOf = (sentence: Sentence): RegExp => new RegExp(`${patternOf(sentence)}(?: ${patternOf(sentence)})*`);

/** What a reason says of its own record alone, see `half-booked.ts` and `by-hand.ts`; and what is said of several instead. */
const OWN: readonly { readonly own: RegExp; readonly each: string }[] = [
  { own: /^Booked already: .*?\. /, each: '' },
  {
    own: allOf(inAnotherPeriod),
    each: 'To have them in another period, book each by hand under the number that stands with its record, and skip it in links.yml.',
  },
  {
    own: allOf(ifAllIsRight),
    each: 'If all is right, book each by hand under the number that stands with its record, and skip it in links.yml.',
  },
  {
    own: allOf(ifBooked),
    each: 'They are booked already: if a booking is right, or once it is corrected by hand, skip its record in links.yml.',
  },
];

/** A reason as it holds for all records that wait for it: without what is booked of the one, its number and its line of links.yml. */
export const ofEach = (reason: string): string => OWN.reduce((text, { own, each }) => text.replace(own, each), reason);

/** A line of links.yml that a reason asks for, which may be of another flow; `number` is that under which a person would book the document. */
export interface AskedLine {
  readonly flow: string;
  readonly reference: string;
  readonly number?: string;
}

/** All lines of links.yml that a reason asks for. */
export const linesIn = (reason: string): readonly AskedLine[] =>
  [inAnotherPeriod, ifAllIsRight, ifBooked].flatMap((sentence) =>
    [...reason.matchAll(new RegExp(patternOf(sentence), 'g'))].map(([, number = '', reference = '', flow = '']) => {
      return sentence === ifBooked ? { flow, reference } : { flow, reference, number };
    }),
  );

/** The number under which a person would book the document that a record becomes, if its reason names one. */
export const numberIn = (reason: string): string | undefined => linesIn(reason)[0]?.number;

/** What is said of records that have one cause; `reason` is that of the first. */
export function saidOf(records: readonly FlowRecord[], reason: string): Pick<Cause, 'reason' | 'exampleOf'> {
  if (records.length < 2) return { reason, exampleOf: null };
  const said = ofEach(reason);
  const isExample = records.some((one) => one.reason !== undefined && ofEach(one.reason) !== said);
  return { reason: said, exampleOf: isExample ? (records[0]?.reference ?? null) : null };
}
