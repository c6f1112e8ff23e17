import { describe, expect, it } from 'vitest';
import type { RecordError } from '../../../../src/errors/errors.ts';
import { createTransport } from '../../../../src/http/transport.ts';
import { exactBudget } from '../../../../src/systems/exact-online/budget.ts';
import { createExactOnline } from '../../../../src/systems/exact-online/client.ts';
import type { Value } from '../../../../src/values.ts';
import { fixedTokens, never, quickTransport } from '../../transport.ts';
import { type FakeCall, type FakeExact, type FakeRow, startFakeExact } from '../fake-exact.ts';

const PATH = 'bulk/Logistics/Items';
const codes = Array.from({ length: 130 }, (_, index) => `C${index}`);
const items = (): Record<string, FakeRow[]> => ({
  [PATH]: codes.map((Code, index) => ({ ID: `00000000-0000-0000-0000-${String(index).padStart(12, '0')}`, Code })),
});

/** 400 for every question in which one of these codes stands. */
const refusing =
  (...bad: readonly string[]) =>
  ({ filter }: FakeCall) =>
    bad.some((code) => filter?.includes(`'${code}'`) === true) ? { status: 400, body: '{}' } : undefined;

async function lookUp(fake: FakeExact, values: readonly Value[], transport = quickTransport(), field = 'Code') {
  await using _closing = transport;
  const exact = createExactOnline({ url: fake.url, division: '123', transport, tokens: fixedTokens });
  const refused = new Map<Value, RecordError>();
  const request = { resource: 'logistics/Items', field, values, fields: ['Code'], signal: never };
  const found = await exact.find({ ...request, refused: (value, why) => void refused.set(value, why) });
  return { found, refused };
}

const budgeted = () => {
  const clock = () => 0;
  const budgets = {
    'exact-online': exactBudget({ clock, sleep: async () => {}, log: () => {}, perMinute: 1_000, perDay: 5_000 }),
  };
  return createTransport({ clock, sleep: async () => {}, random: () => 0, log: () => {}, budgets });
};

describe('a look-up with a value that is refused', () => {
  it.each(['C0', 'C77', 'C129'])(
    'finds %s and answers for all others, within the refusals that an hour allows',
    async (bad) => {
      await using fake = await startFakeExact(items());
      fake.answer = refusing(bad);
      const { found, refused } = await lookUp(fake, codes, budgeted());
      expect(found).toHaveLength(129);
      expect([...refused]).toMatchObject([[bad, { code: 'LOOKUP_REFUSED' }]]);
      expect(fake.calls.filter(({ filter }) => filter?.includes(`'${bad}'`)).length).toBeLessThanOrEqual(5);
    },
  );

  it('sets a few values aside if the hour allows no more refusals, and answers for the rest', async () => {
    await using fake = await startFakeExact(items());
    fake.answer = refusing('C0', 'C40', 'C99');
    const { found, refused } = await lookUp(fake, codes, budgeted());
    expect(found.length + refused.size).toBe(130);
    expect(refused.has('C0')).toBe(true);
    expect(fake.calls.filter(({ filter }) => /'(C0|C40|C99)'/.test(filter ?? '')).length).toBeLessThanOrEqual(6);
  });

  it('is split into four parts, and the refused part into four again', async () => {
    await using fake = await startFakeExact(items());
    fake.answer = refusing('C0');
    await lookUp(fake, codes.slice(0, 20));
    const sizes = fake.calls.map(({ filter }) => filter?.split(' or ').length);
    expect(sizes).toEqual([20, 1, 5, 2, 1, 1, 2, 1, 5, 5, 5]);
  });

  it('is not split if the question itself is refused', async () => {
    await using fake = await startFakeExact(items());
    fake.answer = () => ({ status: 400, body: '{}' });
    await expect(lookUp(fake, codes)).rejects.toMatchObject({ code: 'READ_REFUSED' });
    expect(fake.calls).toHaveLength(2);
  });

  it('is refused as a whole if the caller cannot set a record aside', async () => {
    await using fake = await startFakeExact(items());
    fake.answer = refusing('C7');
    await using transport = quickTransport();
    const exact = createExactOnline({ url: fake.url, division: '123', transport, tokens: fixedTokens });
    const request = { resource: 'logistics/Items', field: 'Code', values: codes, fields: ['Code'], signal: never };
    await expect(exact.find(request)).rejects.toMatchObject({ code: 'READ_REFUSED' });
  });

  it('does not ask for a text that is not an id', async () => {
    await using fake = await startFakeExact(items());
    const { found } = await lookUp(fake, ['not an id', '00000000-0000-0000-0000-000000000003'], quickTransport(), 'ID');
    expect(found).toHaveLength(1);
    expect(fake.calls.map(({ filter }) => filter)).toEqual(["ID eq guid'00000000-0000-0000-0000-000000000003'"]);
    expect((await lookUp(fake, ['neither'], quickTransport(), 'ID')).found).toEqual([]);
    expect(fake.calls).toHaveLength(1);
  });

  it('sends the replacement character for half a surrogate pair, and finds it again', async () => {
    await using fake = await startFakeExact({
      [PATH]: [{ ID: '00000000-0000-0000-0000-000000000001', Code: 'A\ufffd' }],
    });
    const { found, refused } = await lookUp(fake, ['A\ud83d']);
    expect(found).toMatchObject([{ Code: 'A\ufffd' }]);
    expect(refused.size).toBe(0);
  });
});
