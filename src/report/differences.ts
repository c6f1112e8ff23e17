import { count } from './count.ts';
import { euros } from './money.ts';
import { type Cell, type Page, section, table } from './page/page.ts';
import { periodTotals, sumOfDifferences } from './period-totals.ts';
import type { DifferenceReport, FlowReport, RunReport } from './run-report.ts';

/** Fields of one record that the summary shows; the report file has them all. */
const FIELDS_SHOWN = 6;

const COUNTED = ['Flow', 'Compared', 'Equal', 'Missing', 'Differ', 'Ambiguous', 'Only there', 'Failed'];

/** One sentence on what verifying flows found; undefined = there are none. */
export function differencesLine({ flows }: RunReport): string | undefined {
  const all = flows.flatMap(({ verified }) => verified ?? []);
  if (all.length === 0) return undefined;
  const sum = (number: (one: (typeof all)[number]) => number) => all.reduce((total, one) => total + number(one), 0);
  const compared = sum((one) => one.compared);
  const different = compared - sum((one) => one.equal);
  if (different === 0) return `${count(compared, 'record')} compared: all equal.`;
  const fresh = sum((one) => one.isNew);
  return `${count(compared, 'record')} compared: ${count(different, 'difference')}, ${fresh} of them new.`;
}

/** What verifying flows found: a table of numbers, then the differences, new ones first. */
export function differencesSections({ flows }: RunReport): Page {
  const verifying = flows.filter(({ verified }) => verified !== undefined);
  const numbers = verifying.flatMap(({ flow, verified }) => {
    if (verified === undefined) return [];
    const { compared, equal, missing, differs, ambiguous, only, failed } = verified;
    return [[flow, compared, equal, missing, differs, ambiguous, only, failed]];
  });
  const rows = verifying
    .flatMap((flow) => (flow.differences ?? []).map((found) => ({ flow, found })))
    .sort((left, right) => Number(right.found.isNew) - Number(left.found.isNew))
    .map(({ flow, found }) => differenceRow(flow, found));
  const titles = ['Record', 'Flow', 'Step', 'What', 'Source → target', 'New'];
  return [
    ...section('Compared', table(COUNTED, COUNTED.length - 1, numbers, 'flow')),
    ...periodTotals(verifying),
    ...section(`Differences (${rows.length})`, table(titles, 0, rows, 'difference')),
  ];
}

function differenceRow({ flow, verified }: FlowReport, found: DifferenceReport): readonly Cell[] {
  const { reference, step, kind, isNew } = found;
  const what = kind === 'only' ? `only in ${verified?.target ?? 'the target'}` : kind;
  return [reference, flow, step, what, details(found), isNew ? 'new' : ''];
}

function details({ kind, fields, candidates, code, reason }: DifferenceReport): string {
  if (kind === 'failed') return `${code ?? ''}: ${reason ?? ''}`;
  if (kind === 'only') return reason ?? '';
  if (kind === 'ambiguous') return `may be ${candidates.join(' or ')}`;
  const shown = fields.slice(0, FIELDS_SHOWN).map(({ field, source, target }) => {
    return `${field}: ${source ?? 'nothing'} → ${target ?? 'nothing'}`;
  });
  const more = fields.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}

/** What a flow that verifies found, in two sentences for a mark on its file. */
export function differencesTold({ flow, verified, totals = [] }: FlowReport): string {
  if (verified === undefined) return flow;
  const { compared, equal, isNew, target, missing, differs, ambiguous, only, failed } = verified;
  const kinds = [
    `${missing} missing in ${target}`,
    `${differs} different`,
    `${ambiguous} ambiguous`,
    `${only} only in ${target}`,
    `${failed} failed`,
  ].filter((kind) => !kind.startsWith('0 '));
  const found = `${count(compared - equal, 'difference')}, ${isNew} of them new: ${kinds.join(', ')}.`;
  const sum = sumOfDifferences(totals);
  return `${flow}: ${found}${sum.eq(0) ? '' : ` The totals without VAT differ by ${euros(sum.toFixed(2))}.`}`;
}
