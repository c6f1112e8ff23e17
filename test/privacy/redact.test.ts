import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { redactSecrets } from '../../src/http/secrets.ts';
import { hideTexts } from '../../src/privacy/hide-personal.ts';
import { type Repeated, redactRecords } from '../../src/privacy/redact.ts';
import { LocalDateTime } from '../../src/values.ts';

const redactRecord = (message: string, values: Repeated['values'], isPersonal = (_field: string): boolean => true) =>
  redactRecords(message, [{ values, isPersonal }]);

describe('values of a record in a message', () => {
  it('are replaced by their fields, in any case', () => {
    const record = { Name: 'Bakkerij Jansen', Email: 'INFO@jansen.example', Code: '20001' };
    expect(redactRecord('Bestaat reeds: bakkerij jansen (info@jansen.example), 20001', record)).toBe(
      'Bestaat reeds: {Name} ({Email}), {Code}',
    );
  });

  it('are looked for at once in a ruler of dashes, also if people type dashes in a name', () => {
    const ruler = '-'.repeat(20_000);
    expect(redactRecord(`${ruler}x`, { Name: '- - - Abcdefg' })).toBe(`${ruler}x`);
    expect(redactRecord(`${ruler}x`, { Name: 'Naam- -on- -bekend-' })).toBe(`${ruler}x`);
  });

  it('are replaced the longest first, wherever they stand', () => {
    const record = { City: 'Jansen', Name: 'van der Jansen-Berg', FirstName: 'Jan' };
    expect(redactRecord('Ongeldig: van der Jansen-Berg te Jansen, Jan', record)).toBe(
      'Ongeldig: {Name} te {City}, {FirstName}',
    );
  });

  it('are found in lines, lists and single lines of a long text', () => {
    const record = {
      SalesOrderLines: [{ Description: 'Krentenbol' }, { Description: 'Tarwebrood' }],
      Tags: ['stamgast'],
      Remarks: 'Belt altijd\r\nSleutel ligt links',
    };
    expect(redactRecord('Krentenbol, tarwebrood, stamgast, sleutel ligt links', record)).toBe(
      '{SalesOrderLines.Description}, {SalesOrderLines.Description}, {Tags}, {Remarks}',
    );
  });

  it('are found with other blanks between their words', () => {
    expect(redactRecord('Ongeldig: Jan\r\n  Jansen', { Name: ' Jan Jansen ' })).toBe('Ongeldig: {Name}');
  });

  it.each([
    ['1234.5', 'bedrag 1234.5'],
    ['1234.5', 'bedrag 1.234,50'],
    ['1234.5', 'bedrag 1,234.50'],
    ['-1234.5', 'bedrag 1234,50'],
  ])('the amount %s is found in “%s”', (amount, message) => {
    expect(redactRecord(message, { AmountFC: new Big(amount) })).toBe('bedrag {AmountFC}');
  });

  it('whole numbers count from three digits, and not inside a longer number', () => {
    expect(redactRecord('order 123 van 61234, regel 12', { OrderNumber: 123, LineNumber: 12 })).toBe(
      'order {OrderNumber} van 61234, regel 12',
    );
  });

  it.each(['1980-02-01', '01-02-1980', '1-2-1980', '2/1/1980', '1980-02-01T00:00:00'])(
    'a date is found as %s',
    (text) => {
      expect(redactRecord(`op ${text}.`, { BirthDate: new LocalDateTime('1980-02-01T00:00:00') })).toBe(
        'op {BirthDate}.',
      );
    },
  );

  it.each([
    ['NL 8123.45.678.B01', 'NL812345678B01'],
    ['020-555 01 23', '0205550123'],
    ['(020) 555/0124', '0205550124'],
  ])('the number %s is found as %s', (written, message) => {
    expect(redactRecord(`bekend: ${message}`, { Number: written })).toBe('bekend: {Number}');
  });

  it('a number of fewer than six digits is not looked for without its signs', () => {
    expect(redactRecord('bekend: 12345', { Number: '12-34-5' })).toBe('bekend: 12345');
    expect(redactRecord('bekend: 123456', { Number: '12-34-56' })).toBe('bekend: {Number}');
  });

  it('an e-mail address of somebody else is hidden, too', () => {
    const message = 'In gebruik bij Info@Kroon.Example (jan.de-vries+nota@mail.example.org), regel a@b';
    expect(redactRecord(message, { Email: 'info@kroon.example' })).toBe(
      'In gebruik bij {Email} ({e-mail address}), regel a@b',
    );
  });

  it.each([
    ['IBAN NL91ABNA0417164300', 'IBAN {IBAN}'],
    ['(nl91 abna 0417 1643 00 used)', '({IBAN} used)'],
    ['BE68 5390 0754 7034 used', '{IBAN} used'],
    ['EO20000097 is already in use by another', 'EO20000097 is already in use by another'],
    ['NL91ABNA0417164301', 'NL91ABNA0417164301'],
    ['code NL12 is KOFFIE-1001 of 2026', 'code NL12 is KOFFIE-1001 of 2026'],
  ])('the bank account in “%s” is hidden, whoever it is of', (message, shown) => {
    expect(redactRecord(message, {})).toBe(shown);
  });

  it.each([
    ['belt +31 6 1234 5678.', 'belt {telephone number}.'],
    ['tel. 0031612345678', 'tel. {telephone number}'],
    ['tel. 06-12345678, 020-555 01 23', 'tel. {telephone number}, {telephone number}'],
    ['(020) 555 01 23 is used', '{telephone number} is used'],
    ['0205550123', '{telephone number}'],
    ['op 06-02-2026 10:30', 'op 06-02-2026 10:30'],
    [
      'order 20001, 2026-0001234, 8712345678906, 1.234.567,89',
      'order 20001, 2026-0001234, 8712345678906, 1.234.567,89',
    ],
  ])('the telephone number in “%s” is hidden, whoever it is of', (message, shown) => {
    expect(redactRecord(message, {})).toBe(shown);
  });

  it('codes of ten digits stay in what a mapping says, also beside a name', () => {
    const said = 'Article 0306406152 of Sanne de Vries, 020-5550123.';
    expect(hideTexts(said, new Map([['sanne de vries', 'Name']]))).toBe(
      'Article 0306406152 of {Name}, {telephone number}.',
    );
  });

  it.each(['Vries, Sanne de', 'de Vries, Sanne', 'Sanne_de_Vries', 'SANNEDEVRIES', 'Vries de Sanne'])(
    'a name is found as %s',
    (written) => expect(redactRecord(`Ongeldig: ${written}.`, { Name: 'Sanne de Vries' })).toBe('Ongeldig: {Name}.'),
  );

  it('a turned name is found as a whole, also if another field holds a part of it', () => {
    const record = { Name: 'Piet Jansen-de Vries', SearchCode: 'Jansen' };
    expect(redactRecord('Ongeldig: JANSEN-DE VRIES, Piet (jansen).', record)).toBe('Ongeldig: {Name} ({SearchCode}).');
  });

  it('short texts, nulls and booleans are left', () => {
    expect(redactRecord('NL true null', { Country: 'NL', Blocked: true, Phone: null })).toBe('NL true null');
  });

  it('are found whose lower case is longer than they are', () => {
    expect(redactRecord('Ongeldig: İzmir', { Name: 'İzmir' })).toBe('Ongeldig: {Name}');
  });

  it('are text, not patterns, and replacements are not searched again', () => {
    const record = { Name: 'A.*B (x)', Odd: '$& $1', Field: 'Name' };
    expect(redactRecord('A.*B (x) en AxxB en $& $1', record)).toBe('{Name} en AxxB en {Odd}');
  });

  it('never leave a text of three or more characters behind', () => {
    const folded = (text: string): string => text.normalize('NFC').trim().replaceAll(/\s+/g, ' ');
    // Some signs of two units are one after normalization, and a number may stand inside a longer one.
    const counts = (text: string): boolean => folded(text).length >= 3 && !/^\d[\d.,]*$/.test(folded(text));
    const text = fc.string({ minLength: 3, unit: 'grapheme' }).filter(counts);
    fc.assert(
      fc.property(text, fc.string(), fc.string(), (value, before, after) => {
        const message = redactRecord(`${value}${before} ${value}${after}${value}`, { x: value });
        expect(message).toContain('{x}');
        for (const part of message.split('{x}')) expect(folded(part)).not.toContain(folded(value));
      }),
    );
  });
});

