import { expect, test } from 'vitest';
import { LinkTable } from '../../src/state/links/link-table.ts';
import { emptyProgress, encodeProgress, type Progress, progressSchema } from '../../src/state/progress.ts';

test('a first run begins with a valid, empty progress of its own', () => {
  const first = emptyProgress();
  first.flows.orders = { cursor: null, deadLetters: {} };
  expect(progressSchema.parse(emptyProgress())).toEqual(emptyProgress());
  expect(emptyProgress().flows).toEqual({});
});

test('keeps everything that a run records', () => {
  const progress: Progress = {
    ...emptyProgress(),
    sequence: 7,
    savedAt: '2026-03-02T08:00:00Z',
    flows: {
      'orders.exact-online-to-asperion': {
        cursor: { timestamp: '4711' },
        deadLetters: {
          'a-guid': {
            reference: '20001',
            code: 'UNMAPPED_KEY',
            reason: 'No row for NL in vat-codes.',
            step: 'invoice',
            attempts: 2,
            firstAt: '2026-03-01T08:00:00Z',
            lastAt: '2026-03-02T08:00:00Z',
            fingerprint: '0123456789abcdef',
            nextAtMs: 1_772_452_800_000,
          },
        },
      },
    },
    links: {
      'exact-online.crm/Accounts>asperion.debtors': LinkTable.of({
        'a-guid': {
          target: 12,
          reference: '20001',
          keep: { customerNumber: '10042', blocked: null },
          fingerprints: { name: '00ff' },
        },
      }),
    },
    lists: { 'financial/GLAccounts|Code': { readAtMs: 1_772_452_800_000, values: { 8000: 'b-guid' } } },
    budgets: { asperion: { day: '2026-03-02', calls: 12 } },
  };
  const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
  expect(asJson(progressSchema.parse(encodeProgress(progress)))).toEqual(asJson(progress));
});

test('refuses another format', () => {
  expect(progressSchema.safeParse({ ...emptyProgress(), format: 2 }).success).toBe(false);
});
