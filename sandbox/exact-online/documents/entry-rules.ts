import type { Administration } from '../administration.ts';
import type { Problem } from '../http/refusals.ts';
import { referenced } from '../records/references.ts';
import type { EntityRules } from '../records/rules.ts';
import type { Fields } from '../records/values.ts';
import { partyProblems } from './parties.ts';
import {
  customerDefaults,
  lineRules,
  nextLineNumber,
  processed,
  salesLineDefaults,
  settleTotals,
  today,
} from './sales-lines.ts';
import { dueDate } from './terms.ts';

/** Nothing can be booked in a closed period; a month is a period, as in the sandbox's calendar (EX-closed-period). */
export function closedPeriod({ switches }: Administration, fields: Fields, property: string): readonly Problem[] {
  const [year, month] = String(fields[property] ?? '')
    .split('-')
    .map(Number);
  const inYear = Number(fields.ReportingYear ?? year);
  const inPeriod = Number(fields.ReportingPeriod ?? month);
  const isClosed = switches.closedPeriods.some(
    (closed) => closed.year === inYear && (closed.period === undefined || closed.period === inPeriod),
  );
  return isClosed ? [{ kind: 'closed', property }] : [];
}

/** A number that another entry of the journal has (EX-in-use). */
function isTaken({ store }: Administration, after: Fields, before: Fields | null): boolean {
  const { EntryNumber = null, Journal = null } = after;
  if (EntryNumber === (before?.EntryNumber ?? null)) return false;
  const others = store.where('SalesEntries', 'EntryNumber', EntryNumber);
  return others.some(({ fields }) => (fields.Journal ?? null) === Journal && fields.EntryID !== after.EntryID);
}

const salesEntries: EntityRules = {
  numbered: { EntryNumber: 0 },
  defaults: ({ store }, fields) => {
    const full: Fields = { ...customerDefaults(store, fields), EntryDate: today(store), ...fields };
    const EntryDate = String(full.EntryDate);
    const period = { ReportingYear: Number(EntryDate.slice(0, 4)), ReportingPeriod: Number(EntryDate.slice(5, 7)) };
    return { ...full, ...period, DueDate: dueDate(store, full, EntryDate), Type: 20, Status: 20 };
  },
  problems: (company, after, before) => [
    ...partyProblems(company, after, before),
    ...closedPeriod(company, after, 'EntryDate'),
    ...(isTaken(company, after, before) ? [{ kind: 'inUse' as const, property: 'EntryNumber' }] : []),
  ],
  frozen: (_company, fields) => processed(fields),
  settle: (company, row) => settleTotals(company, 'SalesEntries', row),
};

const entryLineDefaults = salesLineDefaults('SalesEntryLines');

const salesEntryLines = lineRules('SalesEntryLines', processed, {
  defaults: (company, line) => ({
    VATCode: referenced(company.store, 'GLAccount', line.GLAccount ?? null)?.fields.VATCode ?? null,
    ...entryLineDefaults(company, line),
  }),
});

const generalJournalEntries: EntityRules = {
  numbered: { EntryNumber: 0 },
  defaults: () => ({ Type: 90, Status: 20, Currency: 'EUR' }),
};

const generalJournalEntryLines: EntityRules = {
  defaults: ({ store }, line) => ({ LineNumber: nextLineNumber(store, 'GeneralJournalEntryLines', line) }),
  problems: (company, after) => closedPeriod(company, after, 'Date'),
};

/** The rules of entries and their lines, by entity. */
export const entryRules: Readonly<Record<string, EntityRules>> = {
  GeneralJournalEntries: generalJournalEntries,
  GeneralJournalEntryLines: generalJournalEntryLines,
  SalesEntries: salesEntries,
  SalesEntryLines: salesEntryLines,
};
