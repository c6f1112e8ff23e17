import { describe, expect, test } from 'vitest';
import { premisesOf } from '../../src/assumptions/premises.ts';
import { usesOf } from '../../src/assumptions/uses.ts';
import { defaultSettings } from '../../src/config/schema/settings-schema.ts';
import type { Transport } from '../../src/http/transport.ts';
import { asperionAssumptions } from '../../src/systems/asperion/assumptions/table.ts';
import { asperionTests } from '../../src/systems/asperion/assumptions/tests.ts';
import type { Assumption } from '../../src/systems/assumption.ts';
import { exactOnlineAssumptions } from '../../src/systems/exact-online/assumptions/table.ts';
import { exactOnlineTests } from '../../src/systems/exact-online/assumptions/tests.ts';
import type { TokenChain } from '../../src/systems/tokens/token-chain.ts';
import { catalogs, ordersWithItems } from '../mapping/flows.ts';
import { compile } from '../support/engine.ts';
import { salesEntries } from '../support/samples.ts';

const tables = { asperion: asperionAssumptions, 'exact-online': exactOnlineAssumptions };

const program = () => ordersWithItems('Code', 'line.ItemCode');

const names = (settings = defaultSettings) =>
  premisesOf(tables, usesOf([program()], catalogs), settings).map(({ name }) => name);

describe('what a flow rests on', () => {
  test('includes what it searches by: in the target, for copies and for the lines of its records', () => {
    const searches = names().filter((name) => / search /.test(name));
    expect(searches).toEqual([
      'asperion search salesinvoiceswithlines.invoiceNumber',
      'asperion search journalentrieswithlines.sourceDocumentNumber',
      'exact-online search logistics/Items.Code',
    ]);
  });

  test('includes the name of each field that it compares, in lines too', () => {
    const read = names().filter((name) => name.startsWith('asperion names'));
    expect(read).toContain('asperion names salesinvoiceswithlines.lines.vatCode');
    expect(read).toContain('asperion names salesinvoiceswithlines.invoiceNumber');
  });

  test('includes the system as a whole, once', () => {
    expect(names().filter((name) => /^asperion (tenant|pages|total)$/.test(name))).toHaveLength(3);
  });

  test('counts under the settings that decide it, and under no others', () => {
    const basis = (asperion: Partial<typeof defaultSettings.asperion>) =>
      premisesOf(tables, usesOf([program()], catalogs), {
        ...defaultSettings,
        asperion: { ...defaultSettings.asperion, ...asperion },
      }).find(({ name }) => name === 'asperion total')?.basis;
    expect(basis({ totalCount: 'page' })).not.toBe(basis({}));
    expect(basis({ requestsPerSecond: 9 })).toBe(basis({}));
  });
});

test('what a document is booked in is looked at again when the book year of the settings changes', () => {
  const flow = compile({ 'entries.yml': salesEntries({ fields: 'ReportingPeriod: { value: 3 }' }) });
  const basis = (start: string) =>
    premisesOf(tables, usesOf(flow.programs, catalogs), { ...defaultSettings, bookYear: { start } }).find(
      ({ name }) => name === 'exact-online months',
    )?.basis;
  expect(basis('01-01')).toBeDefined();
  expect(basis('07-01')).not.toBe(basis('01-01'));
});

describe('the tables of assumptions', () => {
  const options = { url: 'https://host.invalid', settings: defaultSettings.asperion, tenant: '1', division: '1' };
  const nobody = {} as Transport & TokenChain;
  const tests = {
    asperion: asperionTests({ ...options, transport: nobody, tokens: nobody, clock: Date.now }),
    'exact-online': exactOnlineTests({ ...options, transport: nobody, tokens: nobody, clock: Date.now }, '01-01'),
  };

  test.each(['asperion', 'exact-online'] as const)('%s: each row that can be tested has a test', (system) => {
    const rows: readonly Assumption[] = tables[system];
    const testable = rows.filter(({ tested }) => tested !== 'never').map(({ id }) => id);
    expect([...tests[system].keys()].sort()).toEqual([...testable].sort());
    expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length);
  });

  test('name only settings of Asperion', () => {
    const named = asperionAssumptions.flatMap(({ settings }) => settings);
    expect(named).not.toEqual([]);
    for (const name of named) expect(defaultSettings.asperion).toHaveProperty(name);
  });
});
