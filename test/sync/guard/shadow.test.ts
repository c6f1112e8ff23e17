import { describe, expect, it } from 'vitest';
import { placeHash } from '../../../src/state/links/link-entry.ts';
import { castShadows } from '../../../src/sync/guard/shadow.ts';
import { asperionCatalog } from '../../../src/systems/asperion/catalog.ts';
import { exactOnlineCatalog } from '../../../src/systems/exact-online/catalog.ts';
import { createMemorySystem } from '../../../src/systems/memory-system.ts';
import type { SourceRecord, System } from '../../../src/systems/system.ts';
import type { RecordValues } from '../../../src/values.ts';

const { signal } = new AbortController();
const debtors = asperionCatalog.resources.get('debtors');
if (debtors === undefined) throw new Error('no debtors');

type Mutable = { -readonly [Name in keyof System]: System[Name] };

const NOW = Date.parse('2026-11-02T08:00:00Z');
const debtorFeed = { resource: 'debtors', fields: ['name', 'city'], cursor: null, signal };

function shadowOf(rows: readonly RecordValues[]) {
  const asked: unknown[][] = [];
  const real: Mutable = { ...createMemorySystem(asperionCatalog, new Map([['debtors', rows]])) };
  const reads: (readonly string[])[] = [];
  const asperion: System = {
    ...real,
    changes: (request) => real.changes(request),
    read: (request) => {
      reads.push(request.values);
      return real.read(request);
    },
    find: (request) => {
      asked.push([request.field, ...request.values]);
      return real.find(request);
    },
  };
  const shadows = castShadows({ 'exact-online': createMemorySystem(exactOnlineCatalog, new Map()), asperion });
  const { asperion: system } = shadows.systems;
  const find = (field: string, ...values: readonly (string | number)[]) =>
    system.find({ resource: 'debtors', field, values, fields: ['name', 'city', 'characteristic5'], signal });
  const feed = async (): Promise<readonly SourceRecord[]> => {
    const records: SourceRecord[] = [];
    for await (const page of system.changes({ ...debtorFeed, nowMs: NOW })) records.push(...page.records);
    return records;
  };
  return { shadows, system, writer: shadows.writerOf('asperion'), find, feed, real, asked, reads };
}

const create = { spec: debtors, match: [['characteristic5']], keep: ['customerNumber'] };

