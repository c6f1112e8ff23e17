import Big from 'big.js';
import { type Cell, list, type Page, paragraph, type Text, table } from '../page/page.ts';
import type { Words } from '../words/words.ts';
import type { ComparedFlow, ComparedMoney, ComparedRecord, Outcome } from './comparison-report.ts';
import { netAmount } from './net-amount.ts';
import { shownValue } from './plan-values.ts';

/** References named of equal changes. */
const MOST_REFERENCES = 5;
/** Pairs of values shown of one field; the rest count together. */
const MOST_VALUES = 3;

/** True for a record of which one version reads what nobody recorded. */
export const isUnknown = ({ base, head }: ComparedRecord): boolean =>
  base.outcome === 'not known' || head.outcome === 'not known';

/** Records of which nothing else is known to change. */
export function unknownRecords({ records }: ComparedFlow): number {
  const byRecord = Map.groupBy(records, ({ reference }) => reference);
  return [...byRecord.values()].filter((steps) => steps.every(isUnknown)).length;
}

/** What changes in one flow: each kind of record in a line, then equal changes together, then the money. */
export function changesOfFlow(flow: ComparedFlow, words: Words): Page {
  return [kinds, asIfBooked, moves, fields, outcomes, periods, money].flatMap((part) => part(flow, words));
}

/** `12 invoices come out differently, € 4,500.00; 10 of them are in the target already and stay as sent.` */
function kinds({ flow, records }: ComparedFlow, words: Words): Page {
  const { differently, withoutVat, stay, countedIn } = words.plan.changes;
  const known = records.filter((record) => !isUnknown(record) && !isNotCome(record) && record.twin?.flow !== flow);
  const groups = Map.groupBy(known, ({ step, twin }) => JSON.stringify([step, twin?.flow]));
  const lines = [...groups.values()].map((same): Text => {
    const [{ step = '', twin = undefined } = {}] = same;
    const amounts = same.flatMap(({ amount }) => amount ?? []);
    const sumOf = (all: readonly string[]): string =>
      all.reduce((total, one) => total.plus(one), new Big(0)).toFixed(2);
    const credits = amounts.filter((amount) => new Big(amount).lt(0));
    const credited = credits.length === 0 ? undefined : sumOf(credits);
    const booked = amounts.length === 0 ? '' : withoutVat(netAmount(sumOf(amounts), credited, words));
    const stays = same.filter((record) => record.stays).length;
    const sent = stays === 0 ? '' : stay(stays);
    const elsewhere = twin === undefined ? '' : countedIn(twin.flow);
    const said = `${differently(same.length === 1)}${booked}${sent}${elsewhere}.`;
    return [{ strong: words.plan.records(same.length, step) }, said];
  });
  return list(lines, 'kind');
}

/** A step that only one version comes to, and leaves the record alone there. */
export const isNotCome = ({ base, head }: ComparedRecord): boolean => {
  const outcomes = [base.outcome, head.outcome];
  return outcomes.includes('left') && outcomes.includes('not taken');
};

/** Said where sums are not what a sync changes. */
function asIfBooked({ stays, moves, periods, money }: ComparedFlow, words: Words): Page {
  const hasSums = moves.length + periods.length + money.length > 0;
  return stays > 0 && hasSums ? [paragraph(words.plan.changes.asIfBooked)] : [];
}

function moves({ moves: all }: ComparedFlow, words: Words): Page {
  const { moved, none } = words.plan.changes;
  const lines = all.map(({ of, from, to, lines, amount, credited }) => {
    return `${moved[of]} ${from ?? none} → ${to ?? none}: ${words.count(lines, 'line')}, ${netAmount(amount, credited, words)}`;
  });
  return list(lines, 'move');
}

