import { afterAll, describe, expect, test } from 'vitest';
import { Recipe, tryOut } from './variation.ts';

const THERE = 'customers.exact-online-to-asperion';
const HOME = 'customers.asperion-to-exact-online';
const ORDERS = 'orders.exact-online-to-asperion';

const recipe = new Recipe('customers');

/** Runs a case on a shipped flow that is changed as a section says; gives what failed. */
const tryRecipe = (heading: string, flow: string, text: string): Promise<readonly string[]> =>
  tryOut(recipe.varied(flow, heading), flow, text);

/** Lists of Exact Online that the flow to it looks codes up in. */
const LISTS = `
      cashflow/PaymentConditions: [{ Code: "30" }]
      vat/VATCodes: [{ Code: "2" }, { Code: BEH }]
      financial/GLAccounts: [{ ID: gl-nl, Code: "8000" }, { ID: gl-be, Code: "8011" }]`;

/** What becomes of a debtor without anything special, in Exact Online. */
const FILLED = 'GLAccountSales: gl-nl, Language: nl-NL, SalesCurrency: EUR';

describe('customers are matched', () => {
  const given = `  given:
    source:
      crm/Accounts:
        - { ID: acc-1, Code: "20001", Name: Smit B.V., Status: C, AddressLine1: Dijk 9, VATNumber: NL001234567B01, ChamberOfCommerce: "12345678", Email: inkoop@smit.example }
    target:
      debtors:
        - { id: 5, customerNumber: "10042", name: Smit Beheer, address: Kade 1, vatNumber: NL001234567B01 }
        - { id: 6, customerNumber: "10043", name: Smit, address: Dijk 9, cocNumber: "12345678", debtorKindId: company, paymentConditionId: 1 }
        - { id: 7, customerNumber: "20001", name: Smit, address: Dijk 9, emailAddress: Inkoop@Smit.example, debtorKindId: company, paymentConditionId: 1 }`;
  const completed = 'characteristic5: EO-20001, name: Smit B.V., vatNumber: NL001234567B01';

  test('by e-mail address alone', async () => {
    const expected = `
  expect:
    - update: debtors
      record: "20001"
      fields: { ${completed}, cocNumber: "12345678", emailAddress: inkoop@smit.example }`;
    expect(await tryRecipe('Match by e-mail address alone', THERE, given + expected)).toEqual([]);
  });

  test('by number, to Asperion', async () => {
    const expected = `
  expect:
    - update: debtors
      record: "20001"
      fields: { ${completed}, cocNumber: "12345678", emailAddress: inkoop@smit.example }`;
    expect(await tryRecipe('The same numbers in both systems', THERE, given + expected)).toEqual([]);
  });

  test('by number, to Exact Online', async () => {
    const text = `  given:
    source:
      debtors:
        - { id: 5, customerNumber: "10042", name: Mila Jansen, address: Laan 2, countryCode: NL, debtorKindId: private, emailAddress: mila@post.example }
        - { id: 6, customerNumber: "10043", name: Joris Bos, address: Laan 4, countryCode: NL, debtorKindId: private, emailAddress: mila@post.example }
    target:
      crm/Accounts:
        - { ID: acc-1, Code: "10043", Name: J. Bos, Status: C, SearchCode: BOS, AddressLine1: Laan 4, Country: NL, Email: mila@post.example, ${FILLED} }${LISTS}
  expect:
    - create: crm/Accounts
      fields: { Code: 10042, SearchCode: 10042, Name: Mila Jansen, Status: C, AddressLine1: Laan 2, Country: NL, Email: mila@post.example, ${FILLED} }
    - update: crm/Accounts
      record: "10043"
      fields: { SearchCode: 10043, Name: Joris Bos }`;
    expect(await tryRecipe('The same numbers in both systems', HOME, text)).toEqual([]);
  });
});

