import { type Cell, heading, type Page, paragraph, table, title } from '../page/page.ts';
import type { Reader } from '../reader.ts';
import { TITLE } from '../run/summary.ts';
import { type Verdict, verdictOf } from '../run/verdict.ts';
import { causeList } from '../run/what-to-do.ts';
import { cameToItsEnd, type RunReport, type Totals, totalsOf } from '../run-report.ts';
import type { Words } from '../words/words.ts';

/** The reports of all companies of a run, in the order of settings.yml; null = there is none of this one. */
export interface MergedReport {
  readonly version: string;
  readonly administrations: readonly { readonly name: string; readonly report: RunReport | null }[];
}

type Part = MergedReport['administrations'][number];

/** Names that a sentence holds; the table has them all. */
const MOST_NAMED = 10;

/** The companies whose job left no report. */
export const missingIn = ({ administrations }: MergedReport): readonly string[] =>
  administrations.filter(({ report }) => report === null).map(({ name }) => name);

/**
 * How a company fared. `bad`: it was not synced; `part`: only some of its flows were; `spent`: it has no calls left; `late`: it was not done in time, or a
 * system has been silent for a short time; `open`: records wait, or the books differ; `good`: it is in step.
 */
type Fate = 'bad' | 'part' | 'open' | 'spent' | 'late' | 'good';

/** The fates to be told by name, the worst first. */
const TOLD = ['bad', 'part', 'open', 'spent', 'late'] as const;

/** How the run went for all companies: how many are in step, and the others by name. Pure. */
export function mergedVerdict(merged: MergedReport, words: Words): Verdict {
  const of = Map.groupBy(merged.administrations, (part) => fateOf(part, words));
  const texts = TOLD.flatMap((fate) => {
    const names = (of.get(fate) ?? []).map(({ name }) => name);
    if (names.length === 0) return [];
    const some = words.some(names.slice(0, MOST_NAMED), names.length - MOST_NAMED);
    return [words.merged[fate](some, names.length === 1)];
  });
  const all = words.count(merged.administrations.length, 'administration');
  const inStep = texts.length === 0 ? words.merged.good(all) : words.merged.goodOf(of.get('good')?.length ?? 0, all);
  const isBad = of.has('bad') || of.has('part');
  return { sign: isBad ? '❌' : texts.length > 0 ? '⚠️' : '✅', text: [...texts, inStep].join(' ') };
}

function fateOf(part: Part, words: Words): Fate {
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

const verdictOn = ({ report }: Part, words: Words): Verdict =>
  report === null ? { sign: '❌', text: words.merged.noReport } : verdictOf(report, words);

const NOTHING: Pick<RunReport, 'flows' | 'calls'> = { flows: [], calls: {} };

const totalsIn = ({ report }: Part): Totals => totalsOf(report ?? NOTHING);
