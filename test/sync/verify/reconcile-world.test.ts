import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { landmarks } from '../../../sandbox/world/landmarks.ts';
import { createWorld } from '../../../sandbox/world/world.ts';
import { Company, compile } from '../../support/engine.ts';
import type { FlowOutcome } from '../../support/flow-outcome.ts';
import { shipped } from '../../support/samples.ts';

/* reconcile-orders.exact-online-to-asperion, reconcile-invoices.exact-online-to-asperion and the other checks, over the whole world. */

const OUT = 'exact-online-to-asperion';
const BACK = 'asperion-to-exact-online';

/** The whole company of the sandbox, booked by shipped flows. */
async function booked(...flows: readonly string[]): Promise<Company> {
  const { exactOnline, asperion } = createWorld();
  const nowMs = Date.UTC(2026, 11, 2, 8);
  const company = await Company.open({ nowMs, exactOnline: exactOnline.rows, asperion: asperion.rows });
  const ran = await run(company, ...flows);
  for (const flow of flows) expect([flow, ran[flow]?.error]).toEqual([flow, null]);
  return company;
}

const run = (company: Company, ...flows: readonly string[]): Promise<Readonly<Record<string, FlowOutcome>>> =>
  company.run(compile(Object.assign({}, ...flows.map((flow) => shipped(flow, (text) => text)))));

async function checked(company: Company, check: string): Promise<{ told: readonly string[]; compared: number }> {
  const { error, verified } = (await run(company, check))[check] ?? {};
  expect(error).toBe(null);
  if (verified === null || verified === undefined) throw new Error(`${check} compared nothing.`);
  const told = verified.differences.map(({ reference, step, kind }) => [reference, step, kind].join(' '));
  expect(verified.equal).toBe(verified.compared - told.length);
  // Both sides come to the same but for what was told. Documents have totals where Exact Online is the source.
  expect(verified.totals.length > 0).toBe(/^reconcile-(orders|invoices)\.exact-online/.test(check));
  const off = verified.totals.filter(({ source, target }) => !source.eq(target));
  expect(off).toHaveLength(told.some((one) => one.includes('invoice')) ? 1 : 0);
  return { told, compared: verified.compared };
}

/** An invoice whose lines do not come to its totals waits: a person looks at it, and until then the check tells it. */
const waiting = `${26_000_000 + landmarks.orders.totalMismatch - 26_000} invoice missing`;

describe('the whole company, booked by its orders', () => {
  let company: Company;
  beforeAll(async () => {
    company = await booked(`customers.${OUT}`, `products.${BACK}`, `orders.${OUT}`);
  });
  afterAll(() => company[Symbol.asyncDispose]());

  test('agrees with Asperion but for what waits', async () => {
    expect(await checked(company, `reconcile-orders.${OUT}`)).toEqual({ told: [], compared: 4 });
    expect(await checked(company, `reconcile-invoices.${OUT}`)).toEqual({ told: [waiting], compared: 42 });
  });

  test('leaves out an invoice that a person settled otherwise and links.yml skips', async () => {
    const check = `reconcile-invoices.${OUT}`;
    const files = shipped(check, (text) => text);
    const pinned = compile({ ...files, 'links.yml': `${check}:\n  "${waiting.slice(0, 8)}": skip\n` });
    expect((await company.run(pinned))[check]?.verified?.differences).toEqual([]);
  });

  test('agrees from the other side: each document has its invoice, or its order', async () => {
    expect(await checked(company, `reconcile-orders.${BACK}`)).toEqual({ told: [], compared: 24 });
  });

  test('has its customers and its products in both systems', async () => {
    const { withoutAddress, ofAsperionOnly } = landmarks.customers;
    const out = await checked(company, `reconcile-customers.${OUT}`);
    expect(out).toEqual({ told: [`${withoutAddress} debtor missing`], compared: 38 });
    const back = await checked(company, `reconcile-customers.${BACK}`);
    expect(back).toEqual({ told: ofAsperionOnly.map((number) => `${number} account missing`), compared: 39 });
    const products = await checked(company, `reconcile-products.${BACK}`);
    expect(products).toEqual({
      told: landmarks.articles.unknownUnits.map((sku) => `${sku} item failed`),
      compared: 41,
    });
    const items = await checked(company, `reconcile-products.${OUT}`);
    expect(items).toEqual({
      told: landmarks.articles.ofExactOnlineOnly.map((sku) => `${sku} article missing`),
      compared: 22,
    });
  });
});

test('the whole company, booked by its invoices, agrees but for what waits', async () => {
  await using company = await booked(`customers.${OUT}`, `invoices.${OUT}`);
  expect(await checked(company, `reconcile-invoices.${OUT}`)).toEqual({ told: [waiting], compared: 42 });
});
