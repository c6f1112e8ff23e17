import { drawChart, toneOf } from './chart.js';
import { table } from './element.js';
import { amount, count, sum } from './numbers.js';
import { counted, say } from './said.js';

/** The money: what was booked, by period and VAT code. Sums are exact; only the heights of bars are not. */

/** The sums of rows, by what `keyOf` makes of a row; the key's parts stand before the sums. */
function sums(rows, keyOf) {
  const groups = new Map();
  for (const row of rows) {
    const key = JSON.stringify(keyOf(row));
    const group = groups.get(key) ?? { key: keyOf(row), documents: 0, amount: Big(0), vat: Big(0) };
    groups.set(key, group);
    group.documents += row.documents;
    group.amount = group.amount.plus(row.amount);
    group.vat = row.vat === null || group.vat === null ? null : group.vat.plus(row.vat);
  }
  return [...groups.values()];
}

const periodOf = ({ year, period }) =>
  year === null ? say('noPeriod') : `${year}-${period === null ? '–' : String(period).padStart(2, '0')}`;

const vatText = (vat) => (vat === null ? say('computed') : amount(vat));

/** Newest period first, then by name. */
function inOrder({ key: [flow, period, code] }, { key: [otherFlow, otherPeriod, otherCode] }) {
  if (flow !== otherFlow) return flow < otherFlow ? -1 : 1;
  if (period !== otherPeriod) return period < otherPeriod ? 1 : -1;
  return code < otherCode ? -1 : 1;
}

function tableOf(names, rows) {
  const codes = sums(rows, (row) => [names(row), periodOf(row), row.vatCode ?? say('noCode')]).sort(inOrder);
  const totals = sums(rows, (row) => [names(row), periodOf(row)]);
  const lines = totals
    .sort(inOrder)
    .flatMap((total) => {
      const own = codes.filter(({ key: [flow, period] }) => flow === total.key[0] && period === total.key[1]);
      return own.length > 1 ? [...own, { ...total, key: [...total.key, say('allCodes')] }] : own;
    })
    .map((row) => [...row.key, count(row.documents), amount(row.amount), vatText(row.vat)]);
  const columns = ['flow', 'period', 'vatCode', 'documentColumn', 'withoutVat', 'vat'].map((name) => say(name));
  return table(say('bookedTable'), columns, lines, [3, 4, 5]);
}

export function drawBooked({ flows }, rows) {
  const several = new Set(rows.map(({ administration }) => administration)).size > 1;
  const nameOf = ({ flow, administration }) => flows[flow].name + (several ? ` (${administration})` : '');
  const names = [...new Set(rows.map(nameOf))].sort();
  const periods = [...new Set(rows.map(periodOf))].sort();
  const codes = [...new Set(rows.map(({ vatCode }) => vatCode ?? say('noCode')))].sort();
  const bySeries = Map.groupBy(
    sums(rows, (row) => [nameOf(row), row.vatCode ?? say('noCode'), periodOf(row)]),
    ({ key: [name, code] }) => JSON.stringify([name, code]),
  );
  const series = [...bySeries].sort().map(([key, own]) => {
    const [name, code] = JSON.parse(key);
    const values = periods.map((period) => Number(own.find(({ key: [, , one] }) => one === period)?.amount ?? 0));
    const title = names.length > 1 ? `${code}, ${name}` : say('vatCodeOf', code);
    return { title, tone: toneOf(codes.indexOf(code)), stack: name, values };
  });
  const documents = sum(rows.map((row) => row.documents));
  const total = names.length === 1 ? say('sumWithoutVat', amount(sums(rows, () => [])[0].amount)) : '';
  drawChart('booked', {
    said: rows.length === 0 ? say('nothingBooked') : say('bookedSaid', counted(documents, 'documentNoun'), total),
    first: say('period'),
    labels: periods,
    series,
    format: (value) => count(Math.round(value)),
    more: rows.length === 0 ? [] : [tableOf(nameOf, rows)],
  });
}
