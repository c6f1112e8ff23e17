import type { FlowReport, RestReport, RunReport } from '../run-report.ts';
import type { Words } from '../words/words.ts';
import { nounOf } from './record-words.ts';

/** How far the flows got that ended before they were done, and when that will be: a sentence for each reason; one for all flows after a lost run. */
export function restTexts({ flows }: RunReport, words: Words): readonly string[] {
  const goesOnAt = flows.flatMap(({ rest }) => rest?.goesOnAt ?? [])[0];
  if (goesOnAt !== undefined) return [words.rest.lost(words.time(Date.parse(goesOnAt)))];
  return (['calls', 'token', 'time', 'limit', 'since', 'guard'] as const).flatMap((reason) => {
    const own = flows.filter(({ rest }) => rest?.reason === reason);
    return own.length === 0 ? [] : [`${words.rest.why[reason]}: ${tellOf(own, reason, words).join('; ')}.`];
  });
}

function tellOf(flows: readonly FlowReport[], reason: RestReport['reason'], words: Words): readonly string[] {
  const done = flows.flatMap((flow) => doneIn(flow, words) ?? []);
  const others = flows.filter((flow) => doneIn(flow, words) === null).map(({ flow }) => flow);
  const minutes = flows.map(({ rest }) => rest?.minutes ?? 0);
  const longest = Math.max(...minutes);
  const tellers: Partial<Record<typeof reason, Words['rest']['follows']>> = {
    guard: words.rest.guarded,
    since: words.rest.againOf,
  };
  const tellOthers = tellers[reason] ?? words.rest.follows;
  const tellDone = reason === 'since' ? words.rest.again : words.rest.goesOn;
  return [
    ...(done.length === 0 ? [] : [tellDone(words.list(done), longest === 0 ? null : about(longest, words))]),
    ...(others.length === 0 ? [] : [tellOthers(words.list(others), others.length === 1)]),
  ];
}

/** `12,400 of 100,000 products`, or `1,240 products` of this run if nobody knows how many there are; null if none are done, or all of them. */
function doneIn({ rest, records, source, verified }: FlowReport, words: Words): string | null {
  if (rest === undefined || records === undefined || verified !== undefined) return null;
  const noun = nounOf(source, words);
  // What is left then are records that wait, and deletions.
  if (rest.left === 0) return null;
  if (rest.done !== null && rest.left !== null)
    return words.rest.done(words.amount(String(rest.done)), words.counted(rest.done + rest.left, noun));
  const seen = Object.values(records).reduce((sum, count) => sum + count, 0);
  return seen === 0 ? null : words.counted(seen, noun);
}

const HOUR = 60;
const DAY = 24 * HOUR;

/** A time in its largest unit that still tells something: minutes up to an hour and a half, hours up to a day and a half, then days. */
export function about(minutes: number, words: Words): string {
  if (minutes <= 1.5 * HOUR) return words.count(minutes, 'minute');
  if (minutes <= 1.5 * DAY) return words.count(Math.round(minutes / HOUR), 'hour');
  return words.count(Math.ceil(minutes / DAY), 'day');
}
