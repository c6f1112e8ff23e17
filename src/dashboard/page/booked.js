import { drawChart, TONES, toneOf } from './chart.js';
import { table } from './element.js';
import { amount, count, euros, sumOrNull } from './numbers.js';
import { counted, say } from './said.js';

/** The money: what was booked, by period and VAT code. Sums are exact; only the heights of bars are not. */

/** The sums of rows, by what `keyOf` makes of a row. The VAT is what is known of it: `isComputed` = the system computes that of some rows, or of all: null. */
function sums(rows, keyOf) {
  const groups = new Map();
  for (const row of rows) {
    const key = JSON.stringify(keyOf(row));
    const group = groups.get(key) ?? { key: keyOf(row), documents: 0, amount: Big(0), vat: null, isComputed: false };
    groups.set(key, group);
    group.documents += row.documents;
    group.amount = group.amount.plus(row.amount);
    if (row.vat === null) group.isComputed = true;
    else group.vat = (group.vat ?? Big(0)).plus(row.vat);
  }
  return [...groups.values()];
}

const periodOf = ({ year, period }) =>
  year === null ? say('noPeriod') : `${year}-${period === null ? '–' : String(period).padStart(2, '0')}`;

const codeOf = ({ vatCode }) => vatCode ?? say('noCode');

const vatText = ({ vat, isComputed }) =>
  [...(vat === null ? [] : [amount(vat)]), ...(isComputed ? [say('computed')] : [])].join(' + ');

/** How many documents were booked, each once however many VAT codes it has; null = not known. */
export const documentsOf = (documents) => sumOrNull(documents.map((row) => row.documents));

/** Newest period first, then by name. */
function inOrder({ key: [flow, period, code] }, { key: [otherFlow, otherPeriod, otherCode] }) {
  if (flow !== otherFlow) return flow < otherFlow ? -1 : 1;
  if (period !== otherPeriod) return period < otherPeriod ? 1 : -1;
  return code < otherCode ? -1 : 1;
}

/** Below the name of each flow its sums: a column for names would leave no room for them on a phone. */
function tableOf(nameOf, rows, documents) {
  const codes = sums(rows, (row) => [nameOf(row), periodOf(row), codeOf(row)]).sort(inOrder);
  const totals = sums(rows, (row) => [nameOf(row), periodOf(row)]);
  const lines = totals.sort(inOrder).flatMap((total, place, all) => {
    const [name, period] = total.key;
    const heading = name === all[place - 1]?.key[0] ? [] : [[name]];
    const own = codes.filter(({ key }) => key[0] === name && key[1] === period);
    if (own.length === 1) return [...heading, ...own.map(lineOf)];
    const number = documentsOf(documents.filter((row) => nameOf(row) === name && periodOf(row) === period));
    const whole = lineOf({ ...total, key: [...total.key, say('allCodes')], documents: number });
    return [...heading, ...own.map(lineOf), whole];
  });
  const columns = ['period', 'vatCode', 'documentColumn', 'withoutVat', 'vat'].map((column) => say(column));
  return table(say('bookedTable'), columns, lines, [2, 3, 4]);
}

const lineOf = (row) => [
  ...row.key.slice(1),
  row.documents === null ? '–' : count(row.documents),
  amount(row.amount),
  vatText(row),
];

/** The VAT codes that have a colour of their own, the one with most money first; there is one for all others. */
function codesWithColour(rows) {
  const all = sums(rows, (row) => [codeOf(row)]).sort((left, right) => right.amount.abs().cmp(left.amount.abs()));
  const shown = all.length > TONES.length ? all.slice(0, TONES.length - 1) : all;
  return shown.map(({ key: [code] }) => code);
}

function seriesOf(nameOf, rows, periods) {
  const shown = codesWithColour(rows);
  const placeOf = (row) => (shown.includes(codeOf(row)) ? shown.indexOf(codeOf(row)) : shown.length);
  const areSeveral = new Set(rows.map(nameOf)).size > 1;
  const bySeries = Map.groupBy(
    sums(rows, (row) => [nameOf(row), placeOf(row), periodOf(row)]),
    ({ key: [name, place] }) => JSON.stringify([place, name]),
  );
  return [...bySeries].sort().map(([key, own]) => {
    const [place, name] = JSON.parse(key);
    const code = shown[place];
    const title = code === undefined ? say('otherCodes') : areSeveral ? code : say('vatCodeOf', code);
    return {
      title: areSeveral ? `${title}, ${name}` : title,
      tone: toneOf(place),
      stack: name,
      values: periods.map((period) => Number(own.find(({ key: [, , one] }) => one === period)?.amount ?? 0)),
    };
  });
}

/** Draws what was booked: `rows` by VAT code, and `documents`, which counts each once. */
export function drawBooked({ flows }, rows, documents) {
  const several = new Set(rows.map(({ administration }) => administration)).size > 1;
  const nameOf = ({ flow, administration }) => flows[flow].name + (several ? ` (${administration})` : '');
  const names = new Set(rows.map(nameOf));
  const periods = [...new Set(rows.map(periodOf))].sort();
  const all = documentsOf(documents);
  const number = all === null ? say('documentsUnknown') : counted(all, 'documentNoun');
  const total = names.size === 1 ? say('sumWithoutVat', amount(sums(rows, () => [])[0].amount)) : '';
  drawChart('booked', {
    said: rows.length === 0 ? say('nothingBooked') : say('bookedSaid', number, total),
    first: say('period'),
    labels: periods,
    series: seriesOf(nameOf, rows, periods),
    format: amount,
    axis: euros,
    more: rows.length === 0 ? [] : [tableOf(nameOf, rows, documents)],
  });
}
