import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { WorldRow } from '../../../sandbox/world/rows.ts';
import { createWorld } from '../../../sandbox/world/world.ts';

const world = createWorld();
const codes = (rows: readonly WorldRow[] | undefined, field: string) => (rows ?? []).map((row) => String(row[field]));
const table = (name: string): Record<string, string | Record<string, string>> =>
  parse(readFileSync(join(import.meta.dirname, '../../../mappings/tables', `${name}.yml`), 'utf8'), {
    schema: 'failsafe',
  });

const union = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' ');

describe('the tables that are shipped', () => {
  it('translate every VAT code of the world for its country, into one that Asperion has', () => {
    const rows = table('vat-codes') as Record<string, Record<string, string>>;
    expect(Object.keys(rows)).toEqual(expect.arrayContaining(union));
    const asperion = codes(world.asperion.rows.vatcodes, 'id');
    const exact = codes(world.exactOnline.rows.VATCodes, 'Code');
    for (const row of Object.values(rows)) {
      for (const [code, id] of Object.entries(row)) {
        expect(exact).toContain(code);
        expect(asperion).toContain(id);
      }
    }
    const used = new Set(Object.values(rows).flatMap(Object.keys));
    expect(exact.filter((code) => !used.has(code))).toEqual([]);
  });

  it('have the rate that Exact Online has', () => {
    const rows = table('vat-codes') as Record<string, Record<string, string>>;
    const rate = (id: string | undefined) => world.asperion.rows.vatcodes?.find((row) => row.id === id)?.percentage;
    const wanted = Object.fromEntries(
      (world.exactOnline.rows.VATCodes ?? []).map(({ Code, Percentage }) => [
        Code,
        Math.round(Number(Percentage) * 1000) / 10,
      ]),
    );
    const used = Object.entries(rows).flatMap(([country, row]) =>
      Object.entries(row).map(([code, id]) => ({ country, code, rate: rate(id) })),
    );
    expect(used.length).toBeGreaterThan(union.length);
    expect(used).toEqual(used.map((one) => ({ ...one, rate: wanted[one.code] })));
  });

  it('name a revenue account for every country that has VAT codes', () => {
    const accounts = codes(world.asperion.rows.ledgeraccounts, 'id');
    expect(Object.keys(table('revenue-accounts')).sort()).toEqual(Object.keys(table('vat-codes')).sort());
    for (const account of Object.values(table('revenue-accounts'))) expect(accounts).toContain(account);
    expect(accounts).toContain('8000');
  });

  it('translate every payment condition, unit and kind of debtor into one that is there', () => {
    expect(Object.keys(table('payment-conditions')).sort()).toEqual(
      codes(world.exactOnline.rows.PaymentConditions, 'Code'),
    );
    for (const id of Object.values(table('payment-conditions'))) {
      expect(codes(world.asperion.rows.paymentconditions, 'id')).toContain(id);
    }
    for (const unit of Object.values(table('units')))
      expect(codes(world.exactOnline.rows.Units, 'Code')).toContain(unit);
    for (const kind of Object.values(table('debtor-kinds'))) {
      expect(codes(world.asperion.rows.debtorkinds, 'id')).toContain(kind);
    }
  });
});
