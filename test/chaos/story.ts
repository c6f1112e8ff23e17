import type { Progress } from '../../src/state/progress.ts';
import { isPageOfList } from './answers.ts';
import type { CallFault, KnownCall, SystemKey } from './call-faults.ts';
import { Company, type Run } from './company.ts';
import { apart, type Holdings, holdings } from './holdings.ts';
import { leaksOf } from './leaks.ts';
import { edit } from './small-world.ts';
import type { Listener } from './spoken.ts';
import type { KnownOperation, StateFault } from './state-faults.ts';

/** Hours until the next run, once a run was not the last: what waits is tried again after one, four and twenty-four. */
const HOURS = [1, 1, 4, 24, 24, 24];
const HOUR_MS = 3_600_000;
/** Whatever a system still stores of a run that is over is there after this time; its access tokens are still valid by then. */
const STORED_MS = 9.5 * 60_000;

/** A fault and the call or operation that it meets. */
export type Meeting =
  | { readonly on: KnownCall; readonly fault: CallFault }
  | { readonly on: KnownOperation; readonly fault: StateFault };

/** Runs until one wrote nothing, stopped nowhere and left the same records waiting as in the clean story. */
export interface Chapter {
  readonly codes: readonly string[];
  readonly isQuiet: boolean;
  readonly holdings: Holdings;
  /** Records that wait, as `flow reference code`. */
  readonly letters: string;
  /** What the sync remembers, times aside. */
  readonly memory: string;
  readonly lastLog: string;
}

/** What came of a story: a first sync and what follows, then people's edits and what follows. */
export interface Played {
  readonly chapters: readonly Chapter[];
  readonly leaks: readonly string[];
  readonly isMet: boolean;
  readonly calls: readonly KnownCall[];
  readonly operations: readonly KnownOperation[];
}

/** What a person does about a stop, by its code. */
const ACTS: Readonly<Record<string, (company: Company, run: Run) => Readonly<Record<string, string>>>> = {
  REFRESH_REFUSED: logInAgain,
  AUTHORISATION_EXPIRED: logInAgain,
  STATE_UNREADABLE: () => ({ INPUT_ACCEPT_STATE: 'once' }),
  STATE_KEY_WRONG: () => ({ INPUT_ACCEPT_STATE: 'once' }),
};

function logInAgain(company: Company, { told, files }: Run): Readonly<Record<string, string>> {
  const said = `${told.log}${files}`;
  if (said.includes('exact-online-refresh-token')) company.logIn('exactOnline');
  if (said.includes('asperion-refresh-token')) company.logIn('asperion');
  return {};
}

/** Plays the story of some flows, with one fault or none; `clean` is the one without. */
export async function play(
  flows: readonly string[],
  listener: Listener,
  meeting: Meeting | null,
  clean: Played | null,
): Promise<Played> {
  listener.secrets.clear();
  await using company = await Company.open(flows, listener);
  const source = flows.every((flow) => flow.endsWith('asperion-to-exact-online')) ? 'asperion' : 'exactOnline';
  const watch = clean === null ? watchCalls(company, source) : null;
  const met = meeting === null ? () => false : meet(company, meeting);
  const leaks = new Set<string>();
  const chapters: Chapter[] = [];
  for (const index of [0, 1]) {
    if (index === 1) edit(company, source);
    const codes: string[] = [];
    let isQuiet = false;
    let last: Run | null = null;
    let more: Readonly<Record<string, string>> = {};
    let wasMet = met();
    for (const hours of HOURS) {
      last = await company.run(more);
      if (met()) await company.calm();
      for (const leak of await leaksOf(company, last, listener.secrets)) leaks.add(leak);
      const stops = stopsOf(last);
      codes.push(...stops);
      more = Object.assign({}, ...stops.map((code) => ACTS[code]?.(company, last as Run) ?? {}));
      const isFirst = met() && !wasMet;
      wasMet = met();
      for (const ms of pausesOf(isFirst ? meeting : null, hours)) {
        company.time.pass(ms);
        await company.catchUp();
      }
      // A fault that nobody noticed may have hidden what there was to do.
      isQuiet = !isFirst && last.exitCode !== null && stops.length === 0 && last.writes.length === 0;
      isQuiet &&= last.report?.flows.every(({ rest }) => rest === undefined) === true;
      isQuiet &&= clean === null || lettersOf(last) === clean.chapters[index]?.letters;
      if (isQuiet) break;
    }
    const letters = last === null ? '' : lettersOf(last);
    const memory = memoryOf(await company.progress());
    const chapter = { codes, isQuiet, holdings: holdings(company), letters, memory, lastLog: last?.told.log ?? '' };
    chapters.push(chapter);
    // From the same books and the same memory the same follows, unless a lost login shows later.
    const needed = meeting === null ? null : neededCode(meeting);
    const isTold = needed === null || codes.includes(needed);
    if (clean !== null && met() && isTold && isSame(chapter, clean.chapters[index])) break;
  }
  return {
    chapters,
    leaks: [...leaks],
    isMet: meeting === null || met(),
    ...(watch?.() ?? { calls: [], operations: [] }),
  };
}

