import path from 'node:path';
import { actionIn } from '../../activity/actions.ts';
import type { EventLine, RunLine } from '../../activity/format.ts';
import { readRunsOnce } from '../../activity/read.ts';
import { isErrorCode } from '../../errors/codes.ts';
import type { ConfigError } from '../../errors/errors.ts';
import type { Language } from '../../errors/language.ts';
import { isTold } from '../../errors/meanings/meanings.ts';
import { meaningWithoutReason } from '../../errors/meanings/without-reason.ts';
import { dutchTime } from '../../http/dutch-time.ts';
import { ascending } from '../../order.ts';
import { logLine } from '../../report/describe-error.ts';
import { logText } from '../../report/log-text.ts';
import { reportedError } from '../../report/run-report.ts';
import { WORDS } from '../explain/explained-message.ts';
import { languageFlag, languageIn, type OptionHelp, optionLines } from '../options.ts';
import { FETCH_FIRST, LOG_FLAG, readTyped } from './arguments.ts';
import { type ActivityWords, activityWords } from './words.ts';

/** What the command gets from outside. */
export interface HistoryWorld {
  readonly output: { write(text: string): unknown };
  readonly currentFolder: string;
}

/** The options of the command. */
export const FLAGS: OptionHelp = { ...LOG_FLAG, ...languageFlag('what happened') };

/** What `history --help` says. */
export const historyHelp = `exact-asperion-sync history tells all that happened to a record, over all runs whose logs you have: when it was created
and changed, with which fields, why it waited, and in which run. The log has no values: it names fields only.

  exact-asperion-sync history REFERENCE [options]

REFERENCE is the record's number or code, in the source or in the target.

${FETCH_FIRST}

Options
${optionLines(FLAGS)}

Examples
  exact-asperion-sync history 20001
  exact-asperion-sync history 20001 | grep UNMAPPED_KEY
  exact-asperion-sync history 20001 --language nl`;

/** An event with its run. */
export interface FoundEvent {
  readonly event: EventLine;
  readonly run: RunLine;
}

/** What a folder of logs says of a record. */
export interface RecordHistory {
  /** By time. */
  readonly events: readonly FoundEvent[];
  readonly runs: number;
  readonly damaged: readonly ConfigError[];
}

/** Runs the command; false if no event is known. Throws ConfigError ACTIVITY_MISSING, and as `readTyped` does. */
export async function historyCommand(args: readonly string[], world: HistoryWorld): Promise<boolean> {
  const { words: typed, folder, options } = readTyped('history', args, ['one REFERENCE'], ['log', 'language']);
  const [reference = ''] = typed;
  const language = languageIn(options.language);
  const words = activityWords(language);
  const history = await readHistory(path.resolve(world.currentFolder, folder), reference);
  const { events, runs } = history;
  tell(world, damageLines(history));
  if (events.length === 0) {
    tell(world, [words.none(reference, words.count(runs, words.run))]);
    return false;
  }
  tell(world, [words.all(reference, words.count(events.length, words.event), words.count(runs, words.run)), '']);
  const areSeveral = new Set(events.map(({ run }) => run.administration)).size > 1;
  tell(
    world,
    events.flatMap((found) => eventLines(found, areSeveral, language)),
  );
  tell(world, meaningLines(events, language));
  return true;
}

/** Reads what happened to a record, which is named as in the source or as in the target. Throws ConfigError ACTIVITY_MISSING. */
export async function readHistory(folder: string, reference: string): Promise<RecordHistory> {
  const events: FoundEvent[] = [];
  const damaged: ConfigError[] = [];
  // A deletion knows the target's name only, which another event may tell.
  const deletions: FoundEvent[] = [];
  let runs = 0;
  for await (const line of readRunsOnce(folder)) {
    if (line.kind === 'run') runs += 1;
    else if (line.kind === 'damaged') damaged.push(line.error);
    else if ([line.event.reference, line.event.target, line.event.through].includes(reference)) events.push(line);
    else if (DELETIONS.has(line.event.action)) deletions.push(line);
  }
  const own = events.filter(({ event }) => event.reference === reference && event.target !== null);
  const targets = new Set(own.map(placeOf));
  events.push(...deletions.filter((found) => targets.has(placeOf(found))));
  events.sort((left, right) => ascending(left.event.at, right.event.at));
  return { events, runs, damaged };
}

const DELETIONS: ReadonlySet<string> = new Set(['deactivated', 'refused', 'stands']);

const placeOf = ({ event: { flow, step, target }, run }: FoundEvent): string =>
  JSON.stringify([run.administration, flow, step, target]);

/** Writes lines in which nothing acts on the terminal. */
export function tell({ output }: Pick<HistoryWorld, 'output'>, lines: readonly string[]): void {
  if (lines.length > 0) output.write(`${lines.map(logText).join('\n')}\n`);
}

/** What could not be read, and how much that is. */
export function damageLines({ damaged }: Pick<RecordHistory, 'damaged'>): readonly string[] {
  return damaged.map((error) => logLine(reportedError(error)));
}

/** `2026-11-27 14:00`, on Dutch clocks as in all else that people read. */
const timeOf = (iso: string): string => dutchTime(Date.parse(iso));

/** The record, and what it is in the target if that has another name: `20001 → 10042`. */
export const nameOf = ({ reference, target }: EventLine): string =>
  target === null || target === reference ? reference : `${reference} → ${target}`;

/** The run, and its page if it has one. */
export const runOf = ({ run, page }: RunLine): string => (page === null ? `run ${run}` : `run ${run}, ${page}`);

function eventLines({ event, run }: FoundEvent, areSeveral: boolean, language: Language): readonly string[] {
  const words = activityWords(language);
  const { at, flow, step, through, screen, action, fields, code } = event;
  const reason = code === null ? '' : `: ${code}`;
  return [
    `${timeOf(at)}  ${nameOf(event)} ${actionIn(language, action)}${reason}`,
    `  ${words.by(flow, step, through)}`,
    ...(fields.length === 0 ? [] : [`  ${words.fields(fields.map((field) => named(field, words)).join(', '))}`]),
    `  ${words.inRun(runOf(run), areSeveral ? run.administration : null)}`,
    ...(screen === undefined ? [] : [`  ${words.see(screen)}`]),
  ];
}

/** `plaats (city)`: what people call a field, and the name by which `why` knows it. */
function named(field: string, words: ActivityWords): string {
  const name = words.field(field);
  return name === field ? field : `${name} (${field})`;
}

/** What the codes mean, each once, and what to do about those that nothing has come after. `events` by time. */
function meaningLines(events: readonly FoundEvent[], language: Language): readonly string[] {
  const codes = new Set(events.map(({ event }) => event.code));
  // What was written of a record, such as the invoices of an order, is written of the record as well.
  const last = new Map(
    events.flatMap(({ event, run }) =>
      [event.reference, event.through ?? []].flat().map((one) => [placeIn({ event, run }, one), event.code] as const),
    ),
  );
  const open = new Set(last.values());
  return [...codes].flatMap((code) => {
    if (code === null || !isErrorCode(code)) return [];
    const spoken = isTold(code, language) ? language : 'en';
    const { means, todo } = meaningWithoutReason(code, spoken);
    return ['', `${code}: ${means}`, ...(open.has(code) ? [`  ${WORDS[spoken].todo}: ${todo}`] : [])];
  });
}

/** Without the step: what waited in one is over once another has booked it. */
const placeIn = ({ event: { flow }, run }: FoundEvent, reference: string): string =>
  JSON.stringify([run.administration, flow, reference]);