describe('add, change, leave alone', () => {
  const given = `  given:
    source:
      crm/Accounts:
        - { ID: acc-1, Code: "20001", Name: Mila Jansen, Status: C, AddressLine1: Laan 2, Country: NL, Email: Mila@Post.example, Phone: 0182-555012 }
        - { ID: acc-2, Code: "20002", Name: Joris Bos, Status: C, AddressLine1: Laan 4, Country: NL, Email: joris@post.example, Phone: 0182-555013 }
    target:
      debtors:
        - { id: 5, customerNumber: "10042", characteristic5: EO-20001, name: M. Jansen, address: Laan 2, countryCode: NL, debtorKindId: private, paymentConditionId: 1, emailAddress: mila@werk.example, phoneNumber: 0182-555999 }`;
  const added = `    - create: debtors
      fields: { characteristic5: EO-20002, name: Joris Bos, address: Laan 4, countryCode: NL, emailAddress: joris@post.example, phoneNumber: 0182-555013, debtorKindId: private }`;
  const changed = (fields: string) =>
    `    - { update: debtors, record: "10042", fields: { name: Mila Jansen${fields} } }`;

  test('only add', async () => {
    expect(await tryRecipe('Only add', THERE, `${given}\n  expect:\n${added}\n  then: [{ expect: [] }]`)).toEqual([]);
  });

  test('only change', async () => {
    const all = changed(', emailAddress: mila@post.example, phoneNumber: 0182-555012');
    const expected = `${given}\n  expect:\n${all}\n  then: [{ expect: [] }]`;
    expect(await tryRecipe('Only change', THERE, expected)).toEqual([]);
  });

  test('single fields once, or only where the debtor has nothing', async () => {
    const later = `
  then:
    - given:
        source:
          crm/Accounts: [{ ID: acc-2, Email: bos@post.example, Phone: 0182-555777, City: Gouda }]
      expect:
        - { update: debtors, record: "10043", fields: { city: Gouda } }`;
    const expected = `${given}\n  expect:\n${changed('')}\n${added}${later}`;
    expect(await tryRecipe('Send single fields once', THERE, expected)).toEqual([]);
  });

  test('what only Asperion knows is kept, and what Exact Online knows is taken over', async () => {
    const text = `  given:
    source:
      crm/Accounts:
        - { ID: acc-1, Code: "20001", Name: Smit B.V., Status: C, AddressLine1: Dijk 9, VATNumber: NL001234567B01 }
        - { ID: acc-2, Code: "20002", Name: Bos B.V., Status: C, AddressLine1: Dijk 11, VATNumber: NL009999999B01, Email: bos@post.example, Phone: 0182-555013, ChamberOfCommerce: "87654321" }
    target:
      debtors:
        - { id: 5, customerNumber: "10042", name: Smit B.V., address: Kade 1, city: Gouda, vatNumber: NL001234567B01, debtorKindId: company, emailAddress: smit@post.example, phoneNumber: 0182-555012, cocNumber: "12345678" }
        - { id: 6, customerNumber: "10043", name: Bos B.V., address: Dijk 11, vatNumber: NL009999999B01, debtorKindId: company, emailAddress: oud@post.example }
  expect:
    - { update: debtors, record: "10042", fields: { characteristic5: EO-20001, address: Dijk 9, city: null } }
    - { update: debtors, record: "10043", fields: { characteristic5: EO-20002, emailAddress: bos@post.example, phoneNumber: 0182-555013, cocNumber: "87654321" } }`;
    expect(await tryRecipe('Keep what only Asperion knows', THERE, text)).toEqual([]);
  });

  test('only some customers', async () => {
    const text = `  given:
    source:
      crm/Accounts:
        - { ID: acc-1, Code: "20001", Name: Mila Jansen, Status: C, AddressLine1: Laan 2, Country: BE }
        - { ID: acc-2, Code: "20002", Name: Joris Bos, Status: C, AddressLine1: Laan 4, Country: NL, Blocked: true }
        - { ID: acc-3, Code: "20003", Name: Lotte Vos, Status: C, AddressLine1: Laan 6, Country: NL, Blocked: false }
  expect:
    - create: debtors
      fields: { characteristic5: EO-20003, name: Lotte Vos, address: Laan 6, countryCode: NL, debtorKindId: private }`;
    expect(await tryRecipe('Only some customers', THERE, text)).toEqual([]);
  });
});