/** Fields whose values change alike, such as `city` in 38 records. */
function fields({ records }: ComparedFlow, words: Words): Page {
  const changes = records.flatMap(({ step, reference, fields: all }) =>
    all.map(({ field, base, head }) => {
      const values = { before: shownValue(field, base, words), after: shownValue(field, head, words) };
      return { step, reference, field: field.replace(/\[\d+\]/, ''), ...values };
    }),
  );
  const byField = [...Map.groupBy(changes, ({ step, field }) => `${step}\n${field}`).values()].sort(mostRecords);
  const rows = byField.flatMap((same) => {
    const alike = [...Map.groupBy(same, ({ before, after }) => `${before}\n${after}`).values()].sort(mostRecords);
    const shown = alike.length > MOST_VALUES ? alike.slice(0, MOST_VALUES - 1) : alike;
    const rest = alike.slice(shown.length).flat();
    return [
      ...shown.map((some) => fieldRow(some, null, words)),
      ...(rest.length === 0 ? [] : [fieldRow(rest, words.plan.changes.otherValues, words)]),
    ];
  });
  return table(words.plan.changes.fieldColumns, 1, rows, 'field');
}

interface FieldChange {
  readonly step: string;
  readonly field: string;
  readonly reference: string;
  readonly before: string;
  readonly after: string;
}

/** `other`: what is said of values that differ from record to record; null = all have the same. */
function fieldRow(same: readonly FieldChange[], other: string | null, words: Words): readonly Cell[] {
  const [first] = same;
  const values = other === null ? [first?.before ?? '–', first?.after ?? '–'] : [other, other];
  return [first?.step ?? '', fieldCell(first?.field ?? '', words), ...values, suchAs(same), recordsIn(same)];
}

/** What people call a field, and its name in the mapping: btw-code `lines.vatCode`. */
function fieldCell(field: string, words: Words): Cell {
  const said = words.plan.field(field);
  return [...(said === field ? [] : [`${said} `]), { code: field }];
}

const recordsIn = (same: readonly { readonly reference: string }[]): number =>
  new Set(same.map(({ reference }) => reference)).size;

const mostRecords = (left: readonly FieldChange[], right: readonly FieldChange[]): number =>
  recordsIn(right) - recordsIn(left);

function suchAs(same: readonly { readonly reference: string }[]): string {
  const references = [...new Set(same.map(({ reference }) => reference))];
  return `${references.slice(0, MOST_REFERENCES).join(', ')}${references.length > MOST_REFERENCES ? ', …' : ''}`;
}

function outcomes({ outcomes: all, records }: ComparedFlow, words: Words): Page {
  const rows = all.map(({ step, base, head, records: number }) => {
    const same = records.filter((one) => one.step === step && wordOf(one.base) === base && wordOf(one.head) === head);
    return [step, told(base, words), told(head, words), suchAs(same), number];
  });
  return table(words.plan.changes.outcomeColumns, 1, rows, 'outcome');
}

/** `refused UNMAPPED_KEY` in the words of a language. */
function told(text: string, words: Words): string {
  const [outcome = '', ...code] = text.split(/ (?=[A-Z])/);
  return [outcomeIn(outcome, words), ...code].join(' ');
}

/** An outcome in the words of a language. */
export const outcomeIn = (outcome: string, words: Words): string =>
  words.plan.change.outcomes[outcome as Outcome] ?? outcome;

const wordOf = ({ outcome, code }: ComparedRecord['base']): string =>
  outcome === 'refused' ? `${outcome} ${code}` : outcome;

function periods({ periods: sums }: ComparedFlow, words: Words): Page {
  const { none, periodColumns } = words.plan.changes;
  const rows = sums.map(({ period, vatCode, ...sum }) => [period ?? '–', vatCode ?? none, ...sumCells(sum, words)]);
  return table(periodColumns, 4, rows, 'period');
}

function money({ money: sums }: ComparedFlow, words: Words): Page {
  const rows = sums.map(({ vatCode, account, ...sum }) => [vatCode ?? '–', account ?? '–', ...sumCells(sum, words)]);
  return table(words.plan.changes.placeColumns, 4, rows, 'place');
}

function sumCells(sum: Omit<ComparedMoney, 'vatCode' | 'account'>, words: Words): readonly string[] {
  const { lines, base, head, difference, unknown } = sum;
  const more = unknown > 0 ? words.plan.changes.notKnown(words.count(unknown, 'line')) : '';
  return [`${lines[0]} → ${lines[1]}`, words.money(base), words.money(head), `${words.moneyApart(difference)}${more}`];
}
