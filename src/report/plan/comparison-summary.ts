import { lineIn } from '../describe-error.ts';
import { type Cell, details, heading, list, type Page, paragraph, section, table, title } from '../page/page.ts';
import { TITLE } from '../title.ts';
import type { Words } from '../words/words.ts';
import { changesOfFlow, isUnknown, outcomeIn, unknownRecords } from './changes-of-flow.ts';
import type { ComparedFlow, Comparison, ConfigChanges } from './comparison-report.ts';
import { basisOf } from './plan-summary.ts';
import { shownValue } from './plan-values.ts';
import { tableEditLines } from './table-edit-lines.ts';

/** Fields shown of one record; the plan's file has them all. */
const MOST_FIELDS = 40;

/** What a change of the mappings changes: money first, then counts, then records. */
export function comparisonPage(comparison: Comparison, words: Words): Page {
  const { change, tables } = words.plan;
  return [
    title(change.title(TITLE)),
    paragraph(comparisonHeadline(comparison, words)),
    ...basisOf(comparison, words),
    ...errorList(comparison, words),
    ...section(tables.titleOfSummary, tableEditLines(comparison.edits, words)),
    ...edited(comparison.config, words),
    ...comparison.flows.flatMap((flow) => flowSection(flow, words)),
  ];
}

/** `37 of 200 records come out differently. The outcome of 3 is not known.` */
export function comparisonHeadline({ basis, config, flows, warnings }: Comparison, words: Words): string {
  const { change, unknown: notKnown, nothingWritten } = words.plan;
  const number = (of: number): string => words.amount(String(of));
  const sum = (counted: (flow: ComparedFlow) => number): number =>
    flows.reduce((total, flow) => total + counted(flow), 0);
  // What several flows have counts once.
  const again = (what: keyof NonNullable<ComparedFlow['repeated']>): number =>
    sum((flow) => flow.repeated?.[what] ?? 0);
  const compared = sum((flow) => flow.compared) - again('compared');
  const unknown = sum(unknownRecords);
  const changed = sum((flow) => flow.compared - flow.alike) - again('changed') - unknown;
  const stays = sum((flow) => flow.stays) - again('stays');
  const gone = [...config.flows.removed, ...config.flows.disabled];
  const isRead = flows.some((flow) => flow.stays > 0 && !gone.includes(flow.flow));
  const records = words.count(compared, 'record');
  const unrecorded = basis.unrecorded.length;
  const isAll = warnings.length === 0;
  return [
    ...(flows.some(({ errors }) => errors.length > 0) ? [change.incomplete] : []),
    ...(unrecorded > 0 ? [change.unrecorded(words.count(unrecorded, 'flow'))] : []),
    ...(compared === 0 ? [change.noRecords] : []),
    ...(compared > 0 && changed + unknown === 0 ? [isAll ? change.same(records) : change.sameValues(records)] : []),
    ...(changed + unknown > 0 ? [change.differently(number(changed), records, changed === 1)] : []),
    ...(unknown > 0 ? [notKnown(number(unknown))] : []),
    ...(stays > 0 ? [change.stay(number(stays), stays === 1, isRead)] : []),
    ...whenWritten(flows, words),
    ...(isAll ? [] : [change.beyondValues]),
    nothingWritten,
  ].join(' ');
}

/** When what a sync would write is written: the sources of flows tell. */
function whenWritten(flows: readonly ComparedFlow[], { plan: { change } }: Words): readonly string[] {
  const writing = flows.filter((flow) => flow.records.some(isWritten));
  const byHours = Map.groupBy(writing, ({ readAgainHours }) => readAgainHours);
  return [...byHours].map(([hours, alike]) =>
    hours === undefined
      ? change.whenChanged(byHours.size > 1)
      : change.whenReadAgain(alike.map(({ flow }) => flow).join(', '), hours),
  );
}

/** True for a record that a sync would write. */
const isWritten = ({ head, stays }: ComparedFlow['records'][number]): boolean =>
  !stays && (head.outcome === 'created' || head.outcome === 'updated');

/** Why a version of a flow could not be run to its end. */
export function errorList({ flows }: Comparison, words: Words): Page {
  const lines = flows.flatMap(({ flow, errors }) =>
    errors.map(({ of, error }) => [{ strong: flow }, words.plan.change.errorOf[of](lineIn(words, error))]),
  );
  return list(lines, 'error');
}

function edited({ flows, files }: ConfigChanges, words: Words): Page {
  const { title: heading, columns, ...kinds } = words.plan.edited;
  const said = (Object.keys(kinds) as (keyof typeof kinds)[])
    .filter((kind) => flows[kind].length > 0)
    .map((kind) => `${kinds[kind]}: ${flows[kind].join(', ')}`);
  const rows = files.flatMap(({ file, changes }) => {
    // Of the others, only values of tables hold words of ours.
    const said = file === 'paused' ? words.phrase : words.plan.dated;
    const shown = (value: string | null): string => (value === null ? '–' : said(value));
    return changes.map(({ key, base, head }) => {
      return [file, file === 'paused' ? words.phrase(key) : key, shown(base), shown(head)];
    });
  });
  return section(heading, [...list(said), ...table(columns, 0, rows, 'key')]);
}

function flowSection(compared: ComparedFlow, words: Words): Page {
  const { change } = words.plan;
  const { flow, records } = compared;
  if (records.length === 0 && compared.money.length === 0) return [];
  const unknown = unknownRecords(compared);
  const changed = compared.compared - compared.alike - unknown;
  const notKnown = unknown > 0 ? change.notKnown(unknown) : '';
  const stays = compared.stays > 0 ? change.sentAlready(compared.stays) : '';
  const of = change.flow(changed, words.count(compared.compared, 'record'));
  // What is not known is counted above, and its fields stand in the head.
  const most = records
    .filter((record) => !isUnknown(record))
    .sort((left, right) => right.fields.length - left.fields.length);
  const rows = most.flatMap((record) => recordRows(record, words));
  return [
    heading(`${flow}: ${of}${stays}${notKnown}`),
    ...changesOfFlow(compared, words),
    ...details(`${flow}: ${change.byRecord}`, table(change.recordColumns, 0, rows, 'row')),
  ];
}

function recordRows(
  { reference, step, base, head, fields }: ComparedFlow['records'][number],
  words: Words,
): readonly (readonly Cell[])[] {
  const isSame = base.outcome === head.outcome && base.code === head.code;
  const shown = fields.slice(0, MOST_FIELDS).map((change) => {
    const { field, base: one, head: other } = change;
    return [reference, step, { code: field }, shownValue(field, one, words), shownValue(field, other, words)];
  });
  const sides = [sideText(base, words), sideText(head, words)];
  return [...shown, ...(isSame ? [] : [[reference, step, words.plan.change.outcome, ...sides]])];
}

function sideText({ outcome, code, reason }: ComparedFlow['records'][number]['base'], words: Words): string {
  const said = outcomeIn(outcome, words);
  return code === null ? said : `${said}: ${code} ${words.said(reason ?? '')}`;
}
