import ts from 'typescript';
import { expect, test } from 'vitest';
import { isErrorCode } from '../../../src/errors/codes.ts';
import { isTold } from '../../../src/errors/meanings/meanings.ts';
import { catalogs, inDutch, inEnglish } from '../../../src/report/words/in-words.ts';
import { mappingsInDutch } from '../../../src/report/words/messages/mappings.nl.ts';
import { pattern } from '../../../src/report/words/pattern.ts';
import { saidInMappings } from './said-in-mappings.ts';
import { saidIn, saidInSource } from './said-in-source.ts';

/** Where an error gets a text that has no row, and why. */
const MADE_ELSEWHERE: Readonly<Record<string, string>> = {
  'src/config/inputs.ts': 'what is wrong with a key; whoever keeps the secrets reads it, in English',
  'src/sync/step/checks.ts': "the mapping's own words",
  'src/sync/write/unclear.ts': "the system's own words",
  'src/privacy/hide-records.ts': 'the message of another error, with values hidden',
  'src/assumptions/assurance.ts': 'what a test found about a system, which has a row of its own',
  'src/systems/asperion/assumptions/lists.ts': 'that Asperion refuses to read a list, which has a row of its own',
  'src/commands/authorize/exchange.ts':
    'what a system says of its login; only the command authorize shows it, in English',
};

const said = saidInSource();
const sentences = catalogs.flatMap((catalog) => catalog.sentences);
const phrases = catalogs.flatMap((catalog) => catalog.phrases);

test('every warning, message and hint that users read has a row in Dutch', () => {
  expect(said.sentences.size).toBeGreaterThan(250);
  const rows = new Set(sentences.map(([english]) => english));
  expect([...said.sentences].filter(([text]) => !rows.has(text))).toEqual([]);
});

test('all words within messages have a row in Dutch', () => {
  expect(said.phrases.size).toBeGreaterThan(50);
  const rows = new Set(phrases.map(([english]) => english));
  expect([...said.phrases].filter(([text]) => !rows.has(text))).toEqual([]);
});

test('the code of every such error is explained in Dutch', () => {
  expect(said.codes.size).toBeGreaterThan(100);
  expect([...said.codes].filter((code) => isErrorCode(code) && !isTold(code, 'nl'))).toEqual([]);
});

test('no row is left of a message that nothing says any more', () => {
  const ofProgram = catalogs.filter((catalog) => catalog !== mappingsInDutch);
  const own = ofProgram.flatMap((catalog) => catalog.sentences);
  const words = ofProgram.flatMap((catalog) => catalog.phrases);
  expect(own.filter(([english]) => !said.sentences.has(english))).toEqual([]);
  expect(words.filter(([english]) => !said.phrases.has(english))).toEqual([]);
});

test('what the shipped mappings say has a row in Dutch, and no row is left over', () => {
  const shipped = saidInMappings();
  expect(shipped.sentences.size).toBeGreaterThan(20);
  expect([...shipped.sentences.keys()].toSorted()).toEqual(mappingsInDutch.sentences.map(([text]) => text).toSorted());
  expect([...shipped.phrases.keys()].toSorted()).toEqual(mappingsInDutch.phrases.map(([text]) => text).toSorted());
});

test('a message is found in whatever way the sources put it together', () => {
  const {
    sentences: found,
    phrases: words,
    unread,
  } = saidIn(
    programOf(`
      const ADVICE = 'Look there.';
      const WORDS = { A: 'one way', B: 'another way', C: 'a third way' };
      const what = (kind: string) => (kind === '' ? 'nothing at all' : kind);
      function refuse(message: string) { return new RecordError('A', message, { hint: ADVICE }); }
      refuse('It is too late');
      refuse(\`It came \${WORDS[key]}.\` + ' Twice.');
      refuse(['Here', 'is'].join(' ') + \` \${what(name)}\`);
      throw new StateError('B', old ? \`Old \${name}\` : 'New', { cause, ...(old ? { hint: 'Wait.' } : {}) });
      class Own extends AccessError { constructor(why: string) { super('C', \`No access: \${why}\`); } }
      new TransientError('D', read());
      new Error('Nobody sees this');
    `),
  );
  expect([...found.keys()].toSorted()).toEqual([
    'Here is {…}',
    'It came {…}.',
    'It is too late',
    'Look there.',
    'New',
    'No access: {…}',
    'Old {}',
    'Twice.',
    'Wait.',
  ]);
  expect([...words.keys()].toSorted()).toEqual(['a third way', 'another way', 'nothing at all', 'one way']);
  expect(unread).toHaveLength(1);
});