describe('the shadow of a system', () => {
  it('finds what was created by key and by match key, and asks the system for no made-up key', async () => {
    const { shadows, writer, find, asked } = shadowOf([]);
    const made = await writer.create({ ...create, values: { characteristic5: 'EO-1', name: 'Bakkerij' } });
    expect(shadows.names.get(made.id ?? null)).toBe('new debtors EO-1');
    expect(shadows.names.get(made.customerNumber ?? null)).toBe('new debtors EO-1');
    expect(await find('characteristic5', 'EO-1')).toMatchObject([{ id: made.id, name: 'Bakkerij' }]);
    asked.length = 0;
    expect(await find('id', Number(made.id))).toMatchObject([{ name: 'Bakkerij' }]);
    expect(asked).toEqual([]);
  });

  it('shows a record as it was changed, by its new values too, and leaves the system alone', async () => {
    const { writer, find, real } = shadowOf([{ id: 5, name: 'Old', city: 'Delft' }]);
    await writer.update({ spec: debtors, key: 5, values: { name: 'New', characteristic5: 'EO-5' } });
    expect(await find('id', 5)).toMatchObject([{ id: 5, name: 'New', city: 'Delft' }]);
    expect(await find('characteristic5', 'EO-5')).toMatchObject([{ id: 5, name: 'New', city: 'Delft' }]);
    const request = { resource: 'debtors', field: 'id', values: [5], fields: ['name'], signal };
    expect(await real.find(request)).toMatchObject([{ name: 'Old' }]);
  });

  it('changes what it created itself', async () => {
    const { writer, find } = shadowOf([]);
    const made = await writer.create({ ...create, values: { characteristic5: 'EO-1', name: 'Old' } });
    await writer.update({ spec: debtors, key: made.id ?? null, values: { name: 'New' } });
    expect(await find('characteristic5', 'EO-1')).toMatchObject([{ id: made.id, name: 'New' }]);
  });

  it('keeps two texts apart that have the same hash', async () => {
    const { writer, find } = shadowOf([]);
    const [one, other] = ['costarring', 'liquid'] as const;
    expect(placeHash(one)).toBe(placeHash(other));
    const first = await writer.create({ ...create, values: { emailAddress: one } });
    expect(await find('emailAddress', other)).toEqual([]);
    const second = await writer.create({ ...create, values: { emailAddress: other } });
    expect(await find('emailAddress', one)).toMatchObject([{ id: first.id }]);
    expect(await find('emailAddress', other)).toMatchObject([{ id: second.id }]);
  });

  it('makes nothing up but what the system assigns: a field that was left out is empty', async () => {
    const { writer, shadows } = shadowOf([]);
    const made = await writer.create({ ...create, keep: ['city'], values: { emailAddress: 'a@example.com' } });
    expect(made).not.toHaveProperty('city');
    expect(shadows.names.get(made.id ?? null)).toBe('new debtors');
  });

  it('names a new record without personal data', async () => {
    const { writer, shadows } = shadowOf([]);
    const values = { emailAddress: 'a@example.com' };
    const made = await writer.create({ ...create, match: [['emailAddress']], values });
    expect(shadows.names.get(made.id ?? null)).toBe('new debtors');
  });

  it('shows in a feed what was changed or created before, and asks for no made-up record', async () => {
    const { system, writer, feed, reads } = shadowOf([
      { id: 5, name: 'Old', city: 'Delft' },
      { id: 6, name: 'Other', city: 'Gouda' },
    ]);
    expect(await feed()).toMatchObject([{ fields: { name: 'Old' } }, { fields: { name: 'Other' } }]);
    await writer.update({ spec: debtors, key: 5, values: { name: 'New', emailAddress: 'a@example.com' } });
    const made = await writer.create({ ...create, values: { characteristic5: 'EO-1', name: 'Bakkerij' } });
    const records = await feed();
    expect(records).toMatchObject([
      { key: '5', fields: { name: 'New', city: 'Delft' } },
      { key: '6', fields: { name: 'Other' } },
      { key: String(made.id), reference: String(made.customerNumber), fields: { name: 'Bakkerij' } },
    ]);
    // Only what the flow asks for, as the real feed gives it.
    expect(records[0]?.fields).not.toHaveProperty('emailAddress');
    expect(reads).toEqual([]);
    const values = ['5', String(made.id)];
    const read = await system.read({ resource: 'debtors', by: 'key', values, fields: ['name'], signal });
    expect(read).toMatchObject([{ fields: { name: 'New' } }, { fields: { name: 'Bakkerij' } }]);
    expect(reads).toEqual([['5']]);
  });

  it('adds a changed record that the feed itself would not show, as changed now', async () => {
    const { writer, feed, real } = shadowOf([{ id: 5, name: 'Old', city: 'Delft' }]);
    real.changes = async function* () {
      yield { records: [], cursor: { read: '0' } };
    };
    await writer.update({ spec: debtors, key: 5, values: { name: 'New' } });
    expect(await feed()).toMatchObject([
      { key: '5', fields: { name: 'New', city: 'Delft' }, changedAt: '2026-11-02T08:00:00.000Z' },
    ]);
  });

  it('adds nothing that is written while the feed is read', async () => {
    const { writer, system } = shadowOf([{ id: 5, name: 'Old' }]);
    await writer.create({ ...create, values: { name: 'First' } });
    const names: unknown[] = [];
    for await (const { records } of system.changes({ ...debtorFeed, nowMs: NOW })) {
      names.push(...records.map(({ fields }) => fields.name));
      if (names.length < 5) await writer.create({ ...create, values: { name: 'Later' } });
    }
    expect(names).toEqual(['Old', 'First']);
  });

  it('finds by its reference what was created with one', async () => {
    const { writer, system } = shadowOf([]);
    await writer.create({ ...create, values: { customerNumber: '10991', name: 'Bakkerij' } });
    const request = { resource: 'debtors', fields: ['name'], signal } as const;
    const found = await system.read({ ...request, by: 'reference', values: ['10991'] });
    expect(found).toMatchObject([{ reference: '10991', fields: { name: 'Bakkerij' } }]);
  });

  it('refuses to be written to in any other way', async () => {
    const { system } = shadowOf([]);
    await expect(system.create({ resource: 'debtors', values: {}, signal })).rejects.toThrow(TypeError);
    await expect(system.update({ resource: 'debtors', key: 1, values: {}, signal })).rejects.toThrow(TypeError);
  });
});
