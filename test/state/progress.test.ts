import { expect, test } from 'vitest';
import { emptyProgress, encodeProgress, progressSchema } from '../../src/state/progress.ts';

test('a first run begins with a valid, empty progress of its own', () => {
  const first = emptyProgress();
  first.flows.orders = { cursor: null, deadLetters: {} };
  expect(progressSchema.parse(emptyProgress())).toEqual(emptyProgress());
  expect(emptyProgress().flows).toEqual({});
});

test('keeps everything that a run records', () => {
  const progress = {
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
      'exact-online.crm/Accounts>asperion.debtors': {
        'a-guid': {
          target: 12,
          reference: '20001',
          keep: { customerNumber: '10042', blocked: null },
          fingerprints: { name: '00ff' },
        },
      },
    },
    lists: { 'financial/GLAccounts|Code': { readAtMs: 1_772_452_800_000, values: { 8000: 'b-guid' } } },
    budgets: { asperion: { day: '2026-03-02', calls: 12 } },
  };
  const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
  const read = progressSchema.parse(progress);
  expect(asJson(read)).toEqual(progress);
  expect(asJson(progressSchema.parse(encodeProgress(read)))).toEqual(progress);
});

test('reads fingerprints under the names that they had at first', () => {
  const letter = {
    ...{ reference: '20001', code: 'UNMAPPED_KEY', reason: 'No row.', step: 'invoice', attempts: 2 },
    ...{ firstAt: '2026-03-01T08:00:00Z', lastAt: '2026-03-02T08:00:00Z', nextAtMs: 1_772_452_800_000 },
  };
  const link = { target: 12, reference: '20001', keep: {} };
  const saved = {
    ...emptyProgress(),
    flows: { orders: { cursor: null, deadLetters: { a: { ...letter, print: 'v1:00ff' } } } },
    links: { pair: { a: { ...link, prints: { name: '00ff' } } } },
  };
  const { flows, links } = progressSchema.parse(saved);
  expect(flows.orders?.deadLetters.a).toEqual({ ...letter, fingerprint: 'v1:00ff' });
  expect(links.pair?.get('a')).toEqual({ ...link, fingerprints: { name: '00ff' } });
});

test('refuses another format', () => {
  expect(progressSchema.safeParse({ ...emptyProgress(), format: 2 }).success).toBe(false);
});
