import { expect, test } from 'vitest';
import { findCandidates } from '../../src/commands/desk/find-candidates.ts';
import { realTime } from '../../src/commands/session.ts';
import { readTable, type Table } from '../../src/config/tables.ts';
import { readYaml } from '../../src/config/yaml/yaml-source.ts';
import type { Cause } from '../../src/report/run/causes.ts';
import type { RecordValues } from '../../src/values.ts';

const exact = (Code: string, Description: string, Percentage: number, more: RecordValues = {}): RecordValues => ({
  ...{ Code, Description, Percentage, Type: 'E', VATTransactionType: 'S', IsBlocked: false },
  ...{ OssCountry: null, EUSalesListing: 'N', Charged: false, VatMargin: 0, ...more },
});
const asperion = (id: string, description: string, percentage: number): RecordValues => ({
  ...{ id, description, percentage, countryCode: 'NL', salesCode: true },
});
const lists: Readonly<Record<string, readonly RecordValues[]>> = {
  'vat/VATCodes': [
    exact('0', 'BTW 0%', 0),
    exact('2', 'BTW hoog', 0.21),
    exact('6', 'Onderaanneming', 0.21, { Charged: true }),
    exact('7', 'Leveringen binnen EU', 0, { EUSalesListing: 'L' }),
    exact('8', 'Levering EU zonder opgaaf', 0),
  ],
  vatcodes: [
    asperion('VH', 'Verkoop hoog', 21),
    asperion('VIN', 'Werk binnen de EU', 0),
    asperion('VFE', 'Tarief 0%', 0),
    asperion('VICP', 'Overig', 0),
    asperion('VVL', 'Bouw', 0),
    asperion('VOW', 'Werk verlegd', 0),
  ],
};
/** A system whose lists are those above, and nothing else. */
const connected = {
  open: () => ({ list: async ({ resource }: { resource: string }) => lists[resource] }),
  inspect: () => ({}),
};

/** The candidates for a row of an Asperion code, each with its reason. */
async function candidatesFor(supplies: string, key: string) {
  const supply = readTable('vat-supplies', readYaml('tables/vat-supplies.yml', supplies, 'text')) as Table;
  const reason = `Table exact-online-vat-codes has no row for "${key}".`;
  const found = await findCandidates(
    [{ id: 'c', code: 'UNMAPPED_KEY', reason } as Cause],
    { 'exact-online': connected, asperion: connected } as never,
    new Map([['vat-supplies', supply]]),
    { ...realTime, signal: new AbortController().signal, log: () => {} },
  );
  return found.get('c')?.rows.map(({ command, because }) => [command.split('=')[1], because]);
}

const SUPPLIES = `VIN: { kind: outside, rate: 0 }
VFE: { kind: outside, rate: 0 }
VICP: { kind: eu-goods, rate: 0 }
VVL: { kind: reverse-charge, rate: 0 }
VOW: { kind: installation, rate: 0 }
`;

test('what vat-supplies.yml says of a VAT code counts for a proposed row, not its name', async () => {
  expect(await candidatesFor(SUPPLIES, 'VICP')).toEqual([['7', 'same rate and kind']]);
  expect(await candidatesFor(SUPPLIES, 'VVL')).toEqual([
    ['6', 'same rate and kind'],
    ['0', null],
    ['8', null],
  ]);
  // Names alone: goods in the EU, and the zero rate. What no field tells may be right all the same.
  expect(await candidatesFor(SUPPLIES, 'VIN')).toEqual([
    ['0', null],
    ['8', null],
  ]);
  expect(await candidatesFor(SUPPLIES, 'VFE')).toEqual([
    ['0', null],
    ['8', null],
  ]);
});

test('a kind of the company alone is matched with no code', async () => {
  expect((await candidatesFor(SUPPLIES, 'VOW'))?.map(([, because]) => because)).toEqual([null, null, null, null]);
});

test('a VAT code that vat-supplies.yml does not have is matched by its name', async () => {
  expect(await candidatesFor('', 'VFE')).toContainEqual(['0', 'same rate; the kind is read from the name']);
});