describe('company, contact and addresses', () => {
  const source = (more: string) =>
    `{ id: 5, customerNumber: "10042", name: Kaas B.V., address: Kade 1, countryCode: NL, debtorKindId: company, ${more} }`;
  const account = `
    - create: crm/Accounts
      fields: { SearchCode: 10042, Name: Kaas B.V., Status: C, AddressLine1: Kade 1, Country: NL, ${FILLED} }`;

  test('names with a prefix of their own', async () => {
    const text = `  given:
    source:
      debtors: [${source('attentionTo: Bo van der Es')}]
    target:${LISTS}
  expect:${account}
    - create: crm/Contacts
      fields: { Account: 00000000-0000-0000-0000-000000000001, FirstName: Bo, Initials: B., MiddleName: van der, LastName: Es }
    - update: crm/Accounts
      record: "10001"
      fields: { MainContact: 00000000-0000-0000-0000-000000000001 }`;
    expect(await tryRecipe('Names with a prefix of their own', HOME, text)).toEqual([]);
  });

  test('delivery addresses of Asperion', async () => {
    const text = `  given:
    source:
      debtors: [${source('city: Edam')}]
      addresses:
        - { id: 8, debtorId: 5, name: Magazijn, address: Loskade 9, postCode: 1135 AB, city: Edam, countryCode: NL }
    target:${LISTS}
  expect:${account.replace('Country: NL', 'City: Edam, Country: NL')}
    - create: crm/Addresses
      fields: { Account: 00000000-0000-0000-0000-000000000001, Type: 4, Main: true, AddressLine1: Loskade 9, Postcode: 1135 AB, City: Edam, Country: NL, FreeTextField_01: Magazijn }
  then:
    - given:
        source:
          debtors: [{ id: 5, phoneNumber: 0299-555010 }]
          addresses: [{ id: 8, address: Loskade 11 }]
      expect:
        - { update: crm/Accounts, record: "10001", fields: { Phone: 0299-555010 } }
        - { update: crm/Addresses, record: 00000000-0000-0000-0000-000000000001, fields: { AddressLine1: Loskade 11 } }`;
    expect(await tryRecipe('Delivery addresses of Asperion', HOME, text)).toEqual([]);
  });
});

describe('VAT, revenue and classification', () => {
  test('another country', async () => {
    const text = `  given:
    source:
      debtors: [{ id: 5, customerNumber: "10042", name: Ann Roy, address: Lane 1, countryCode: CA, debtorKindId: private }]
    target:
      vat/VATCodes: [{ Code: "8" }]
      financial/GLAccounts: [{ ID: gl-out, Code: "8020" }]
  expect:
    - create: crm/Accounts
      fields: { SearchCode: 10042, Name: Ann Roy, Status: C, AddressLine1: Lane 1, Country: CA, SalesVATCode: 8, GLAccountSales: gl-out, Language: en-GB, SalesCurrency: EUR }`;
    expect(await tryRecipe('Another country', HOME, text)).toEqual([]);
  });

  test('one VAT code and revenue account for all', async () => {
    const text = `  given:
    source:
      debtors: [{ id: 5, customerNumber: "10042", name: Jef Claes, address: Kouter 1, countryCode: BE, debtorKindId: private }]
    target:
      crm/Accounts:
        - { ID: acc-1, Code: "20001", SearchCode: 10042, Name: Jef Claes, Status: C, AddressLine1: Kouter 1, Country: BE, PaymentConditionSales: 30, SalesVATCode: BEH, GLAccountSales: gl-be, Language: nl-BE, SalesCurrency: EUR }${LISTS}
  expect:
    - { update: crm/Accounts, record: "20001", fields: { SalesVATCode: 2, GLAccountSales: gl-nl } }`;
    expect(await tryRecipe('One for all', HOME, text)).toEqual([]);
  });

  const given = `  given:
    source:
      crm/AccountClassifications: [{ ID: cls-1, Code: CONSUMENT }]
      crm/Accounts:
        - { ID: acc-1, Code: "20001", Name: Mila Jansen, Status: C, AddressLine1: Laan 2, VATNumber: NL001234567B01, Classification1: cls-1 }
        - { ID: acc-2, Code: "20002", Name: Joris Bos, Status: C, AddressLine1: Laan 4 }
  expect:
    - create: debtors
      fields: { characteristic5: EO-20001, name: Mila Jansen, address: Laan 2, vatNumber: NL001234567B01`;

  test('a classification of Exact Online as a characteristic', async () => {
    const text = `${given}, characteristic4: CONSUMENT, debtorKindId: company }
    - create: debtors
      fields: { characteristic5: EO-20002, name: Joris Bos, address: Laan 4, debtorKindId: private }`;
    expect(await tryRecipe('Classification of Exact Online as a characteristic', THERE, text)).toEqual([]);
  });

  test('a classification of Exact Online as the kind of debtor', async () => {
    const text = `${given}, debtorKindId: private }
    - create: debtors
      fields: { characteristic5: EO-20002, name: Joris Bos, address: Laan 4, debtorKindId: company }`;
    expect(await tryRecipe('Classification of Exact Online as the kind of debtor', THERE, text)).toEqual([]);
  });

  test('a characteristic of Asperion as a classification', async () => {
    const debtor = (id: number, more: string) =>
      `{ id: ${id}, customerNumber: "1004${id}", name: Jan ${id}, address: Laan ${id}, countryCode: NL, debtorKindId: private${more} }`;
    const created = (id: number, more: string) => `
    - create: crm/Accounts
      fields: { SearchCode: 1004${id}, Name: Jan ${id}, Status: C, AddressLine1: Laan ${id}, Country: NL, ${FILLED}${more} }`;
    const text = `  given:
    source:
      debtors: [${debtor(1, ', characteristic4: HORECA')}, ${debtor(2, ', characteristic4: ONBEKEND')}, ${debtor(3, '')}]
    target:
      crm/AccountClassifications: [{ ID: cls-1, Code: HORECA }, { ID: cls-9, Code: OVERIG }]${LISTS}
  expect:${created(1, ', Classification1: cls-1')}${created(2, ', Classification1: cls-9')}${created(3, '')}`;
    expect(await tryRecipe('Characteristic of Asperion as a classification', HOME, text)).toEqual([]);
  });
});

