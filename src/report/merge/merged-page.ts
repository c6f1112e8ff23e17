import { type Cell, heading, type Page, paragraph, table, title } from '../page/page.ts';
import type { Reader } from '../reader.ts';
import { type Verdict, verdictOf } from '../run/verdict.ts';
import { causeList } from '../run/what-to-do.ts';
import { cameToItsEnd, type RunReport, type Totals, totalsOf } from '../run-report.ts';
import { TITLE } from '../title.ts';
import type { Words } from '../words/words.ts';

/** The report of a company. */
export interface MergedPart {
  readonly name: string;
  /** Null = there is none, or it is damaged. */
  readonly report: RunReport | null;
  /** There is a file, and parts of the report are missing in it. */
  readonly isDamaged?: true;
  /** The attempt of the run that left it, if that is not this one: its job did not run again, or was stopped before its end. */
  readonly earlierAttempt?: number;
}

/** The reports of all companies of a run, in the order of settings.yml. */
export interface MergedReport {
  readonly version: string;
  readonly administrations: readonly MergedPart[];
}

/** Names that a sentence holds; the table has them all. */
const MOST_NAMED = 10;

/** The companies whose job left no report, or a damaged one. */
export const missingIn = ({ administrations }: MergedReport): readonly MergedPart[] =>
  administrations.filter(({ report }) => report === null);

/** Why there is no report of a company. */
export const whyMissing = ({ isDamaged }: MergedPart, { merged }: Words): string =>
  isDamaged === true ? merged.isDamaged : merged.noReport;

/**
 * How a company fared. `bad`: it was not synced; `damaged`: nobody can tell; `part`: only some of its flows were; `spent`: it has no calls left; `late`: it was not done in time, or a
 * system has been silent for a short time; `open`: records wait, or the books differ; `good`: it is in step.
 */
type Fate = 'bad' | 'damaged' | 'part' | 'open' | 'spent' | 'late' | 'good';

/** The fates to be told by name, the worst first. */
const TOLD = ['bad', 'damaged', 'part', 'open', 'spent', 'late'] as const;

/** How the run went for all companies: how many are in step, and the others by name. Pure. */
export function mergedVerdict(merged: MergedReport, words: Words): Verdict {
  const of = Map.groupBy(merged.administrations, (part) => fateOf(part, words));
  const texts = TOLD.flatMap((fate) => {
    const names = (of.get(fate) ?? []).map(({ name }) => name);
    if (names.length === 0) return [];
    return [words.merged[fate](someOf(names, words), names.length === 1)];
  });
  const earlier = merged.administrations.filter(({ earlierAttempt }) => earlierAttempt !== undefined);
  if (earlier.length > 0) {
    const names = earlier.map(({ name }) => name);
    texts.push(words.merged.earlier(someOf(names, words), names.length === 1));
  }
  const all = words.count(merged.administrations.length, 'administration');
  const inStep = texts.length === 0 ? words.merged.good(all) : words.merged.goodOf(of.get('good')?.length ?? 0, all);
  const isBad = of.has('bad') || of.has('damaged') || of.has('part');
  return { sign: isBad ? '❌' : texts.length > 0 ? '⚠️' : '✅', text: [...texts, inStep].join(' ') };
}

const someOf = (names: readonly string[], words: Words): string =>
  words.some(names.slice(0, MOST_NAMED), names.length - MOST_NAMED);

function fateOf(part: MergedPart, words: Words): Fate {
  if (part.isDamaged === true) return 'damaged';
  const { sign } = verdictOn(part, words);
  const { flows = [], errors = [] } = part.report ?? {};
  const stopped = flows.filter(({ status }) => status === 'stopped');
  if (sign === '❌') return errors.length === 0 && flows.some(cameToItsEnd) ? 'part' : 'bad';
  const isSpent = stopped.some(({ error }) => error?.code === 'DAY_BUDGET');
  if (isSpent || flows.some(({ rest }) => rest?.reason === 'calls')) return 'spent';
  if (stopped.length > 0 || flows.some(({ rest }) => rest !== undefined)) return 'late';
  return sign === '✅' ? 'good' : 'open';
}

/** One page for all companies: the verdict, a line for each, then what to do for those that are not in step. Pure. */
export function mergedPage(merged: MergedReport, reader: Reader): Page {
  const { words } = reader;
  const { sign, text } = mergedVerdict(merged, words);
  const rows = merged.administrations.map((part): readonly Cell[] => {
    const verdict = verdictOn(part, words);
    const { created, updated, deadLetters, apiCalls } = totalsIn(part);
    return [part.name, `${verdict.sign} ${verdict.text}`, created, updated, deadLetters, apiCalls];
  });
  return [
    title(TITLE),
    paragraph(`${sign} ${text}`),
    ...table(words.merged.columns, 4, rows, 'administration'),
    ...merged.administrations.flatMap(({ name, report }): Page => {
      const causes = report === null ? [] : causeList(report, reader);
      return causes.length === 0 ? [] : [heading(name), ...causes];
    }),
  ];
}

/** The numbers of all companies together. */
export function mergedTotals({ administrations }: MergedReport): Totals {
  const each = administrations.map(totalsIn);
  const sum = (count: (totals: Totals) => number): number => each.reduce((total, one) => total + count(one), 0);
  return {
    created: sum(({ created }) => created),
    updated: sum(({ updated }) => updated),
    unchanged: sum(({ unchanged }) => unchanged),
    skipped: sum(({ skipped }) => skipped),
    deadLetters: sum(({ deadLetters }) => deadLetters),
    failed: sum(({ failed }) => failed),
    apiCalls: sum(({ apiCalls }) => apiCalls),
  };
}

function verdictOn(part: MergedPart, words: Words): Verdict {
  const { report, earlierAttempt } = part;
  if (report === null) return { sign: '❌', text: whyMissing(part, words) };
  const { sign, text } = verdictOf(report, words);
  return { sign, text: earlierAttempt === undefined ? text : `${words.merged.fromAttempt(earlierAttempt)}: ${text}` };
}

const NOTHING: Pick<RunReport, 'flows' | 'calls'> = { flows: [], calls: {} };

const totalsIn = ({ report }: MergedPart): Totals => totalsOf(report ?? NOTHING);
