import { describe, expect, test } from 'vitest';
import { readTable } from '../../src/config/tables.ts';
import { readYaml } from '../../src/config/yaml/yaml-source.ts';
import { isOpen, nextBookYear } from '../../src/doctor/book-year.ts';
import { judgeClocks, watchClocks } from '../../src/doctor/clock.ts';
import { judgeCodes, type UsedCode } from '../../src/doctor/codes.ts';
import { attempt, thrownFindings } from '../../src/doctor/finding.ts';
import { judgeEntry, listOf } from '../../src/doctor/reference-lists.ts';
import { judgeRepository, judgeToken } from '../../src/doctor/repository.ts';
import { judgeVatTables } from '../../src/doctor/vat-tables.ts';
import { AccessError, ConfigError, ConfigErrors, TransientError } from '../../src/errors/errors.ts';
import type { Transport } from '../../src/http/transport.ts';
import { readTemplate } from '../../src/init/template.ts';
import type { Meaning } from '../../src/systems/meaning.ts';
import { factsOf, type SystemName } from '../../src/systems/registry.ts';
import { LocalDateTime, type RecordValues } from '../../src/values.ts';
import { never } from '../systems/transport.ts';

describe('the clock', () => {
  const answering = (date: string | undefined): Transport => ({
    calls: { add: () => {}, take: () => ({}), since: () => ({}) } as unknown as Transport['calls'],
    send: async ({ url }) => ({ status: 200, headers: date === undefined ? {} : { date }, text: '', url }),
  });
  const request = {
    system: 'asperion',
    method: 'GET',
    url: 'https://api.example',
    resource: 'debtors',
    headers: {},
    kind: 'read',
    signal: never,
  } as const;

  test('is compared with the nearest answer, and forgiven the second that a header cannot show', async () => {
    let now = Date.parse('2026-11-25T12:00:40.900Z');
    const watched = watchClocks(answering('Wed, 25 Nov 2026 12:00:00 GMT'), () => now);
    await watched.send(request);
    expect([...watched.skews]).toEqual([['asperion', 39_900]]);
    now = Date.parse('2026-11-25T12:00:00.900Z');
    await watched.send(request);
    expect([...watched.skews]).toEqual([['asperion', 0]]);
    now = Date.parse('2026-11-25T11:00:00.000Z');
    await watched.send(request);
    expect([...watched.skews]).toEqual([['asperion', 0]]);
  });

  test('is not checked where nothing tells the time, fine up to 30 s off, and a warning beyond', async () => {
    const silent = watchClocks(answering(undefined), Date.now);
    await silent.send(request);
    expect(judgeClocks(silent.skews).map(({ level }) => level)).toEqual(['not-checked', 'not-checked']);
    const skews = new Map([
      ['exact-online', 30_000],
      ['asperion', -30_001],
    ] as const);
    expect(judgeClocks(skews).map(({ level }) => level)).toEqual(['ok', 'warning']);
    expect(judgeClocks(skews)[1]?.says).toBe("This machine's clock is 30 s behind Asperion's.");
  });
});

describe('an error that is thrown while looking', () => {
  test('is an error when the call was the check itself, and leaves the check undone otherwise', () => {
    const down = new TransientError('GAVE_UP', 'asperion kept failing', { hint: 'The next run goes on.' });
    expect(thrownFindings('x', down, 'error')).toMatchObject([{ level: 'error', says: 'asperion kept failing.' }]);
    expect(thrownFindings('x', down, 'not-checked')).toMatchObject([{ level: 'not-checked' }]);
  });

  test('leaves the check undone when a token cannot be renewed yet, or not in this run', () => {
    const early = new TransientError('TOKEN_TOO_EARLY', 'No new token before 12:00.');
    const elsewhere = new AccessError('NO_REFRESH_HERE', 'This run may not renew it.');
    expect([early, elsewhere].flatMap((one) => thrownFindings('x', one, 'error')).map(({ level }) => level)).toEqual([
      'not-checked',
      'not-checked',
    ]);
  });

  test('keeps the place of every problem of the configuration', async () => {
    const at = { file: 'mappings/a.yml', line: 3, column: 5 };
    const { result, findings } = await attempt('mappings', () => {
      throw new ConfigErrors([
        new ConfigError('WRONG_VALUE', 'One.', { at, hint: 'Fix it.' }),
        new ConfigError('UNKNOWN_KEY', 'Two.', { at }),
      ]);
    });
    expect(result).toBeNull();
    expect(findings).toMatchObject([
      { level: 'error', says: 'One.', fix: 'Fix it.', at },
      { level: 'error', says: 'Two.', at },
    ]);
  });

  test('is reported without its message when it was not foreseen', async () => {
    const { findings } = await attempt('codes', () => {
      throw new TypeError('Bakkerij Voorbeeld is not a function');
    });
    expect(findings).toMatchObject([{ level: 'error', says: 'An unexpected error (TypeError) ended the run.' }]);
  });
});

