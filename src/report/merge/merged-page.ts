import { type Cell, heading, type Page, paragraph, table, title } from '../page/page.ts';
import type { Reader } from '../reader.ts';
import { TITLE } from '../run/summary.ts';
import { type Verdict, verdictOf } from '../run/verdict.ts';
import { causeList } from '../run/what-to-do.ts';
import { type RunReport, type Totals, totalsOf } from '../run-report.ts';
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

/** How the run went for all companies: how many are in step, and the others by name. Pure. */
export function mergedVerdict(merged: MergedReport, words: Words): Verdict {
  const all = words.count(merged.administrations.length, 'administration');
  const rests = merged.administrations.filter(({ report }) => report?.flows.some(({ rest }) => rest !== undefined));
  const late = rests.map(({ name }) => name);
  const named = (sign: Verdict['sign']) =>
    merged.administrations.filter((part) => verdictOn(part, words).sign === sign).map(({ name }) => name);
  const [done, open, bad] = [named('✅'), named('⚠️').filter((name) => !late.includes(name)), named('❌')];
  const good = done.filter((name) => !late.includes(name));
  const some = (names: readonly string[]): string => words.some(names.slice(0, MOST_NAMED), names.length - MOST_NAMED);
  const said = words.merged;
  const texts = [
    ...(bad.length > 0 ? [said.bad(some(bad), bad.length === 1)] : []),
    ...(open.length > 0 ? [said.open(some(open), open.length === 1)] : []),
    ...(late.length > 0 ? [said.late(some(late), late.length === 1)] : []),
    good.length === merged.administrations.length ? said.good(all) : said.goodOf(good.length, all),
  ];
  return { sign: bad.length > 0 ? '❌' : open.length + late.length > 0 ? '⚠️' : '✅', text: texts.join(' ') };
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
