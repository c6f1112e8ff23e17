import { quietly } from '../report/page/quiet.ts';
import type { Cause } from '../report/run/causes.ts';
import type { Words } from '../report/words/words.ts';
import { type Box, keyOfBox, MOST_RECORDS } from './issue-marks.ts';

/** How a person writes into links.yml what a record is, see `record-errors.ts`. */
const HOW_TO_PIN = / Settle it in links\.yml: .*$/;

type Records = Cause['records'];

/** A reason that does not say how to write into links.yml what boxes offer. */
export const withoutPins = (reason: string): string => reason.replace(HOW_TO_PIN, '');

/** What the records may be in the target, each pair once: several orders may wait for one customer. A record has all its boxes or none. */
export function pinBoxes(records: Records): readonly Box[] {
  const shown = new Map<string, Box>();
  for (const record of records) {
    const further = pinsOf(record).filter((one) => !shown.has(keyOfBox(one)));
    if (shown.size + further.length <= MOST_RECORDS) for (const one of further) shown.set(keyOfBox(one), one);
  }
  return [...shown.values()];
}

const pinsOf = ({ pins }: Records[number]): readonly Box[] =>
  (pins?.targets ?? []).map((target) => {
    return { what: 'pin', flow: pins?.flow ?? '', reference: pins?.reference ?? '', target };
  });

/** True if there are records, and boxes can settle what each of them is. */
export function haveAllPins(records: Records): boolean {
  const shown = new Set(pinBoxes(records).map(keyOfBox));
  const own = records.map(pinsOf);
  return own.length > 0 && own.every((boxes) => boxes.length > 0 && boxes.every((one) => shown.has(keyOfBox(one))));
}

/** What stands at such a box, as Markdown. */
export const saysOfPin = ({ reference, target = '' }: Box, { desk }: Words): string =>
  target === 'new' ? desk.pinNew(quietly(reference)) : desk.pin(quietly(reference), quietly(target));
