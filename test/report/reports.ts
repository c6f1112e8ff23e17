import type { DeadLetterReport, FailedRecord, FlowReport, RunReport } from '../../src/report/run-report.ts';
import type { FoundDifference } from '../../src/sync/result.ts';

/** A run of one flow that created 2 and updated 1; parts are replaced as given. */
export function reportWith(flow: Partial<FlowReport> = {}, run: Partial<RunReport> = {}): RunReport {
  return {
    version: '0.1.0',
    startedAt: '2026-11-25T12:00:00.000Z',
    finishedAt: '2026-11-25T12:00:02.500Z',
    flows: [
      {
        flow: 'customers',
        source: { system: 'exact-online', resource: 'crm/Accounts' },
        records: { created: 2, updated: 1, unchanged: 5, skipped: 1, failed: 1 },
        status: 'ok',
        steps: [{ step: 'debtor', read: 10, created: 2, updated: 1, unchanged: 5, skipped: 1, failed: 1 }],
        calls: { 'asperion GET debtors': 3 },
        cursor: { before: null, after: { timestamp: '42' } },
        deadLetters: [],
        failures: [],
        warnings: [],
        ...flow,
      },
    ],
    calls: { 'exact-online POST oauth2/token': 1, 'exact-online GET sync/CRM/Accounts': 2, 'asperion GET debtors': 3 },
    warnings: [],
    errors: [],
    ...run,
  };
}

/** A record without a row in a table, a dead letter until 14:00 Dutch time. */
export function deadLetter(reference: string, parts: Partial<DeadLetterReport> = {}): DeadLetterReport {
  return {
    reference,
    code: 'UNMAPPED_KEY',
    reason: 'vat-codes has no row for country.',
    step: 'debtor',
    attempts: 1,
    firstAt: '2026-11-25T12:00:01.000Z',
    lastAt: '2026-11-25T12:00:01.000Z',
    nextAt: '2026-11-25T13:00:01.000Z',
    ...parts,
  };
}

/** The same, failed in this run. */
export function failed(reference: string, parts: Partial<FailedRecord> = {}): FailedRecord {
  return { ...deadLetter(reference), isNew: true, ...parts };
}

/** A difference that a flow which verifies found: a record that is missing in the target, unless told otherwise. */
export function difference(reference: string, parts: Partial<FoundDifference> = {}): FoundDifference {
  const none = { fields: [], candidates: [], code: null, reason: null };
  return { reference, key: `id-${reference}`, step: 'invoice', kind: 'missing', ...none, isNew: true, ...parts };
}

/** What every plan has, a comparison as well. */
export const planHead = {
  format: 1,
  version: '1.0.0',
  madeAt: '2026-03-02T08:00:00.000Z',
  basis: { kind: 'systems', recordedAt: null, recorded: [], lacks: [], unrecorded: [] },
  revealed: [],
  warnings: [],
} as const;
