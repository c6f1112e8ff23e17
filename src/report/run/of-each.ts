import type { Cause, FlowRecord } from './causes.ts';

/** What a reason says of its own record alone, see `half-booked.ts` and `by-hand.ts`; and what is said of several instead. */
const OWN: readonly { readonly own: RegExp; readonly each: string }[] = [
  { own: /^Booked already: .*?\. /, each: '' },
  {
    own: /To have it in another period, book it by hand as .+?, and write "[^"]+": skip below "[^"]+" in links\.yml\./,
    each: 'To have them in another period, book each by hand under the number that stands with its record, and skip it in links.yml.',
  },
  {
    own: /If all is right, book it by hand as .+?, and write "[^"]+": skip below "[^"]+" in links\.yml\./,
    each: 'If all is right, book each by hand under the number that stands with its record, and skip it in links.yml.',
  },
  {
    own: /It is booked already, as .+?: if the source is right, correct that booking by hand, and write "[^"]+": skip below "[^"]+" in links\.yml\./,
    each: 'They are booked already: if the source is right, correct each booking by hand, and skip it in links.yml.',
  },
];

/** A reason as it holds for all records that wait for it: without what is booked of the one, its number and its line of links.yml. */
export const ofEach = (reason: string): string => OWN.reduce((text, { own, each }) => text.replace(own, each), reason);

/** The number under which a person would book the document that a record becomes, if its reason names one. */
export const numberIn = (reason: string): string | undefined =>
  /book it by hand as (.+?), and write "[^"]+": skip below "/.exec(reason)?.[1];

/** What is said of records that have one cause; `reason` is that of the first. */
export function saidOf(records: readonly FlowRecord[], reason: string): Pick<Cause, 'reason' | 'exampleOf'> {
  if (records.length < 2) return { reason, exampleOf: null };
  const said = ofEach(reason);
  const isExample = records.some((one) => one.reason !== undefined && ofEach(one.reason) !== said);
  return { reason: said, exampleOf: isExample ? (records[0]?.reference ?? null) : null };
}