describe('a reference list', () => {
  const today = '2026-11-25';
  const sale = { resource: 'salesinvoiceswithlines.lines', field: 'vatCode' };
  const entry = { resource: 'journalentrieswithlines.lines', field: 'vatCode' };
  const asperion = { system: 'asperion', resource: 'vatcodes' } as const;
  const exactOnline = { system: 'exact-online', resource: 'vat/VATCodes' } as const;

  test('is found by the field, in the right system, and never for its own key', () => {
    expect(listOf('asperion', 'salesinvoiceswithlines.lines', 'vatCode')).toMatchObject({
      resource: 'vatcodes',
      by: 'id',
    });
    expect(listOf('exact-online', 'logistics/Items', 'Unit')).toMatchObject({
      resource: 'logistics/Units',
      by: 'Code',
    });
    expect(listOf('asperion', 'logistics/Items', 'Unit')).toBeNull();
    expect(listOf('asperion', 'debtors', 'name')).toBeNull();
    expect(listOf('asperion', 'debtors', 'constructor')).toBeNull();
  });

  test('has codes for sales and for purchases', () => {
    const purchase = { id: 'IH', salesCode: false };
    expect(judgeEntry(asperion, purchase, sale, { today })?.level).toBe('error');
    expect(judgeEntry(asperion, purchase, entry, { today })).toBeNull();
    const exact = { Code: '5', VATTransactionType: 'P' };
    expect(
      judgeEntry(exactOnline, exact, { resource: 'salesentry/SalesEntryLines', field: 'VATCode' }, { today })?.level,
    ).toBe('error');
    expect(judgeEntry(exactOnline, exact, { resource: 'purchaseentry/Lines', field: 'VATCode' }, { today })).toBeNull();
  });

  test('has codes that include VAT, which no line takes, but an item does', () => {
    const inclusive = { Code: '2', Type: 'I', VATTransactionType: 'S' };
    const line = { resource: 'salesorder/SalesOrderLines', field: 'VATCode' };
    expect(judgeEntry(exactOnline, inclusive, line, { today })?.level).toBe('error');
    expect(judgeEntry(exactOnline, { ...inclusive, Type: 'E' }, line, { today })).toBeNull();
    expect(
      judgeEntry(exactOnline, inclusive, { resource: 'logistics/Items', field: 'SalesVatCode' }, { today }),
    ).toBeNull();
  });

  test.each([
    [null, null, null],
    ['2026-01-01', '2026-11-25', 'warning'],
    ['2026-01-01', '2026-11-24', 'error'],
    ['2027-01-01', null, 'warning'],
    [null, '2026-12-31', 'warning'],
    [null, '2027-06-30', null],
  ])('has codes that are valid from %s to %s', (from, until, level) => {
    const moment = (day: string | null) => (day === null ? null : new LocalDateTime(`${day}T00:00:00`));
    const row = { id: 'VH', salesCode: true, validFrom: moment(from), validUntil: moment(until) };
    expect(judgeEntry(asperion, row, sale, { today })?.level ?? null).toBe(level);
  });

  test.each([
    ['the old code, until the day it ends', { from: null, until: '2026-12-31' }, [null, '2026-12-31'], null],
    ['the old code, a day too long', { from: null, until: '2027-01-01' }, [null, '2026-12-31'], 'warning'],
    ['the new code, from its first day on', { from: '2027-01-01', until: null }, ['2027-01-01', null], null],
    ['the new code, a day too early', { from: '2026-12-31', until: null }, ['2027-01-01', null], 'warning'],
    ['a code that ends before the row begins', { from: '2027-01-01', until: null }, [null, '2026-12-31'], 'error'],
    ['a row that is over', { from: null, until: '2026-11-24' }, [null, '2026-11-24'], null],
  ])('in a dated row: %s', (_, period, [from, until], level) => {
    const moment = (day: string | null | undefined) => (day == null ? null : new LocalDateTime(`${day}T00:00:00`));
    const row = { id: 'VH', salesCode: true, validFrom: moment(from), validUntil: moment(until) };
    expect(judgeEntry(asperion, row, sale, { today, period })?.level ?? null).toBe(level);
  });
});

