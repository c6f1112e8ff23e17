import { PERSONAL_CLASSES } from '../../systems/catalog.ts';
import { type Cell, linked, type Page, paragraph, section, table } from '../page/page.ts';
import type { FlowReport, RunReport } from '../run-report.ts';
import type { ComparedStepReport, DifferenceReport, VerifiedReport } from '../verified-report.ts';
import type { Words } from '../words/words.ts';
import { differencesInTotals, isOff, periodTotals } from './period-totals.ts';
import { nounOf, recordsInWords } from './record-words.ts';

/** Fields of one record that the summary shows; the report file has them all. */
const FIELDS_SHOWN = 6;

/** Records shown that pins leave out of a check; the report file has them all. */
const MOST_SKIPPED = 20;

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
  if (different === 0) {
    const areApart = flows.some(({ totals = [] }) => totals.some(isOff));
    const text = words.verdict[areApart ? 'near' : 'equal'](comparedRecords(all, words));
    return { text: [text], areApart };
  }
  const fresh = words.compared.fresh(
    sum((one) => one.isNew),
    different,
  );
  return { text: [words.verdict.apart(words.count(different, 'difference'), fresh)], areApart: true };
}

/** What was compared, by kind of record: `8 invoices and 6 debtors`. */
function comparedRecords(all: readonly VerifiedReport[], words: Words): string {
  const numbers = all.flatMap(({ bySteps }) => bySteps.map((one) => ({ source: one.of, count: comparedIn(one) })));
  const { text } = recordsInWords(numbers, words);
  return text === '' ? words.count(0, 'record') : text;
}

const comparedIn = ({ equal, missing, differs, ambiguous, only, failed }: ComparedStepReport): number =>
  equal + missing + differs + ambiguous + only + failed;

/** What verifying flows found: a table of numbers, then the differences, new ones first. */
export function differencesSections({ flows }: RunReport, words: Words): Page {
  const { title, columns, differences, differenceColumns } = words.compared;
  const verifying = flows.filter(({ verified }) => verified !== undefined);
  const numbers = verifying.flatMap(({ flow, verified }) =>
    (verified?.bySteps ?? []).map((one) => {
      const { step, of, equal, missing, differs, ambiguous, only, failed } = one;
      const what = nounOf(of, words)[1];
      return [flow, step, what, comparedIn(one), equal, missing, differs, ambiguous, only, failed];
    }),
  );
  const rows = verifying
    .flatMap((flow) => (flow.differences ?? []).map((found) => ({ flow, found })))
    .sort((left, right) => Number(right.found.isNew) - Number(left.found.isNew))
    .map(({ flow, found }) => differenceRow(flow, found, words));
  return [
    ...section(title, [
      ...table(columns, columns.length - 3, numbers, 'step'),
      ...verifying.flatMap((flow) => skippedByPins(flow, words)),
    ]),
    ...periodTotals(verifying, words),
    ...section(differences(rows.length), table(differenceColumns, 0, rows, 'difference')),
  ];
}

/** What pins leave out of a check, with its amounts: without it, the totals are not those of the source. */
function skippedByPins({ flow, verified }: FlowReport, words: Words): Page {
  const skipped = verified?.skipped ?? [];
  if (skipped.length === 0) return [];
  const shown = skipped.slice(0, MOST_SKIPPED).map(({ reference, amount }) => {
    return amount === null ? reference : words.compared.worth(reference, words.money(amount));
  });
  return [paragraph([{ strong: flow }, words.compared.skipped(words.some(shown, skipped.length - shown.length))])];
}

function differenceRow({ flow, verified }: FlowReport, found: DifferenceReport, words: Words): readonly Cell[] {
  const { kinds, onlyIn, theTarget, isNew: fresh } = words.compared;
  const { reference, step, kind, isNew } = found;
  const what = kind === 'only' ? onlyIn(verified?.target ?? theTarget) : kinds[kind];
  return [linked(reference, found.screen), flow, step, what, details(found, words), isNew ? fresh : ''];
}

function details({ kind, fields, candidates, code, reason }: DifferenceReport, words: Words): string {
  const { maybe, moreFields } = words.compared;
  if (kind === 'failed') return `${code === null ? '' : `${code}: `}${words.said(reason ?? '')}`;
  if (kind === 'only' || kind === 'missing') return words.phrase(reason ?? '');
  if (kind === 'ambiguous') return maybe(candidates);
  const shown = fields.slice(0, FIELDS_SHOWN).map((one) => {
    return `${fieldName(one.field, words)}: ${shownValue(one, 'source', words)} → ${shownValue(one, 'target', words)}`;
  });
  const more = fields.length - shown.length;
  return [...shown, ...(more > 0 ? [moreFields(more)] : [])].join('; ');
}

type FieldReport = DifferenceReport['fields'][number];

/** The report has a personal value as its class, `[identity]`. */
function shownValue(field: FieldReport, side: 'source' | 'target', words: Words): string {
  const { nothing, hidden } = words.compared;
  const value = field[side];
  if (value === null) return nothing;
  if (PERSONAL_CLASSES.some((name) => value === `[${name}]`)) return hidden;
  if (field.isNumber === true && /^-?\d+(\.\d+)?$/.test(value)) return words.amount(value);
  return /^\d{4}-\d{2}-\d{2}$/.test(value) ? words.date(value) : value;
}

/** An id of a record, which tells people nothing. */
const ID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** `amount (lines VH/8000)` for `lines VH/8000.amount`, `amount (line 2)` for `lines 2.amount`. */
function fieldName(field: string, words: Words): string {
  const name = words.plan.field(field);
  const lines = /^\S+ (.+)\.[^.]+$/.exec(field)?.[1];
  const known = lines?.split('/').filter((part) => !ID.test(part)) ?? [];
  return known.length === 0 ? name : `${name} (${words.compared.lines(known.join('/'))})`;
}

/** What a flow that verifies found, in two sentences for a mark on its file. */
export function differencesTold({ flow, verified, totals = [] }: FlowReport, words: Words): string {
  if (verified === undefined) return flow;
  const { compared, equal, isNew, target } = verified;
  const kinds = words.compared
    .toldKinds(target, verified)
    .flatMap(([number, what]) => (number > 0 ? `${number} ${what}` : []));
  const fresh = words.compared.fresh(isNew, compared - equal);
  const found = words.compared.told(words.count(compared - equal, 'difference'), fresh, kinds.join(', '));
  return `${flow}: ${found}${differencesInTotals(totals, words)}`;
}
