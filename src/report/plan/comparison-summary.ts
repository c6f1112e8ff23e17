import { count } from '../count.ts';
import { logLine } from '../describe-error.ts';
import { type Cell, details, heading, list, type Page, paragraph, section, table, title } from '../page/page.ts';
import { TITLE } from '../run/summary.ts';
import { changesOfFlow, isUnknown, unknownRecords } from './changes-of-flow.ts';
import type { ComparedFlow, Comparison, ConfigChanges } from './comparison-report.ts';
import { basisOf } from './plan-summary.ts';
import { shownValue } from './plan-values.ts';
import { tableEditLines } from './table-edit-lines.ts';

/** Fields shown of one record; the plan's file has them all. */
const MOST_FIELDS = 40;

/** What a change of the mappings changes: money first, then counts, then records. */
export function comparisonPage(comparison: Comparison): Page {
  return [
    title(`${TITLE}: what this change does`),
    paragraph(comparisonHeadline(comparison)),
    ...basisOf(comparison),
    ...errorList(comparison),
    ...section('What the edits of tables do', tableEditLines(comparison.edits)),
    ...edited(comparison.config),
    ...comparison.flows.flatMap(flowSection),
  ];
}

/** `Of 200 records 37 come out differently. The outcome of 3 is not known.` */
export function comparisonHeadline({ flows }: Comparison): string {
  const sum = (counted: (flow: ComparedFlow) => number): number =>
    flows.reduce((total, flow) => total + counted(flow), 0);
  const compared = sum((flow) => flow.compared);
  const unknown = sum(unknownRecords);
  const changed = compared - sum((flow) => flow.alike) - unknown;
  const stays = sum((flow) => flow.stays);
  return [
    flows.some(({ errors }) => errors.length > 0) ? 'Not everything could be compared: see below.' : '',
    compared === 0 ? 'There are no records to compare.' : '',
    compared > 0 && changed + unknown === 0 ? `All of ${count(compared, 'record')} come out the same.` : '',
    changed + unknown > 0 ? `Of ${count(compared, 'record')} ${changed} come out differently.` : '',
    unknown > 0 ? `The outcome of ${unknown} is not known.` : '',
    stays > 0
      ? `${stays} of these ${stays === 1 ? 'is' : 'are'} in the target already and ${stays === 1 ? 'stays' : 'stay'} as sent: a sync reports a document that differs, and does not rebook it.`
      : '',
    'Nothing was written.',
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** Why a version of a flow could not be run to its end. */
export function errorList({ flows }: Comparison): Page {
  const lines = flows.flatMap(({ flow, errors }) =>
    errors.map(({ of, error }) => [{ strong: flow }, `, ${of}: ${logLine(error)}`]),
  );
  return list(lines, 'error');
}

function edited({ flows, files }: ConfigChanges): Page {
  const lists = [
    ['Added', flows.added],
    ['Removed', flows.removed],
    ['Switched on', flows.enabled],
    ['Switched off', flows.disabled],
    ['Changed, by itself or by a table', flows.changed],
    ['Changed, and off', flows.changedOff],
  ] as const;
  const said = lists.filter(([, names]) => names.length > 0).map(([word, names]) => `${word}: ${names.join(', ')}`);
  const rows = files.flatMap(({ file, changes }) =>
    changes.map(({ key, base, head }) => [file, key, base ?? '–', head ?? '–']),
  );
  return section('What was edited', [...list(said), ...table(['File', 'Key', 'Before', 'After'], 0, rows, 'key')]);
}

function flowSection(compared: ComparedFlow): Page {
  const { flow, records } = compared;
  if (records.length === 0 && compared.money.length === 0) return [];
  const unknown = unknownRecords(compared);
  const changed = compared.compared - compared.alike - unknown;
  const notKnown = unknown > 0 ? `, ${unknown} not known` : '';
  const stays = compared.stays > 0 ? `, ${compared.stays} of them sent already` : '';
  // What is not known is counted above, and its fields stand in the head.
  const most = records
    .filter((record) => !isUnknown(record))
    .sort((left, right) => right.fields.length - left.fields.length);
  const titles = ['Record', 'Step', 'Field', 'Before', 'After'];
  return [
    heading(`${flow}: ${changed} of ${count(compared.compared, 'record')}${stays}${notKnown}`),
    ...changesOfFlow(compared),
    ...details(`${flow}: record by record`, table(titles, 0, most.flatMap(recordRows), 'row')),
  ];
}

function recordRows({
  reference,
  step,
  base,
  head,
  fields,
}: ComparedFlow['records'][number]): readonly (readonly Cell[])[] {
  const isSame = base.outcome === head.outcome && base.code === head.code;
  return [
    ...fields
      .slice(0, MOST_FIELDS)
      .map((change) => [reference, step, { code: change.field }, shownValue(change.base), shownValue(change.head)]),
    ...(isSame ? [] : [[reference, step, 'outcome', sideText(base), sideText(head)]]),
  ];
}

const sideText = ({ outcome, code: why, reason }: ComparedFlow['records'][number]['base']): string =>
  why === null ? outcome : `${outcome}: ${why} ${reason ?? ''}`;