describe('the tables of VAT codes', () => {
  const table = (name: string, text: string) => {
    const source = readYaml(`tables/${name}.yml`, text, 'text');
    const read = readTable(name, source);
    if (!('rows' in read)) throw new Error(`The table ${name} cannot be read.`);
    return read;
  };
  const supplies = table(
    'vat-supplies',
    `VH: { kind: domestic, rate: 21 }
VHD: { kind: taxed-here, rate: 21 }
VVL: { kind: reverse-charge, rate: 0 }
VICP: { kind: eu-goods, rate: 0 }
OSS-BE: { kind: oss, rate: 21, country: BE }
VABC: { kind: eu-goods, rate: 0 }
VVR: { kind: exempt, rate: 0 }
`,
  );
  const meaning = (list: string, rows: readonly RecordValues[]) => {
    const [system, resource = ''] = list.split(/\.(.*)/s);
    const read = factsOf(system as SystemName).meanings?.[resource]?.read;
    return [list, new Map(rows.map((row) => read?.(row)).map((one) => [one?.code ?? '', one as Meaning]))] as const;
  };
  const lists = new Map([
    meaning('asperion.vatcodes', [
      { id: 'VH', percentage: 21 },
      { id: 'VICP', percentage: 0 },
      { id: 'VVL', percentage: 21 },
    ]),
    meaning('exact-online.vat/VATCodes', [
      { Code: '1', Percentage: 0.09 },
      { Code: '2', Percentage: 0.21 },
      { Code: '6', Percentage: 0.21, Charged: true },
      { Code: '7', Percentage: 0, EUSalesListing: 'L' },
      { Code: '7T', Percentage: 0, EUSalesListing: 'T' },
      { Code: '8', Percentage: 0, EUSalesListing: 'N' },
      { Code: 'DEH', Percentage: 0.21, OssCountry: 'DE' },
    ]),
  ]);
  const said = (rows: string, read: Parameters<typeof judgeVatTables>[1] = lists): readonly string[] => {
    const tables = [supplies, table('exact-online-vat-codes', rows)];
    const found = judgeVatTables({ tables, plans: readTemplate().tables }, read, '2026-11-25');
    return found.map(({ at, says }) => `${at?.line}: ${says.slice(0, says.indexOf(','))}`);
  };

  test('are compared with what both systems say of their codes', () => {
    expect(said('VH: "2"\nVHD: "2"\nVVL: "6"\nVICP: "7"\n')).toEqual([]);
    expect(said('VH: "1"\nVHD: "8"\nVVL: "2"\nVICP: "8"\nOSS-BE: DEH\n')).toEqual([
      '1: The VAT code "1" of Exact Online has 9 %',
      '2: The VAT code "8" of Exact Online has 0 %',
      '3: The VAT code "2" of Exact Online has 21 %',
      '4: The VAT code "8" of Exact Online is in no EU sales list',
      '5: The VAT code "DEH" of Exact Online is for DE',
    ]);
  });

  test('may have the code of a triangular supply only where they have one of the EU sales list', () => {
    expect(said('VABC: "7T"\nVVR: "7T"\n')).toEqual(['2: The VAT code "7T" of Exact Online is for eu-triangular']);
  });

  test('are told nothing of OSS by codes without a country, but their rates are compared', () => {
    const [list, codes] = meaning('exact-online.vat/VATCodes', [
      { Code: '1', Percentage: 0.09 },
      { Code: 'BEH', Percentage: 0.21, OssCountry: null },
    ]);
    const without = new Map([...lists, [list, codes]]);
    expect(said('OSS-BE: BEH\n', without)).toEqual([]);
    expect(said('OSS-BE: "1"\nVICP: BEH\n', without)).toEqual([
      '1: The VAT code "1" of Exact Online has 9 %',
      '2: The VAT code "BEH" of Exact Online has 21 %',
    ]);
    expect(said('OSS-BE: "2"\n')).toEqual(['1: The VAT code "2" of Exact Online is for domestic']);
  });

  test('are compared by the row that holds today', () => {
    expect(said('VH: [{ value: "1", until: 2026-11-24 }, { value: "2", from: 2026-11-25 }]\n')).toEqual([]);
    expect(said('VH: [{ value: "2", until: 2026-11-24 }, { value: "1", from: 2026-11-25 }]\n')).toHaveLength(1);
  });
});

