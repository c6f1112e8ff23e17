import { type BoundedText, count, head, plain, row } from './markdown.ts';
import type { DifferenceReport, FlowReport, RunReport } from './run-report.ts';

/** Fields of one record that the summary shows; the report file has them all. */
const FIELDS_SHOWN = 6;

/** One sentence on what flows that verify found; undefined = there are none. */
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

/** Writes what flows that verify found: a table of numbers, then the differences, new ones first. */
export function writeDifferences(text: BoundedText, { flows }: RunReport): void {
  const verifying = flows.filter(({ verified }) => verified !== undefined);
  if (verifying.length === 0) return;
  text.frame('### Compared', '', ...head(['Flow', 'Compared', 'Equal', 'Missing', 'Differ', 'Ambiguous', 'Failed'], 6));
  const numbers = verifying.flatMap(({ flow, verified }) => {
    if (verified === undefined) return [];
    const { compared, equal, missing, differs, ambiguous, failed } = verified;
    return [row([plain(flow), compared, equal, missing, differs, ambiguous, failed])];
  });
  text.list(numbers, 'flow');
  text.frame('');
  writeTotals(text, verifying);
  const rows = verifying
    .flatMap((flow) => (flow.differences ?? []).map((found) => ({ flow, found })))
    .sort((left, right) => Number(right.found.isNew) - Number(left.found.isNew))
    .map(({ flow, found }) => differenceRow(flow, found));
  if (rows.length === 0) return;
  text.frame(
    `### Differences (${rows.length})`,
    '',
    ...head(['Record', 'Flow', 'Step', 'What', 'Source → target', 'New'], 0),
  );
  text.list(rows, 'difference');
  text.frame('');
}

function writeTotals(text: BoundedText, flows: readonly FlowReport[]): void {
  const rows = flows.flatMap(({ flow, totals = [] }) =>
    totals.map(({ step, month, vatCode, source, target, difference, unknown }) => {
      const note = unknown === 0 ? '' : count(unknown, 'line');
      return row([plain(flow), plain(step), month ?? '', plain(vatCode ?? ''), source, target, difference, note]);
    }),
  );
  if (rows.length === 0) return;
  const titles = ['Flow', 'Step', 'Month', 'VAT code', 'Source', 'Target', 'Difference', 'Not counted'];
  text.frame('### Totals without VAT', '', ...head(titles, 4));
  text.list(rows, 'total');
  text.frame('');
}

function differenceRow({ flow }: FlowReport, found: DifferenceReport): string {
  const { reference, step, kind, isNew } = found;
  return row([plain(reference), plain(flow), plain(step), kind, plain(details(found)), isNew ? 'new' : '']);
}

function details({ kind, fields, candidates, code, reason }: DifferenceReport): string {
  if (kind === 'failed') return `${code ?? ''}: ${reason ?? ''}`;
  if (kind === 'ambiguous') return `may be ${candidates.join(' or ')}`;
  const shown = fields.slice(0, FIELDS_SHOWN).map(({ field, source, target }) => {
    return `${field}: ${source ?? 'nothing'} → ${target ?? 'nothing'}`;
  });
  const more = fields.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${more} more`] : [])].join('; ');
}
