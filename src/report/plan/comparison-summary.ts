import { logLine } from '../describe-error.ts';
import { BoundedText, code, count, head, plain, row } from '../markdown.ts';
import { SUMMARY_BYTES, TITLE } from '../summary.ts';
import type { ComparedFlow, ComparedMoney, Comparison, ConfigChanges } from './comparison-report.ts';
import { writeDetails, writeHead } from './plan-summary.ts';
import { amount, shownValue } from './plan-values.ts';

/** Fields shown of one record; the plan's file has them all. */
const MOST_FIELDS = 40;

/** What a change of the mappings changes, as Markdown of at most `most` bytes: money first, then counts, then records. */
export function summariseComparison(comparison: Comparison, most = SUMMARY_BYTES): string {
  const text = new BoundedText(most);
  text.frame(`${TITLE}: what this change does`, '', plain(comparisonHeadline(comparison)), '');
  writeHead(text, comparison);
  writeErrors(text, comparison);
  writeConfig(text, comparison.config);
  for (const flow of comparison.flows) writeFlow(text, flow);
  return text.toString();
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

/** Records of which one version reads what nobody recorded, and nothing else is known to change. */
function unknownRecords({ records }: ComparedFlow): number {
  const byRecord = Map.groupBy(records, ({ reference }) => reference);
  return [...byRecord.values()].filter((steps) => steps.every(isUnknown)).length;
}

const isUnknown = ({ base, head: now }: ComparedFlow['records'][number]): boolean =>
  base.outcome === 'not known' || now.outcome === 'not known';

function writeErrors(text: BoundedText, { flows }: Comparison): void {
  const lines = flows.flatMap(({ flow, errors }) =>
    errors.map(({ of, error }) => `- **${plain(flow)}**, ${of}: ${plain(logLine(error))}`),
  );
  if (lines.length === 0) return;
  text.list(lines, 'error');
  text.frame('');
}

function writeConfig(text: BoundedText, { flows, files }: ConfigChanges): void {
  const lists = [
    ['Added', flows.added],
    ['Removed', flows.removed],
    ['Switched on', flows.enabled],
    ['Switched off', flows.disabled],
    ['Changed, by itself or by a table', flows.changed],
    ['Changed, and off', flows.changedOff],
  ] as const;
  const said = lists
    .filter(([, names]) => names.length > 0)
    .map(([word, names]) => `- ${word}: ${plain(names.join(', '))}`);
  const rows = files.flatMap(({ file, changes }) =>
    changes.map(({ key, base, head: now }) => row([plain(file), plain(key), plain(base ?? '–'), plain(now ?? '–')])),
  );
  if (said.length + rows.length === 0) return;
  text.frame('### What was edited', '');
  if (said.length > 0) text.frame(...said, '');
  if (rows.length === 0) return;
  text.frame(...head(['File', 'Key', 'Before', 'After'], 0));
  text.list(rows, 'key');
  text.frame('');
}

function writeFlow(text: BoundedText, compared: ComparedFlow): void {
  const { flow, records } = compared;
  if (records.length === 0 && compared.money.length === 0) return;
  const unknown = unknownRecords(compared);
  const changed = compared.compared - compared.alike - unknown;
  const notKnown = unknown > 0 ? `, ${unknown} not known` : '';
  const stays = compared.stays > 0 ? `, ${compared.stays} of them sent already` : '';
  text.frame(`### ${plain(flow)}: ${changed} of ${count(compared.compared, 'record')}${stays}${notKnown}`, '');
  writeMoves(text, compared);
  writeMoney(text, compared.money);
  writeCounts(text, compared);
  // What is not known is counted above, and its fields stand in the head.
  const most = records
    .filter((record) => !isUnknown(record))
    .sort((left, right) => right.fields.length - left.fields.length);
  const rows = most.flatMap(({ reference, step, base, head: now, fields }) =>
    fields
      .slice(0, MOST_FIELDS)
      .map((change) =>
        row([plain(reference), plain(step), code(change.field), shownValue(change.base), shownValue(change.head)]),
      )
      .concat(
        base.outcome === now.outcome && base.code === now.code
          ? []
          : [row([plain(reference), plain(step), 'outcome', plain(sideText(base)), plain(sideText(now))])],
      ),
  );
  writeDetails(text, `${flow}: record by record`, ['Record', 'Step', 'Field', 'Before', 'After'], rows);
}

const sideText = ({ outcome, code: why, reason }: ComparedFlow['records'][number]['base']): string =>
  why === null ? outcome : `${outcome}: ${why} ${reason ?? ''}`;

function writeMoves(text: BoundedText, { moves }: ComparedFlow): void {
  if (moves.length === 0) return;
  const lines = moves.map(({ of, from, to, lines, amount: sum }) => {
    return `- ${of} ${plain(from ?? 'none')} → ${plain(to ?? 'none')}: ${count(lines, 'line')}, ${amount(sum)}`;
  });
  text.list(lines, 'move');
  text.frame('');
}

function writeMoney(text: BoundedText, money: readonly ComparedMoney[]): void {
  if (money.length === 0) return;
  text.frame(...head(['VAT code', 'Ledger account', 'Lines', 'Before', 'After', 'Difference'], 4));
  const rows = money.map(({ vatCode, account, lines, base, head: now, difference, unknown }) => {
    const more = unknown > 0 ? ` (${count(unknown, 'line')} not known)` : '';
    return row([
      plain(vatCode ?? '–'),
      plain(account ?? '–'),
      `${lines[0]} → ${lines[1]}`,
      amount(base),
      amount(now),
      `${difference.startsWith('-') ? '' : '+'}${amount(difference)}${more}`,
    ]);
  });
  text.list(rows, 'place');
  text.frame('');
}

function writeCounts(text: BoundedText, { outcomes, fields }: ComparedFlow): void {
  if (outcomes.length > 0) {
    text.frame(...head(['Step', 'Outcome before', 'Outcome after', 'Records'], 1));
    text.list(
      outcomes.map(({ step, base, head: now, records }) => row([plain(step), plain(base), plain(now), records])),
      'outcome',
    );
    text.frame('');
  }
  if (fields.length > 0) {
    text.frame(...head(['Step', 'Field', 'Records'], 1));
    text.list(
      fields.map(({ step, field, records }) => row([plain(step), code(field), records])),
      'field',
    );
    text.frame('');
  }
}