describe('values of a record that tell of nobody', () => {
  const isPersonal = (field: string) => ['Name', 'Address', 'Lines.Notes'].includes(field);
  const record = {
    Name: 'Sanne de Vries',
    Address: 'Straat 2026',
    Code: '20001',
    ItemCode: 'KOFFIE-1',
    bookyear: 2026,
    bookperiod: 101,
    Amount: new Big('1234.5'),
    Day: new LocalDateTime('2026-01-31T00:00:00'),
    Lines: [{ Description: 'Koffie', Notes: 'bel aan' }],
  };

  it('stay: numbers, codes, periods, amounts and dates', () => {
    for (const message of [
      'Period 101 of 2026 is closed',
      'Bestaat reeds: 20001, KOFFIE-1',
      'Bedrag 1.234,50 op 31-01-2026',
      'Koffie is no article',
    ]) {
      expect(redactRecord(message, record, isPersonal)).toBe(message);
    }
    expect(redactRecord('Sanne de Vries: bel aan', record, isPersonal)).toBe('{Name}: {Lines.Notes}');
  });

  it('stay if a personal value has their few letters inside of a word', () => {
    const values = { Name: 'Jansen Beheer B.V.', VATCode: 'BEH' };
    expect(redactRecord('Ongeldig: Btw-code BEH', values, isPersonal)).toBe('Ongeldig: Btw-code BEH');
  });

  it('do not hide the word of a name, where it stands as a word', () => {
    const values = { Name: 'Del Monte B.V.', VATCode: 'DEL' };
    expect(redactRecord('GoodsDeliveryLines: DEL', values, isPersonal)).toBe('GoodsDeliveryLines: {VATCode}');
  });

  it.each([
    ['without its blanks', 'SannedeVries', 'Name'],
    ['cut', 'Sanne de', 'Text'],
    ['with more around it', 'Klant: SANNE DE VRIES (20001)', 'Text'],
  ])('do not hide a personal value %s', (_how, made, field) => {
    expect(redactRecord(`Ongeldig: ${made}.`, { ...record, Text: made }, isPersonal)).toBe(`Ongeldig: {${field}}.`);
  });
});

describe('secrets in a text', () => {
  it('are masked, also as a form writes them, the longest first', () => {
    const text = 'refresh_token=stampNL001.a%2Fb%3D and stampNL001.a/b= and stampNL001';
    expect(redactSecrets(text, ['stampNL001', 'stampNL001.a/b='])).toBe('refresh_token=*** and *** and ***');
  });

  it('an empty secret masks nothing', () => {
    expect(redactSecrets('text', [''])).toBe('text');
  });
});
