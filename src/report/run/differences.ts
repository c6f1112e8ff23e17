import { PERSONAL_CLASSES } from '../../systems/catalog.ts';
import { type Cell, linked, type Page, section, table } from '../page/page.ts';
import type { FlowReport, RunReport } from '../run-report.ts';
import type { DifferenceReport } from '../verified-report.ts';
import type { Words } from '../words/words.ts';
import { periodTotals, sumOfDifferences } from './period-totals.ts';

/** Fields of one record that the summary shows; the report file has them all. */
const FIELDS_SHOWN = 6;

/** One sentence on what verifying flows found, and whether the books differ; no sentence if no flow verifies. */
export function differencesLine(
  { flows }: RunReport,
  words: Words,
): { readonly text: readonly string[]; readonly areApart: boolean } {
  const all = flows.flatMap(({ verified }) => verified ?? []);
  if (all.length === 0) return { text: [], areApart: false };
  const sum = (number: (one: (typeof all)[number]) => number) => all.reduce((total, one) => total + number(one), 0);
  const compared = sum((one) => one.compared);
  const different = compared - sum((one) => one.equal);
  if (different === 0) return { text: [words.verdict.equal(words.count(compared, 'record'))], areApart: false };
  const fresh = sum((one) => one.isNew);
  return { text: [words.verdict.apart(words.count(different, 'difference'), fresh)], areApart: true };
}

/** What verifying flows found: a table of numbers, then the differences, new ones first. */
export function differencesSections({ flows }: RunReport, words: Words): Page {
  const { title, columns, differences, differenceColumns } = words.compared;
  const verifying = flows.filter(({ verified }) => verified !== undefined);
  const numbers = verifying.flatMap(({ flow, verified }) => {
    if (verified === undefined) return [];
    const { compared, equal, missing, differs, ambiguous, only, failed } = verified;
    return [[flow, compared, equal, missing, differs, ambiguous, only, failed]];
  });
  const rows = verifying
    .flatMap((flow) => (flow.differences ?? []).map((found) => ({ flow, found })))
    .sort((left, right) => Number(right.found.isNew) - Number(left.found.isNew))
    .map(({ flow, found }) => differenceRow(flow, found, words));
  return [
    ...section(title, table(columns, columns.length - 1, numbers, 'flow')),
    ...periodTotals(verifying, words),
    ...section(differences(rows.length), table(differenceColumns, 0, rows, 'difference')),
  ];
}

function differenceRow({ flow, verified }: FlowReport, found: DifferenceReport, words: Words): readonly Cell[] {
  const { kinds, onlyIn, theTarget, isNew: fresh } = words.compared;
  const { reference, step, kind, isNew } = found;
  const what = kind === 'only' ? onlyIn(verified?.target ?? theTarget) : kinds[kind];
  return [linked(reference, found.screen), flow, step, what, details(found, words), isNew ? fresh : ''];
}

function details({ kind, fields, candidates, code, reason }: DifferenceReport, words: Words): string {
  const { maybe, moreFields } = words.compared;
  if (kind === 'failed') return `${code ?? ''}: ${words.said(reason ?? '')}`;
  if (kind === 'only') return words.phrase(reason ?? '');
  if (kind === 'ambiguous') return maybe(candidates);
  const shown = fields.slice(0, FIELDS_SHOWN).map(({ field, source, target }) => {
    return `${words.plan.field(field)}: ${shownValue(source, words)} → ${shownValue(target, words)}`;
  });
  const more = fields.length - shown.length;
  return [...shown, ...(more > 0 ? [moreFields(more)] : [])].join('; ');
}

/** The report has a personal value as its class, `[identity]`. */
function shownValue(value: string | null, { compared: { nothing, hidden } }: Words): string {
  const isHidden = PERSONAL_CLASSES.some((name) => value === `[${name}]`);
  return isHidden ? hidden : (value ?? nothing);
}

/** What a flow that verifies found, in two sentences for a mark on its file. */
export function differencesTold({ flow, verified, totals = [] }: FlowReport, words: Words): string {
  if (verified === undefined) return flow;
  const { compared, equal, isNew, target } = verified;
  const kinds = words.compared
    .toldKinds(target, verified)
    .flatMap(([number, what]) => (number > 0 ? `${number} ${what}` : []));
  const found = words.compared.told(words.count(compared - equal, 'difference'), isNew, kinds.join(', '));
  const sum = sumOfDifferences(totals);
  return `${flow}: ${found}${sum.eq(0) ? '' : words.compared.toldSum(words.money(sum.toFixed(2)))}`;
}