const MOMENT = /\d{4}-\d\d-\d\dT[\d:.]+Z?|\b\d{13}\b/g;

function memoryOf(progress: Progress | null): string {
  const { flows, links, openFlows, mayWriteUntilMs, unanswered } = progress ?? {};
  return JSON.stringify({ flows, links, openFlows, mayWriteUntilMs, unanswered }).replace(MOMENT, '');
}

const isSame = (chapter: Chapter, wanted: Chapter | undefined): boolean =>
  wanted !== undefined && chapter.memory === wanted.memory && apart(wanted.holdings, chapter.holdings).length === 0;

/** Codes with which flows, or the run as a whole, stopped; `KILLED` when it was. */
function stopsOf({ report, told, exitCode }: Run): readonly string[] {
  if (exitCode === null) return ['KILLED'];
  if (report === null) return [...told.log.matchAll(/^::error [^:]*title=(\w+)/gm)].map(([, code = '']) => code);
  const errors = [...report.errors, ...report.flows.flatMap(({ error }) => error ?? [])];
  return errors.map(({ code }) => code);
}

const lettersOf = ({ report }: Run): string =>
  (report?.flows ?? [])
    .flatMap(({ flow, deadLetters }) => deadLetters.map(({ reference, code }) => `${flow} ${reference} ${code}`))
    .sort()
    .join('\n');

/** How time passes until the next run, ms; what a system was still storing is there by the first of them. */
function pausesOf(meeting: Meeting | null, hours: number): readonly number[] {
  const { nextRunAfterMs } = (meeting?.fault ?? {}) as Partial<CallFault>;
  return nextRunAfterMs === undefined ? [STORED_MS, hours * HOUR_MS - STORED_MS] : [nextRunAfterMs];
}

/** Arms the fault. Tells whether it struck. */
function meet(company: Company, { on, fault }: Meeting): () => boolean {
  if (!('system' in on)) {
    (fault as StateFault).strike(company, on.number);
    return () => company.state.operations.length > on.number;
  }
  const { system, number } = on;
  const struck = (fault as CallFault).strike(company, system);
  if (typeof struck === 'string') {
    company.unplugBefore(system, number, struck === 'unplugged-for-long');
    return () => company.wasRefused;
  }
  company[system].faults.add({ ...struck, path: /./, skip: number });
  return () => company[system].requests.length > number;
}

/** Notes the calls and operations of the clean story. */
function watchCalls(company: Company, source: SystemKey): () => Pick<Played, 'calls' | 'operations'> {
  const lists: Record<SystemKey, boolean[]> = { exactOnline: [], asperion: [] };
  const systems = ['exactOnline', 'asperion'] as const;
  for (const system of systems) {
    const rewrite = (text: string): string => {
      lists[system][company[system].requests.length - 1] = isPageOfList(text);
      return text;
    };
    company[system].faults.add({ path: /./, act: 'replace', times: Number.POSITIVE_INFINITY, rewrite });
  }
  return () => ({
    calls: systems.flatMap((system) =>
      company[system].requests.map(({ method, path }, number): KnownCall => {
        const kind = path.endsWith('/token') ? 'token' : method === 'GET' ? 'read' : 'write';
        const isList = lists[system][number] === true;
        return { system, number, name: `${method} ${path}`, kind, isList, isOfSource: system === source };
      }),
    ),
    operations: company.state.operations.map((operation, number) => {
      const before = company.state.operations.slice(0, number);
      return {
        ...operation,
        number,
        isThere: before.some(({ act, entry }) => act === 'save' && entry === operation.entry),
      };
    }),
  });
}

/** The code with which a person must be told of what happened, null when nobody has to act. */
export function neededCode({ on, fault }: Meeting): string | null {
  if (!('system' in on)) return (fault as StateFault).needs?.(on) ?? null;
  const { needs, losesToken } = fault as CallFault;
  return needs ?? (losesToken === true && on.kind === 'token' ? 'REFRESH_REFUSED' : null);
}
