import Big from 'big.js';
import { describe, expect, it } from 'vitest';
import { emptyRecording, type Recording } from '../../../src/state/recording.ts';
import { addToRecording, type Keeping, type SeenFlow } from '../../../src/sync/recording/merge.ts';
import type { SeenRecord } from '../../../src/sync/recording/seen-record.ts';
import type { RecordValues } from '../../../src/values.ts';

const SOURCE = 'exact-online.crm/Accounts';

const keeping = (more: Partial<Keeping> = {}): Keeping => ({
  records: 3,
  maxBytes: 1e6,
  flows: new Set(['customers', 'orders']),
  at: '2026-03-02T08:00:00.000Z',
  ...more,
});

const record = (key: string, fields: RecordValues = {}, more: Partial<SeenRecord> = {}): SeenRecord => ({
  key,
  reference: `2000${key}`,
  changedAt: null,
  rows: [{ resource: SOURCE, key, fields: { ID: key, ...fields } }],
  absent: [],
  ...more,
});

const seen = (...records: readonly SeenRecord[]): readonly SeenFlow[] => [
  { flow: 'customers', source: SOURCE, records },
];

function kept(before: Recording, records: readonly SeenFlow[], more: Partial<Keeping> = {}): Recording {
  const after = addToRecording(before, records, keeping(more));
  if (after === null) throw new Error('Nothing changed.');
  return after;
}

const keys = (recording: Recording, flow = 'customers') => recording.flows[flow]?.records.map(({ key }) => key);
const row = (recording: Recording, key: string) => recording.rows.get(SOURCE)?.get(key);

describe('the recording', () => {
  it('moves a record that comes again to the front, and drops the oldest with its rows', () => {
    const first = kept(emptyRecording(), seen(record('3'), record('2'), record('1', { Name: 'Zon' })));
    expect(keys(first)).toEqual(['3', '2', '1']);
    const second = kept(first, seen(record('4'), record('1', { Name: 'Maan' })));
    expect(keys(second)).toEqual(['4', '1', '3']);
    expect(row(second, '1')).toEqual({ ID: '1', Name: 'Maan' });
    expect(row(second, '2')).toBeUndefined();
  });

  it('is not changed by what it already holds, nor by nothing', () => {
    const first = kept(emptyRecording(), seen(record('2', { Amount: new Big('1.50') }), record('1')));
    const later = keeping({ at: '2026-03-03T08:00:00.000Z' });
    expect(addToRecording(first, seen(record('1'), record('2', { Amount: new Big('1.5') })), later)).toBeNull();
    expect(addToRecording(first, [], later)).toBeNull();
    expect(addToRecording(emptyRecording(), [], later)).toBeNull();
  });

  it('changes when a field is seen for the first time, though it holds nothing', () => {
    const first = kept(emptyRecording(), seen(record('1')));
    expect(row(kept(first, seen(record('1', { Phone: null }))), '1')).toEqual({ ID: '1', Phone: null });
  });

  it('forgets flows that are gone, and everything when none is to be kept', () => {
    const first = kept(emptyRecording(), seen(record('1')));
    const others = kept(first, [], { flows: new Set(['orders']) });
    expect([others.flows, others.rows.size]).toEqual([{}, 0]);
    const none = kept(first, seen(record('2')), { records: 0 });
    expect([none.flows, none.rows.size]).toEqual([{}, 0]);
  });

  it('begins a flow anew when it reads another resource', () => {
    const first = kept(emptyRecording(), seen(record('1')));
    const other = 'exact-online.crm/Contacts';
    const moved = kept(first, [{ flow: 'customers', source: other, records: [record('9')] }]);
    expect(keys(moved)).toEqual(['9']);
  });

  it('keeps within its bytes: the oldest runs drop out first, over all flows', () => {
    const text = 'x'.repeat(1000);
    const big = (key: string) => record(key, { Name: text });
    const first = kept(emptyRecording(), [
      { flow: 'orders', source: SOURCE, records: [big('1'), big('2')] },
      { flow: 'customers', source: SOURCE, records: [big('3'), big('4')] },
    ]);
    const later = { at: '2026-03-03T08:00:00.000Z', maxBytes: 5200 };
    const second = kept(first, seen(big('5')), later);
    expect(keys(second)).toEqual(['5', '3']);
    expect(keys(second, 'orders')).toEqual(['1', '2']);
    expect(JSON.stringify([...(second.rows.get(SOURCE) ?? [])]).length).toBeLessThan(later.maxBytes);
  });

  it('leaves out a record that is too large by itself, and keeps the others', () => {
    const huge = record('2', { Name: 'x'.repeat(5000) });
    expect(keys(kept(emptyRecording(), seen(record('3'), huge, record('1')), { maxBytes: 2000 }))).toEqual(['3', '1']);
  });

  it('counts a row that several records share once', () => {
    const customer = { resource: SOURCE, key: '9', fields: { ID: '9', Name: 'x'.repeat(1000) } };
    const order = (key: string): SeenRecord => ({ ...record(key), rows: [...record(key).rows, customer] });
    expect(keys(kept(emptyRecording(), seen(order('3'), order('2'), order('1')), { maxBytes: 2500 }))).toHaveLength(3);
  });
});

describe('fields of one record that two flows see', () => {
  const lines = (...of: readonly RecordValues[]) => record('1', { Lines: of });

  it('hold what was seen of each last', () => {
    const first = kept(emptyRecording(), seen(record('1', { Name: 'Zon', City: 'Zeist' })));
    const second = kept(first, seen(record('1', { Name: 'Maan', Country: 'NL' })));
    expect(row(second, '1')).toEqual({ ID: '1', Name: 'Maan', City: 'Zeist', Country: 'NL' });
  });

  it('of lines are put together while the lines are the same, else the newer lines stand alone', () => {
    const first = kept(emptyRecording(), seen(lines({ ID: 'a', Amount: 1 }, { ID: 'b', Amount: 2 })));
    const same = kept(first, seen(lines({ ID: 'a', VATCode: '2' }, { ID: 'b', VATCode: '4' })));
    expect(row(same, '1')?.Lines).toEqual([
      { ID: 'a', Amount: 1, VATCode: '2' },
      { ID: 'b', Amount: 2, VATCode: '4' },
    ]);
    const other = kept(first, seen(lines({ ID: 'a', VATCode: '2' }, { ID: 'c', VATCode: '4' })));
    expect(row(other, '1')?.Lines).toEqual([
      { ID: 'a', VATCode: '2' },
      { ID: 'c', VATCode: '4' },
    ]);
  });
});
