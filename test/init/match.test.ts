import { describe, expect, test } from 'vitest';
import { type Compare, matchEntry, matchWords } from '../../src/init/match.ts';
import { kindByName, zoneByName } from '../../src/init/words.ts';
import type { Meaning } from '../../src/systems/meaning.ts';
import { factsOf, type SystemName } from '../../src/systems/registry.ts';
import { decimalOf, type RecordValues } from '../../src/values.ts';

const entry = (code: string, name: string, more: Partial<Meaning> = {}): Meaning => ({ code, name, ...more });
const found = (compare: Compare, from: Meaning, list: readonly Meaning[]) => {
  const { found: one, isGuess, candidates } = matchEntry(compare, from, list);
  return { code: one?.code ?? null, isGuess, candidates: candidates.map(({ code }) => code) };
};

describe('VAT codes', () => {
  const high = entry('VH', 'Verkoop hoog', { rate: 21, kind: 'domestic' });
  const low = entry('VL', 'Verkoop laag', { rate: 9, kind: 'domestic' });
  const belgian = entry('BEH', 'OSS België', { rate: 21, kind: 'oss', country: 'BE' });
  const icp = entry('ICP', 'Leveringen ICP', { rate: 0, kind: null });
  const export0 = entry('EX', 'Export', { rate: 0, kind: null });

  test('are the same by rate, kind and country', () => {
    const from = entry('2', 'BTW 21 %', { rate: 21, kind: 'domestic', country: null });
    expect(found('vat', from, [low, high, belgian])).toEqual({ code: 'VH', isGuess: true, candidates: [] });
    expect(found('vat', { ...belgian, code: 'B' }, [high, belgian]).code).toBe('BEH');
  });

  test('are certain if the code, the name or the country is the same as well', () => {
    const isGuess = (code: string, name: string) =>
      found('vat', entry(code, name, { rate: 9, kind: 'domestic' }), [low, high]).isGuess;
    expect([isGuess('9', 'Nieuw tarief'), isGuess('vl', 'Nieuw tarief'), isGuess('9', 'Verkoop laag')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(found('vat', { ...belgian, code: 'B', name: 'Gent' }, [high, belgian]).isGuess).toBe(false);
  });

  test.each(['Verkoop marge 21%', 'Btw verlegd 21%', 'Privégebruik auto 21%', 'Voorschot 21%', 'Inkoop hoog 21%'])(
    'that have a rate are not domestic if they are named "%s"',
    (name) => {
      const named = entry('VX', name, { rate: 21, kind: 'domestic', country: null });
      expect(found('vat', named, [low, high])).toMatchObject({ code: null, isGuess: false });
      expect(found('vat', high, [low, named])).toMatchObject({ code: null, isGuess: false });
    },
  );

  test('under the margin scheme are paired by name as a guess, without domestic codes', () => {
    const margin = entry('VMH', 'Verkoop marge 21%', { rate: 21, kind: 'domestic' });
    const told = entry('M', 'Gebruikt', { rate: 21, kind: 'margin' });
    expect(found('vat', told, [high, margin])).toEqual({ code: 'VMH', isGuess: true, candidates: [] });
    expect(found('vat', margin, [low, high])).toEqual({ code: null, isGuess: false, candidates: [] });
  });

  test.each([
    ['margin', 'Margeregeling', 'Verkoop marge'],
    ['reverse-charge', 'Onderaanneming verlegd', 'Verkoop btw verlegd'],
  ] as const)('of the kind %s charge nothing, whatever rate their list has', (kind, name, other) => {
    const told = entry('6V', name, { rate: 21, kind });
    const named = entry('VX', other, { rate: 0, kind: null });
    const privateUse = entry('PRIV', 'Privégebruik', { rate: 21, kind: 'domestic' });
    expect(found('vat', told, [high, privateUse, named, icp])).toEqual({ code: 'VX', isGuess: true, candidates: [] });
    expect(found('vat', named, [high, privateUse, told, icp]).code).toBe('6V');
    expect(found('vat', told, [high, privateUse])).toEqual({ code: null, isGuess: false, candidates: [] });
    // Its list charges VAT on such a code, whatever it is called.
    expect(found('vat', { ...told, kind: 'domestic' }, [high, named]).code).toBe(null);
  });

  test.each(['Inkoop btw verlegd 21%', 'Verwerving binnen EU'])(
    'of reverse charge that are named "%s" are not those of sales',
    (name) => {
      const bought = entry('6I', name, { rate: 21, kind: 'reverse-charge' });
      const sold = entry('6', 'Verkoop btw verlegd', { rate: 0, kind: null });
      const own = entry('VVL', 'Btw verlegd', { rate: 0, kind: 'reverse-charge' });
      expect(found('vat', own, [bought, sold])).toEqual({ code: '6', isGuess: true, candidates: [] });
      expect(found('vat', bought, [own]).code).toBe(null);
    },
  );

  test('for the middle of a chain of three are matched with nothing, whatever their name', () => {
    const read = (Code: string, EUSalesListing: string) =>
      factsOf('exact-online').meanings?.['vat/VATCodes']?.read({
        Code,
        Description: 'Leveringen binnen EU',
        Percentage: 0,
        EUSalesListing,
      });
    const [goods, triangular] = [read('7', 'L'), read('7T', 'T')];
    if (goods === undefined || triangular === undefined) throw new Error('Exact Online has no meanings.');
    expect(found('vat', icp, [goods, triangular])).toEqual({ code: '7', isGuess: true, candidates: [] });
    expect(found('vat', triangular, [icp])).toEqual({ code: null, isGuess: false, candidates: ['ICP'] });
  });

  test('of which two have the rate are not guessed', () => {
    const from = entry('2', 'BTW 21 %', { rate: 21, kind: 'domestic' });
    const inclusive = { ...high, code: 'VHI' };
    expect(found('vat', from, [high, inclusive])).toEqual({ code: null, isGuess: false, candidates: ['VH', 'VHI'] });
  });

  test('at 0 % are a guess if only their names tell the kind, and nothing if they tell none', () => {
    const goods = entry('7', 'Intracommunautaire levering', { rate: 0, kind: 'eu-goods' });
    expect(found('vat', goods, [export0, icp])).toEqual({ code: 'ICP', isGuess: true, candidates: [] });
    const unnamed = entry('9', 'Overig', { rate: 0, kind: null });
    expect(found('vat', unnamed, [export0, icp, high])).toEqual({
      code: null,
      isGuess: false,
      candidates: ['EX', 'ICP'],
    });
  });

  test('for services to the EU are not taken for goods', () => {
    const services = entry('S', 'Diensten EU', { rate: 0, kind: 'eu-services' });
    expect(found('vat', services, [icp]).code).toBe(null);
  });
});

test.each([
  ['Diensten binnen EU', 'eu-services'],
  ['Leveringen binnen EU', 'eu-goods'],
  ['Verkoop binnen de EU (ICP)', 'eu-goods'],
  ['Levering niet-EU', 'export'],
  ['Leveringen naar landen buiten de EU (uitvoer)', 'export'],
  ['Onderaanneming verlegd', 'reverse-charge'],
  ['Vrijgesteld 0%', 'exempt'],
  ['Verkoop 0%', 'zero'],
  // No kind is for these.
  ['Diensten buiten EU', null],
  ['Diensten niet-EU 0%', null],
  ['Invoer artikel 23 verlegd', null],
  ['Btw niet verlegd', null],
  ['ABC-levering binnen de EU', null],
  ['Nieuwe vervoermiddelen EU', null],
  ['Installatie in andere EU-landen', null],
  ['Diensten EU particulieren', null],
  ['Statiegeld 0%', null],
  ['Fiscale eenheid 0%', null],
  ['Btw verlegd naar buitenland', null],
  ['Vrijgesteld België', null],
  ['Verkoop Verenigd Koninkrijk 0%', null],
  ['OSS België', null],
  ['Export Zwitserland', 'export'],
  ['Vrijgesteld Nederland', 'exempt'],
  // Two kinds fit.
  ['Btw verlegd binnen EU', null],
  ['ICP goederen (btw verlegd)', null],
  ['Leveringen naar of diensten in landen binnen de EU', null],
  ['Installatie/afstandsverkopen binnen de EU', null],
  ['Binnen en buiten de EU', null],
])('the VAT code "%s" is of the kind %s', (name, kind) => {
  expect(kindByName(name)).toBe(kind);
});

test.each(['België 21%', 'Spanje lokaal 21%', 'Belgische btw 21%', 'Buitenland 21%', 'Statiegeld 21%'])(
  'the VAT code "%s" is not domestic because it has a rate',
  (name) => {
    expect(kindByName(name, 'domestic')).toBe(null);
  },
);

test.each(['BTW hoog tarief', 'Verkoop Nederland hoog', 'Installatiewerk laag'])(
  'the VAT code "%s" with a rate is domestic',
  (name) => {
    expect(kindByName(name, 'domestic')).toBe('domestic');
  },
);

test.each([
  ['Omzet EU', 'eu'],
  ['Omzet niet-EU', 'world'],
  ['Omzet buiten de Europese Unie', 'world'],
  ['Omzet EU (excl. NL)', 'eu'],
  ['Omzet buiten Nederland', null],
  ['Omzet export Nederland', null],
])('the account "%s" is of the zone %s', (name, zone) => {
  expect(zoneByName(name)).toBe(zone);
});

describe('accounts', () => {
  const accounts = [entry('8000', 'Omzet Nederland'), entry('8010', 'Omzet EU'), entry('8900', 'Vrachtkosten')];

  test('are certain with the same number and name, and a guess with one of them', () => {
    expect(found('account', entry('8000', 'omzet  nederland'), accounts)).toMatchObject({
      code: '8000',
      isGuess: false,
    });
    expect(found('account', entry('8900', 'Verzending'), accounts)).toMatchObject({ code: '8900', isGuess: true });
    expect(found('account', entry('8110', 'Omzet EU'), accounts)).toMatchObject({ code: '8010', isGuess: true });
  });

  test('that nothing speaks for are left open, with all of them as candidates', () => {
    expect(found('account', entry('8500', 'Omzet diensten'), accounts)).toEqual({
      code: null,
      isGuess: false,
      candidates: ['8000', '8010', '8900'],
    });
  });
});

test('payment conditions are the same by their days, never by a longer term', () => {
  const terms = [
    entry('1', '30 dagen', { days: 30 }),
    entry('2', '14 dagen', { days: 14 }),
    entry('3', 'Einde maand', { days: null }),
  ];
  expect(found('term', entry('30', 'Net 30', { days: 30 }), terms)).toMatchObject({ code: '1', isGuess: false });
  expect(found('term', entry('21', 'Net 21', { days: 21 }), terms).code).toBe(null);
  expect(found('term', entry('EM', 'Einde maand', { days: null }), terms).code).toBe(null);
});

describe('a payment condition has a number of days only if it says nothing else', () => {
  const daysOf = (system: SystemName, list: string, entry: RecordValues) =>
    factsOf(system).meanings?.[list]?.read(entry).days;

  test.each([
    ['30 dagen', 30],
    ['Betaling binnen 14 dagen na factuurdatum', 14],
    ['14 dgn netto', 14],
    ['30 dagen einde maand', null],
    ['Automatische incasso 14 dagen', null],
    ['30 dagen 2% kredietbeperking', null],
    ['8 dagen 2% korting, 30 dagen netto', null],
    ['Contant', null],
  ])('in its text "%s": %s', (description, days) => {
    expect(daysOf('asperion', 'paymentconditions', { id: 1, description })).toBe(days);
  });

  test.each([
    [{ PaymentMethod: 'B' }, 30],
    [{ PaymentMethod: 'I' }, null],
    [{ PaymentMethod: 'B', PaymentEndOfMonths: 1 }, null],
    [{ PaymentMethod: 'B', DiscountPercentage: decimalOf('0.02') }, null],
  ])('in its fields %j: %s', (fields, days) => {
    const entry = { Code: '30', Description: '30 dagen', PaymentDays: 30, PaymentEndOfMonths: 0, ...fields };
    expect(daysOf('exact-online', 'cashflow/PaymentConditions', entry)).toBe(days);
  });
});

test('payment methods are a guess by the way of paying', () => {
  const methods = [entry('BANK', 'Bankoverschrijving'), entry('INC', 'Automatische incasso'), entry('X', 'Overig')];
  expect(found('means', entry('30', '30 dagen', { means: 'transfer' }), methods)).toMatchObject({
    code: 'BANK',
    isGuess: true,
  });
  expect(found('means', entry('I', 'Incasso', { means: 'direct-debit' }), methods).code).toBe('INC');
  expect(found('means', entry('K', 'Contant', { means: 'cash' }), methods).code).toBe(null);
});

test('units are the same by code, and a guess by another word for them', () => {
  const units = [entry('stuk', 'Stuk'), entry('m', 'Meter')];
  expect(found('unit', entry('STUK', 'STUK'), units)).toMatchObject({ code: 'stuk', isGuess: false });
  expect(found('unit', entry('pcs', 'pcs'), units)).toMatchObject({ code: 'stuk', isGuess: true });
  expect(found('unit', entry('pallet', 'pallet'), units).code).toBe(null);
});

test('an entry that names the code of the other system belongs to it', () => {
  const centres = [entry('1', 'Winkel', { aliases: ['WIN'] }), entry('2', 'Web')];
  expect(found('name', entry('WIN', 'Filiaal'), centres)).toMatchObject({ code: '1', isGuess: false });
});

test('words choose the only entry that has them', () => {
  const kinds = [entry('B', 'Bedrijf'), entry('P', 'Particulier')];
  expect(matchWords(/bedrijf|company/, kinds).found?.code).toBe('B');
  expect(matchWords(/klant/, kinds).found).toBe(null);
  expect(matchWords(/i/, kinds).found).toBe(null);
});

test('what several fit is said as a sentence for every reason', () => {
  const cash = entry('K', 'Contant', { means: 'cash' });
  const match = matchEntry('means', cash, [entry('KAS', 'Kas'), entry('KAS2', 'Contant')]);
  expect(match).toMatchObject({ found: null, because: 'several fit: paid the same way', isGuess: false });
});