test('texts that are made elsewhere are listed with a reason', () => {
  expect(new Set(said.unread.map((place) => place.replace(/:\d+$/, '')))).toEqual(new Set(Object.keys(MADE_ELSEWHERE)));
});

test('no text has two rows', () => {
  for (const rows of [sentences, phrases]) {
    const english = rows.map(([text]) => text);
    expect(english.filter((text, at) => english.indexOf(text) !== at)).toEqual([]);
  }
});

test('the Dutch shows what the English shows, each once', () => {
  const odd = [...sentences, ...phrases].filter(([english, dutch]) => {
    const { places } = pattern(english);
    const shown = [...dutch.matchAll(/\{(\d*)[#~]?\}/g)].map(([, number = ''], at) =>
      number === '' ? at + 1 : Number(number),
    );
    return shown.toSorted((one, other) => one - other).join() !== places.map((_, at) => at + 1).join();
  });
  expect(odd).toEqual([]);
});

test('the English of a row without names and amounts stays as it is', () => {
  const plain = sentences.filter(([, dutch]) => !/\{\d*[#~]\}/.test(dutch));
  expect(plain.length).toBeGreaterThan(250);
  const filled = plain.map(([english]) =>
    pattern(english).places.reduce((text, place, at) => text.replace(place, `w${at + 1}`), english),
  );
  expect(filled.filter((text) => inEnglish(text) !== text)).toEqual([]);
});

test.each([
  [
    '20001 may be 7 or 9 in the target, but 2 records have this cocNumber + name. Settle it in links.yml: below "customers", write "20001": "7", or "skip".',
    '20001 may be 7 or 9 in the target, but 2 records have this Chamber of Commerce number + name. Settle it in links.yml: below "customers", write "20001": "7", or "skip".',
  ],
  ['Field Item: None of the logistics/Items has code "B.V. 7".', 'Field item: None of the articles has code "B.V. 7".'],
  [
    'The source has nothing for address, Odd_Field, which salesinvoiceswithlines need.',
    'The source has nothing for address, Odd_Field, which invoices need.',
  ],
  [
    'The lines come to 1148.50 without VAT and the order to 1155.45.',
    'The lines come to 1,148.50 without VAT and the order to 1,155.45.',
  ],
  [
    'Asperion has no more calls for this app before 2026-12-05 13:00 (Dutch time)',
    'Asperion has no more calls for this app before 5 December 2026 at 13:00 (Dutch time)',
  ],
  [
    'exact-online cannot be reached at start.exactonline.nl (3 tries)',
    'Exact Online cannot be reached at start.exactonline.nl (3 tries)',
  ],
  [
    'asperion POST salesinvoiceswithlines at api.asperion.nl failed: no answer in time',
    'Asperion POST salesinvoiceswithlines at api.asperion.nl failed: no answer in time',
  ],
])('writes the names and numbers of a message as people do: %s', (written, said) => {
  expect(inEnglish(written)).toBe(said);
});

test('each row of a sentence is found for its own English', () => {
  const odd = sentences.filter(([english, dutch]) => {
    const { places } = pattern(english);
    const text = places.reduce((filled, place, at) => filled.replace(place, `w${at + 1}`), english);
    let next = 0;
    const wanted = dutch.replaceAll(/\{(\d*)[#~]?\}/g, (_, number: string) => `w${number === '' ? ++next : number}`);
    return inDutch(text) !== wanted;
  });
  expect(odd).toEqual([]);
});

test.each([
  [
    'Table vat has no row for "14". Add "14": … to tables/vat.yml.',
    'Tabel vat heeft geen rij voor "14". Voeg de rij "14": … toe aan tables/vat.yml.',
  ],
  [
    'Field of line 2, GLAccount: "account" is not among the financial/GLAccounts: it was deleted, or may not be read.',
    'Veld grootboekrekening van regel 2: "account" staat niet bij de grootboekrekeningen: verwijderd, of niet te lezen voor deze gebruiker.',
  ],
  [
    'Field Account: None of the crm/Accounts has Code "7".',
    'Veld relatie: Er is geen record van klanten met code "7".',
  ],
  [
    'Field of line 1, GLAccount: Table accounts has no row for "8000". Add a row for it to mappings/tables/accounts.yml.',
    'Veld grootboekrekening van regel 1: Tabel accounts heeft geen rij voor "8000". Voeg er een rij voor toe aan mappings/tables/accounts.yml.',
  ],
  [
    'Field Item: None of the logistics/Items has code "B.V. 7".',
    'Veld artikel: Er is geen record van artikelen met code "B.V. 7".',
  ],
  [
    'Field of line 2, AmountFC: a number is needed, not a text.',
    'Veld bedrag van regel 2: hier hoort een getal te staan, maar er staat tekst.',
  ],
  [
    '20001 may be 7 or 9 in the target, but 2 records have this cocNumber + name. Settle it in links.yml: below "customers", write "20001": "7", or "skip".',
    '20001 is in het doelsysteem misschien 7 of 9, maar 2 records hebben hetzelfde bij KvK-nummer + naam. Leg het vast in links.yml: zet onder "customers" de regel "20001": "7", of "skip".',
  ],
  [
    'The source has nothing for address, Odd_Field, which debtors need.',
    'Bij debiteuren is adres, Odd_Field verplicht, maar in de bron is dat leeg.',
  ],
  [
    'Field vatCode: Table vat has no value for "2" on 2026-12-05.',
    'Veld btw-code: Tabel vat heeft voor "2" geen waarde op 5 december 2026.',
  ],
  [
    'Asperion has no more calls for this app before 2026-12-05 13:00 (Dutch time)',
    'De aanroepen van deze app bij Asperion zijn op; vanaf 5 december 2026 om 13:00 (Nederlandse tijd) kan het weer',
  ],
  [
    'The saved progress of 1/2 cannot be used: the entry was sealed with another key.',
    'De opgeslagen stand (voortgang van 1/2) is niet bruikbaar: het item is met een andere sleutel versleuteld.',
  ],
  [
    'VAT code 4 (VHEU): export needs a delivery outside the EU.',
    'Btw-code 4 (VHEU): bij export gaan de goederen naar een land buiten de EU.',
  ],
  [
    'The lines of invoice 26013 come to 1100.00 without VAT and the invoice to 1320.50. Charges of an order are not in its lines: they may be the difference. Correct it in the source or in a table. If all is right, book it by hand as EO-26013, and write "26013": skip below "invoices.exact-online-to-asperion" in links.yml.',
    'De regels van factuur 26013 zijn samen 1.100,00 exclusief btw, en de factuur is 1.320,50. Toeslagen van een order staan niet in de regels: die kunnen het verschil zijn. Verbeter het in de bron of in een tabel. Klopt alles, boek het dan met de hand als EO-26013, en zet in links.yml onder "invoices.exact-online-to-asperion" de regel "26013": skip.',
  ],
  [
    'The flow would make 34 creates (maxCreates 20) and updates of 12.5 % of 80 linked records (maxPercent 10); it wrote nothing.',
    'De flow zou te veel schrijven: 34 nieuwe records (maxCreates 20) en wijzigingen van 12,5 % van 80 gekoppelde records (maxPercent 10). Er is niets geschreven.',
  ],
  [
    'Exact Online does not work as this flow needs it. Period 1 of 2026 lasts from 2026-01-01 to 2026-03-31, and documents are booked by the number of their month.',
    'Exact Online werkt niet zoals deze flow het nodig heeft. Periode 1 van 2026 loopt van 1 januari 2026 tot en met 31 maart 2026, en documenten worden geboekt op het nummer van hun maand.',
  ],
  [
    'The saved alarm of 1/2 cannot be used: the entry was sealed with another key. What was told before may be told again.',
    'De opgeslagen stand (wat gemeld is van 1/2) is niet bruikbaar: het item is met een andere sleutel versleuteld. Wat al is gemeld, kan nog een keer worden gemeld.',
  ],
  [
    'It is left out now (not delivered yet), and salesinvoiceswithlines EO-O61 is still in Asperion.',
    'Het doet niet meer mee (nog niet geleverd), maar salesinvoiceswithlines EO-O61 staat nog in Asperion.',
  ],
  [
    'Issue 12 could not be brought up to date: GitHub refused it (HTTP 403): Resource not accessible by integration. The next run tries again.',
    'Issue 12 kon niet worden bijgewerkt: GitHub weigerde het (HTTP 403): Resource not accessible by integration. De volgende run probeert het opnieuw.',
  ],
])('reads a message with its values: %s', (english, dutch) => {
  expect(inDutch(english)).toBe(dutch);
});

test.each([
  'Write it as https://api.example.nl.',
  'Correct it there: it is wrong.',
  'Write one text, without brackets or dashes.',
])('a text without a row is not put half into Dutch: %s', (text) => {
  expect(inDutch(text)).toBeNull();
});

test.each([
  ['A whole number is needed, found "two".', 'Hier hoort een geheel getal te staan, maar er staat "two".'],
  ['Correct it here: it is wrong for every record.', 'Verbeter het hier: anders gaat het bij elk record mis.'],
  [
    'Write since: 2026-01-01, with the date from which this sync keeps the books, under "values" in settings.yml for all flows, or in orders.yml.',
    'Zet since: 2026-01-01, met de datum vanaf wanneer de koppeling de boeken bijhoudt, onder "values" in settings.yml voor alle flows, of in orders.yml.',
  ],
  ['There is no flow "order". There are: a, b.', 'Er is geen flow "order". Er zijn: a, b.'],
])('what is wrong with a file is told in Dutch: %s', (english, dutch) => {
  expect(inDutch(english)).toBe(dutch);
});

test('a name with a full stop in it does not end a sentence', () => {
  expect(inDutch('Table vat has no row for "A. B.". Add a row for it to tables/vat.yml.')).toBe(
    'Tabel vat heeft geen rij voor "A. B.". Voeg er een rij voor toe aan tables/vat.yml.',
  );
});

test('the words of a system stay as they are, with all of their sentences', () => {
  const words = 'Ongeldige btw-code. Kies een andere, or nothing.';
  const [name] = catalogs.flatMap(({ sentences: rows }) =>
    rows.flatMap(([text]) => /^(.+) refused the record: /.exec(text)?.[1] ?? []),
  );
  expect(inDutch(`${name} refused the record: ${words}`)).toBe(`${name} weigert het record: ${words}`);
});

test('a text that nobody wrote a row for has no Dutch', () => {
  expect(inDutch('A sentence that no source says.')).toBeNull();
  expect(inDutch('')).toBeNull();
  expect(inDutch(`The run was cancelled. ${'x. '.repeat(5_000)}`)).toBeNull();
  // Sentences that stand within others are each read once.
  expect(inDutch(`${'Field a: Field b: c. '.repeat(10)}X y`)).toBeNull();
});

/** A program of one file. */
function programOf(text: string): ts.Program {
  const file = '/made-up/src/one.ts';
  const options = { noLib: true, types: [] };
  const host = ts.createCompilerHost(options);
  const read = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version) =>
    name === file ? ts.createSourceFile(name, text, version, true) : read(name, version);
  return ts.createProgram([file], options, host);
}
