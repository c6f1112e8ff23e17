import { chance } from '../../sandbox/world/random.ts';
import type { Wanted } from './cases.ts';
import type { Listener } from './spoken.ts';
import { type Meeting, type Played, play } from './story.ts';
import { caseOf, judge, meetingsOf, type Verdict } from './trial.ts';

/** A case that was played: the command that plays it again, and what came of it. */
export interface Outcome extends Verdict {
  readonly command: string;
  readonly what: string;
  readonly fault: string;
}

/** One of several processes that share the cases: of those of each flow it takes every `of`-th. */
export interface Share {
  readonly number: number;
  readonly of: number;
}

/** Plays the wanted cases one after the other, telling each. */
export async function playCases(
  wanted: Wanted,
  share: Share,
  listener: Listener,
  tell: (outcome: Outcome) => void,
): Promise<void> {
  const chosen = wanted.sample === null ? null : chosenPlaces(wanted, wanted.sample);
  for (const flow of wanted.flows) {
    if (chosen !== null && !chosen.has(flow)) continue;
    const clean = await play([flow], listener, null, null);
    const problems = problemsOf(clean);
    if (problems.length > 0) throw new Error(`The clean story of ${flow} is not clean: ${problems.join('; ')}`);
    const all = meetingsOf(clean).filter((meeting) => isWanted(wanted, flow, meeting));
    const meetings =
      chosen === null ? all : (chosen.get(flow) ?? []).map((place) => all[Math.floor(place * all.length)]);
    for (const [index, meeting] of meetings.entries()) {
      if (meeting === undefined || index % share.of !== share.number) continue;
      tell({ ...(await judge([flow], listener, meeting, clean)), ...named(flow, meeting) });
    }
  }
}

/** By flow, places between 0 and 1 in the list of its cases. */
function chosenPlaces({ flows, seed }: Wanted, count: number): ReadonlyMap<string, readonly number[]> {
  const { pick, between } = chance(seed, 'chaos');
  const places = Array.from({ length: count }, () => ({ flow: pick(flows), place: between(0, 999_999) / 1_000_000 }));
  return new Map(
    [...Map.groupBy(places, ({ flow }) => flow)].map(([flow, own]) => [flow, own.map(({ place }) => place)]),
  );
}

function isWanted({ call, fault }: Wanted, flow: string, meeting: Meeting): boolean {
  const known = caseOf(flow, meeting);
  return (call === null || known.call === call) && (fault === null || known.fault === fault);
}

function named(flow: string, meeting: Meeting): Pick<Outcome, 'command' | 'what' | 'fault'> {
  const { call, fault } = caseOf(flow, meeting);
  const { on } = meeting;
  const what = 'system' in on ? on.name : `${on.act} ${on.entry}`;
  return { command: `npm run chaos -- --flow ${flow} --call ${call} --fault ${fault}`, what, fault };
}

/** What the clean story must not have: else it could prove nothing. */
function problemsOf({ chapters, leaks }: Played): readonly string[] {
  return [...leaks, ...chapters.flatMap(({ isQuiet, codes }) => (isQuiet ? codes : ['it is never quiet', ...codes]))];
}
