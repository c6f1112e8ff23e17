import { callFaults, type SystemKey } from './call-faults.ts';
import { apart, told } from './holdings.ts';
import type { Listener } from './spoken.ts';
import { stateFaults } from './state-faults.ts';
import { type Meeting, neededCode, type Played, play } from './story.ts';

/** One case: the flows, the call or operation, the fault. */
export interface Case {
  readonly flow: string;
  /** `exactOnline:7`, `asperion:3`, `state:5`. */
  readonly call: string;
  readonly fault: string;
}

/** What went wrong in a case; nothing when the list is empty. */
export interface Verdict {
  readonly problems: readonly { readonly kind: string; readonly text: string }[];
  /** Codes of all stops, the disturbed run's first. */
  readonly codes: readonly string[];
}

/** The cases of a clean story: every call and every operation with every fault that it can meet. */
export function meetingsOf({ calls, operations }: Played): readonly Meeting[] {
  return [
    ...calls.flatMap((on) => callFaults.filter(({ meets }) => meets?.(on) ?? true).map((fault) => ({ on, fault }))),
    ...operations.flatMap((on) => stateFaults.filter(({ meets }) => meets(on)).map((fault) => ({ on, fault }))),
  ];
}

/** How a case is called. */
export function caseOf(flow: string, { on, fault }: Meeting): Case {
  const place: SystemKey | 'state' = 'system' in on ? on.system : 'state';
  return { flow, call: `${place}:${on.number}`, fault: fault.name };
}

/** Plays a case and judges it by the clean story. */
export async function judge(
  flows: readonly string[],
  listener: Listener,
  meeting: Meeting,
  clean: Played,
): Promise<Verdict> {
  const played = await play(flows, listener, meeting, clean);
  const problems: { kind: string; text: string }[] = played.leaks.map((text) => ({ kind: 'leaked', text }));
  if (!played.isMet) problems.push({ kind: 'not met', text: 'the fault met no call' });
  const codes = played.chapters.flatMap((chapter) => chapter.codes);
  const needed = neededCode(meeting);
  if (needed !== null && !codes.includes(needed)) problems.push({ kind: 'not told', text: `${needed} was not told` });
  const foreseen = new Set([needed, ...(meeting.fault.stops ?? [])]);
  const others = codes.filter((code) => !foreseen.has(code));
  if (others.length > 0) problems.push({ kind: 'stopped', text: `for something else: ${others.join(' ')}` });
  for (const [index, chapter] of played.chapters.entries()) {
    const wanted = clean.chapters[index];
    if (wanted === undefined) continue;
    const when = index === 0 ? 'after the first sync' : 'after the edits';
    if (!chapter.isQuiet)
      problems.push({
        kind: 'stuck',
        text: `${when}: ${chapter.codes.join(' ')} | ${chapter.letters} | ${chapter.lastLog}`,
      });
    for (const one of apart(wanted.holdings, chapter.holdings)) {
      problems.push({ kind: one.kind, text: `${when}: ${told(one)}` });
    }
  }
  return { problems, codes };
}