describe('payment terms', () => {
  /** Terms of 14 days, of 90 days (which the table lacks), and none. */
  const given = `  given:
    source:
      crm/Accounts:
        - { ID: acc-1, Code: "1", Name: Jan, Status: C, AddressLine1: Laan 2, PaymentConditionSales: "60" }
        - { ID: acc-2, Code: "2", Name: Jan, Status: C, AddressLine1: Laan 2, PaymentConditionSales: "90" }
        - { ID: acc-3, Code: "3", Name: Jan, Status: C, AddressLine1: Laan 2 }
  expect:`;
  const created = (code: number, term: string) => `
    - create: debtors
      fields: { characteristic5: EO-${code}, name: Jan, address: Laan 2, debtorKindId: private${term} }`;
  const term = (id: number) => `, paymentConditionId: ${id}`;

  test('a default', async () => {
    const text = `${given}${created(1, term(3))}${created(3, term(2))}\n    - { refused: UNMAPPED_KEY, record: "2" }`;
    expect(await tryRecipe('A default', THERE, text)).toEqual([]);
  });

  test('the same for all', async () => {
    const text = given + created(1, term(2)) + created(2, term(2)) + created(3, term(2));
    expect(await tryRecipe('The same for all', THERE, text)).toEqual([]);
  });

  test('one that the table lacks', async () => {
    const text = given + created(1, term(3)) + created(2, term(2)) + created(3, term(2));
    expect(await tryRecipe('A term that the table lacks', THERE, text)).toEqual([]);
  });
});

describe('free fields, language and currency', () => {
  test('a characteristic of your own', async () => {
    const text = `  given:
    source:
      crm/Accounts:
        - { ID: acc-1, Code: "1", Name: Jan, Status: C, AddressLine1: Laan 2, SearchCode: BOUWHOF }
        - { ID: acc-2, Code: "2", Name: Jan, Status: C, AddressLine1: Laan 2 }
  expect:
    - create: debtors
      fields: { characteristic4: BOUWHOF, characteristic5: EO-1, name: Jan, address: Laan 2, debtorKindId: private }
    - create: debtors
      fields: { characteristic4: WEB, characteristic5: EO-2, name: Jan, address: Laan 2, debtorKindId: private }`;
    expect(await tryRecipe('A characteristic of your own', THERE, text)).toEqual([]);
  });

  test('other fallbacks of language and currency', async () => {
    const text = `  given:
    source:
      debtors:
        - { id: 1, customerNumber: "10041", name: Ann, address: Lane 1, postCode: LS1 4AP, countryCode: GB, debtorKindId: private }
        - { id: 2, customerNumber: "10042", name: Jan, address: Laan 2, countryCode: NL, debtorKindId: private }
    target:
      crm/Accounts:
        - { ID: acc-1, Code: "20001", SearchCode: 10042, Name: Jan, Status: C, AddressLine1: Laan 2, Country: NL, PaymentConditionSales: 30, SalesVATCode: 2, GLAccountSales: gl-nl, Language: de-DE, SalesCurrency: CHF }
      cashflow/PaymentConditions: [{ Code: "30" }]
      vat/VATCodes: [{ Code: "2" }, { Code: "8" }]
      financial/GLAccounts: [{ ID: gl-nl, Code: "8000" }, { ID: gl-out, Code: "8020" }]
  expect:
    - create: crm/Accounts
      fields: { SearchCode: 10041, Name: Ann, Status: C, AddressLine1: Lane 1, Postcode: LS1 4AP, Country: GB, SalesVATCode: 8, GLAccountSales: gl-out, Language: nl-NL, SalesCurrency: GBP }`;
    expect(await tryRecipe('Other fallbacks', HOME, text)).toEqual([]);
  });
});