describe('a code of a dated row that the target lacks', () => {
  const code = (period: { from: string | null; until: string | null }): UsedCode => ({
    system: 'asperion',
    list: { resource: 'vatcodes', by: 'id', noun: 'VAT code' },
    code: 'VL6',
    role: 'written',
    use: { resource: 'salesinvoiceswithlines.lines', field: 'vatCode' },
    at: { file: 'mappings/tables/vat.yml', line: 1, column: 1 },
    period,
  });
  const levels = (period: { from: string | null; until: string | null }) =>
    judgeCodes([code(period)], [{ id: 'VH' }], '2026-11-25').map(({ level }) => level);

  test('is an error as long as the row may be used, and a warning afterwards', () => {
    expect(levels({ from: null, until: '2026-11-25' })).toEqual(['error']);
    expect(levels({ from: '2027-01-01', until: null })).toEqual(['error']);
    expect(levels({ from: null, until: '2026-11-24' })).toEqual(['warning']);
  });
});

describe('the book year', () => {
  test.each([
    ['2026-11-25', '01-01', null],
    ['2026-12-01', '01-01', '2027-01-01'],
    ['2026-12-31', '01-01', '2027-01-01'],
    ['2027-01-01', '01-01', null],
    ['2026-06-10', '07-01', '2026-07-01'],
    ['2026-12-10', '07-01', null],
  ])('on %s with a start on %s', (today, start, next) => {
    expect(nextBookYear(today, start)).toBe(next);
  });

  test('is open when a period covers its first day', () => {
    const period = (from: string, to: string) => ({
      StartDate: new LocalDateTime(`${from}T00:00:00`),
      EndDate: new LocalDateTime(`${to}T00:00:00`),
    });
    const dates = { from: 'StartDate', until: 'EndDate' };
    expect(isOpen(dates, [period('2026-12-01', '2026-12-31')], '2027-01-01')).toBe(false);
    expect(isOpen(dates, [period('2027-01-01', '2027-01-31')], '2027-01-01')).toBe(true);
    expect(isOpen(dates, [{ StartDate: null, EndDate: null }], '2027-01-01')).toBe(false);
  });
});

describe('the repository', () => {
  const unknown = { kind: 'unknown', why: 'GitHub answered HTTP 403 to github-token' } as const;

  test('is not judged by facts that are unknown', () => {
    const findings = judgeRepository({ isPrivate: unknown, environments: unknown }, []);
    expect(findings.map(({ level }) => level)).toEqual(['not-checked', 'not-checked']);
  });

  test('has a warning when a token ends within 14 days', () => {
    const now = Date.parse('2026-11-25T12:00:00Z');
    const level = (ends: string | null, isAccepted = true) => {
      const endsAtMs = ends === null ? null : Date.parse(ends);
      return judgeToken('secrets-token', { kind: 'known', value: { isAccepted, endsAtMs } }, now).level;
    };
    expect([level(null), level('2026-12-11T00:00:00Z'), level('2026-12-09T13:00:00Z'), level(null, false)]).toEqual([
      'ok',
      'ok',
      'warning',
      'error',
    ]);
  });
});