describe('the debtor of an order', () => {
  const bill = (number: number, customer: string, code: string, more: string) =>
    `{ InvoiceID: inv-${number}, InvoiceNumber: ${number}, OrderedBy: ${customer}, InvoiceDate: 2026-03-02, Status: 50, Type: 8020, AmountDC: 12.10, VATAmountDC: 2.10, ${more}, SalesInvoiceLines: [{ Description: Koffie, AmountDC: 10, VATAmountDC: 2.10, VATCode: "${code}" }] }`;
  const given = `  given:
    source:
      crm/Accounts:
        - { ID: acc-1, Code: "20001", Name: Jef Claes, Status: C, AddressLine1: Kouter 1, Country: BE }
        - { ID: acc-2, Code: "20002", Name: Smit B.V., Status: C, AddressLine1: Dijk 9, Country: NL }
      salesorder/SalesOrders:
        - { OrderID: ord-1, OrderNumber: 1, OrderedBy: acc-1, OrderDate: 2026-03-02, Status: 21, SalesOrderLines: [] }
        - { OrderID: ord-2, OrderNumber: 2, OrderedBy: acc-2, OrderDate: 2026-03-02, Status: 21, SalesOrderLines: [] }
      salesinvoice/SalesInvoiceLines:
        - { ID: line-1, SalesOrder: ord-1, InvoiceID: inv-1 }
        - { ID: line-2, SalesOrder: ord-2, InvoiceID: inv-2 }
      salesinvoice/SalesInvoices:
        - ${bill(1, 'acc-1', 'BEH', 'YourRef: A')}
        - ${bill(2, 'acc-2', '2', 'YourRef: B')}
    target:
      debtors:
        - { id: 9, customerNumber: "99999", name: Losse verkoop, address: Kade 1, debtorKindId: private }
  expect:`;
  const invoice = (number: number, debtor: string, ref: string, line: string) => `
    - create: salesinvoiceswithlines
      fields: { invoiceNumber: EO-${number}, debtorCustomerNumber: ${debtor}, date: 2026-03-02, bookyear: 2026, bookperiod: 3, journalId: 70, description: Invoice ${number} ${ref}, lines: [{ description: Koffie, amount: 10, vatAmount: 2.10, ${line} }] }`;
  const belgian = invoice(1, '"99999"', 'A', 'vatCode: OSS-BE, ledgerAccountId: 8011');
  const dutch = (debtor: string) => invoice(2, debtor, 'B', 'vatCode: VH, ledgerAccountId: 8000');

  test('for all orders: nobody is made a debtor', async () => {
    expect(await tryRecipe('One debtor for all orders', ORDERS, given + belgian + dutch('"99999"'))).toEqual([]);
  });

  test('for private persons: companies have a debtor each', async () => {
    const text = `${given}
    - create: debtors
      fields: { characteristic5: EO-20002, name: Smit B.V., address: Dijk 9, countryCode: NL, debtorKindId: company }${belgian}${dutch('"100000"')}`;
    expect(await tryRecipe('One debtor for private persons', ORDERS, text)).toEqual([]);
  });
});

test('a field edited on both sides: the line is what test/e2e/flows has', () => {
  const heading = 'A field edited on both sides';
  expect(recipe.whole(THERE, heading)).toMatch(/^winner: source\b/m);
  expect(recipe.whole(HOME, 'One for all')).toMatch(/^winner: dead-letter\b/m);
});

afterAll(() => expect(recipe.untried).toEqual([]));
