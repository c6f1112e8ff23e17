import { describe, expect, it } from 'vitest';
import { landmarks } from '../../../sandbox/world/landmarks.ts';
import type { WorldRow } from '../../../sandbox/world/rows.ts';
import { createWorld } from '../../../sandbox/world/world.ts';
import { asperionCatalog } from '../../../src/systems/asperion/catalog.ts';
import entities from '../../../src/systems/exact-online/entities.json' with { type: 'json' };

const world = createWorld();
const rowsOf = (table: readonly WorldRow[] | undefined, name: string): readonly WorldRow[] => {
  if (table === undefined) throw new RangeError(`The world has no ${name}.`);
  return table;
};
const exact = (entity: string, of = world) => rowsOf(of.exactOnline.rows[entity], entity);
const asperion = (resource: string, of = world) => rowsOf(of.asperion.rows[resource], resource);
const lines = (document: WorldRow, field = 'SalesOrderLines') => document[field] as readonly WorldRow[];
const cents = (amount: unknown) => Math.round(Number(amount) * 100);
const sum = (rows: readonly WorldRow[], field: string) => rows.reduce((total, row) => total + cents(row[field]), 0);
const values = (rows: readonly WorldRow[], field: string) => new Set(rows.map((row) => row[field]));
const account = (code: string) => exact('Accounts').find(({ Code }) => Code === code);
const order = (number: number) => exact('SalesOrders').find(({ OrderNumber }) => OrderNumber === number);
const article = (sku: string) => asperion('articles').find(({ articleNumber }) => articleNumber === sku);
const item = (sku: string) => exact('Items').find(({ Code }) => Code === sku);
const debtor = (number: string) => asperion('debtors').find(({ customerNumber }) => customerNumber === number);

describe('the world as a whole', () => {
  it('is the same each time, and another one for another seed', () => {
    expect(createWorld()).toEqual(world);
    expect(createWorld({ seed: 2 })).not.toEqual(world);
  });

  it('keeps its records when it grows: a larger world begins with the smaller one', () => {
    const larger = createWorld({ customers: 60, articles: 40, orders: 30 });
    expect(exact('Accounts', larger).slice(0, 40)).toEqual(exact('Accounts'));
    expect(asperion('articles', larger).slice(0, 24)).toEqual(asperion('articles'));
  });

  it('has the sizes that are asked for, down to nothing', () => {
    const small = createWorld({ customers: 1, articles: 1, orders: 2 });
    expect(exact('Accounts', small)).toHaveLength(1);
    expect(asperion('articles', small)).toHaveLength(1);
    expect(exact('SalesOrders', small)).toHaveLength(2);
    expect(exact('Accounts', createWorld({ customers: 0, orders: 0 }))).toEqual([]);
  });

  it('makes thousands of records in a moment', () => {
    const large = createWorld({ customers: 2000, articles: 500, orders: 4000 });
    expect(values(exact('SalesOrders', large), 'OrderID').size).toBe(4000);
    expect(values(exact('Accounts', large), 'Code').size).toBe(2000);
    expect(values(exact('Accounts', large), 'Name').size).toBeGreaterThan(1200);
  });

  it('uses only fields that the catalogs have', () => {
    const unknown: string[] = [];
    const catalog = entities as unknown as Record<string, { properties: Record<string, unknown> }>;
    for (const [entity, rows] of Object.entries(world.exactOnline.rows)) {
      for (const name of rows.flatMap(Object.keys)) {
        if (catalog[entity]?.properties[name] === undefined) unknown.push(`${entity}.${name}`);
      }
    }
    for (const name of exact('SalesOrders').flatMap((row) => lines(row).flatMap(Object.keys))) {
      if (catalog.SalesOrderLines?.properties[name] === undefined) unknown.push(`SalesOrderLines.${name}`);
    }
    for (const [resource, rows] of Object.entries(world.asperion.rows)) {
      const fields = asperionCatalog.resources.get(resource)?.fields;
      for (const name of rows.flatMap(Object.keys)) {
        if (fields?.[name] === undefined) unknown.push(`${resource}.${name}`);
      }
    }
    expect([...new Set(unknown)]).toEqual([]);
  });

  it('names nobody who could exist: example domains, and telephone numbers that nobody has', () => {
    const text = JSON.stringify(world);
    const domains = [...text.matchAll(/[\w.]+@([\w.-]+)/g)].map(([, domain = '']) => domain.toLowerCase());
    expect(domains.length).toBeGreaterThan(60);
    expect(domains.filter((domain) => !/^(example\.(com|org)|[a-z0-9-]+\.example)$/.test(domain))).toEqual([]);
    expect(text).not.toMatch(/https?:/);
    const dutch = [...text.matchAll(/"020-[^"]+"/g)].map(([number]) => number);
    expect(dutch.length).toBeGreaterThan(10);
    expect(dutch.filter((number) => !/^"020-555 01\d\d"$/.test(number))).toEqual([]);
  });
});

describe('customers', () => {
  it('are about forty, in four markets, companies and private persons', () => {
    expect(exact('Accounts')).toHaveLength(40);
    const countries = exact('Accounts').map(({ Country }) => Country);
    for (const country of ['NL', 'BE', 'DE', 'FR', 'AT', 'CH']) expect(countries).toContain(country);
    const persons = exact('Accounts').filter(({ VATNumber, ChamberOfCommerce }) => !VATNumber && !ChamberOfCommerce);
    expect(persons.length).toBeGreaterThan(8);
  });

  it('have VAT and chamber numbers in the format of their country', () => {
    const vat: Record<string, RegExp> = {
      NL: /^NL\d{9}B\d{2}$/,
      BE: /^BE[01]\d{9}$/,
      DE: /^DE\d{9}$/,
      FR: /^FR\d{11}$/,
    };
    for (const { Country, VATNumber, ChamberOfCommerce } of exact('Accounts')) {
      if (typeof VATNumber === 'string') expect(VATNumber).toMatch(vat[String(Country)] ?? new RegExp(`^${Country}`));
      if (Country === 'NL' && ChamberOfCommerce !== null) expect(ChamberOfCommerce).toMatch(/^\d{8}$/);
    }
  });

  it('fit into the fields of both systems', () => {
    for (const { Name, Email, Country } of exact('Accounts')) {
      expect(String(Name).length).toBeLessThanOrEqual(50);
      expect(String(Email).length).toBeLessThanOrEqual(60);
      expect(Country).toMatch(/^[A-Z]{2}$/);
    }
  });

  it('point at contacts, payment conditions and accounts that are there', () => {
    const contacts = values(exact('Contacts'), 'ID');
    const conditions = values(exact('PaymentConditions'), 'Code');
    for (const row of exact('Accounts')) {
      if (row.MainContact !== null) expect(contacts).toContain(row.MainContact);
      expect(conditions).toContain(row.PaymentConditionSales);
    }
    const accounts = values(exact('Accounts'), 'ID');
    for (const row of [...exact('Contacts'), ...exact('Addresses')]) expect(accounts).toContain(row.Account);
  });

  it('include those that a sync must recognise, leave out or report', () => {
    const { known, sharingAnAddress, notCustomers, withoutAddress, withoutContact } = landmarks.customers;
    expect(debtor(known.byExternalKey.debtor)?.characteristic5).toBe(`EO-${known.byExternalKey.account}`);
    const written = String(debtor(known.byVatNumber.debtor)?.vatNumber);
    expect(written).not.toBe(account(known.byVatNumber.account)?.VATNumber);
    expect(written.replace(/[. ]/g, '')).toBe(account(known.byVatNumber.account)?.VATNumber);
    const email = String(debtor(known.byEmailAddress.debtor)?.emailAddress);
    expect(email.toLowerCase()).toBe(account(known.byEmailAddress.account)?.Email);
    expect(debtor(known.byEmailAddress.debtor)?.vatNumber ?? null).toBeNull();
    for (const [one, other] of sharingAnAddress) expect(account(one)?.Email).toBe(account(other)?.Email);
    for (const code of notCustomers) expect(account(code)?.Status).not.toBe('C');
    expect(exact('Accounts').filter(({ Status }) => Status !== 'C')).toHaveLength(notCustomers.length);
    expect(exact('Accounts').filter(({ AddressLine1 }) => AddressLine1 === null)).toEqual([account(withoutAddress)]);
    expect(account(withoutAddress)?.Status).toBe('C');
    expect(account(withoutContact)?.MainContact).toBeNull();
  });

  it('share no other e-mail address and no VAT number, so that no other match is in doubt', () => {
    const repeated = (field: string) => {
      const all = exact('Accounts')
        .map((row) => row[field])
        .filter((value) => value !== null);
      return all.filter((value, index) => all.indexOf(value) !== index);
    };
    expect(repeated('Email')).toEqual(landmarks.customers.sharingAnAddress.map(([, other]) => account(other)?.Email));
    expect(repeated('VATNumber')).toEqual([]);
  });
});

describe('articles and items', () => {
  it('are 24, active and inactive, with and without stock, some with decimals and bar codes', () => {
    const rows = asperion('articles');
    expect(rows).toHaveLength(24);
    expect(
      rows.filter(({ activeState }) => activeState === 'Inactive').map(({ articleNumber }) => articleNumber),
    ).toEqual(landmarks.articles.inactive);
    expect(rows.some(({ isStockArticle }) => isStockArticle === false)).toBe(true);
    expect(rows.some(({ salesPrice }) => !Number.isInteger(salesPrice))).toBe(true);
    const codes = rows.map(({ eanCode }) => eanCode).filter((code) => code !== null);
    expect(codes.length).toBeGreaterThan(10);
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) {
      const digits = [...String(code)].map(Number);
      const weighted = digits.reduce((total, digit, place) => total + digit * (place % 2 === 0 ? 1 : 3), 0);
      expect([digits.length, weighted % 10, String(code).slice(0, 3)]).toEqual([13, 0, '200']);
    }
  });

  it('include those that a sync must recognise', () => {
    const { knownWithPrice, knownWithoutPrice, same, withoutPrice, longDescription, ofExactOnlineOnly } =
      landmarks.articles;
    const prices = (sku: string) => exact('SalesItemPrices').filter(({ Item }) => Item === item(sku)?.ID);
    const open = (sku: string) => prices(sku).filter((row) => !row.Account && !row.EndDate && row.Quantity === 1);
    expect(open(knownWithPrice)).toHaveLength(1);
    expect(open(knownWithPrice)[0]?.Price).not.toBe(article(knownWithPrice)?.salesPrice);
    expect(prices(knownWithPrice)).toHaveLength(4);
    expect(prices(knownWithoutPrice)).toEqual([]);
    expect(item(knownWithoutPrice)?.Description).not.toBe(article(knownWithoutPrice)?.description);
    expect(open(same)[0]?.Price).toBe(article(same)?.salesPrice);
    expect([item(same)?.Description, item(same)?.Barcode]).toEqual([
      article(same)?.description,
      article(same)?.eanCode,
    ]);
    expect(article(withoutPrice)?.salesPrice).toBeNull();
    expect(String(article(longDescription)?.description).length).toBeGreaterThan(60);
    for (const sku of ofExactOnlineOnly) expect([item(sku)?.Code, article(sku)]).toEqual([sku, undefined]);
  });

  it('point at groups, units and items that are there', () => {
    for (const row of exact('Items')) {
      expect(values(exact('ItemGroups'), 'ID')).toContain(row.ItemGroup);
      expect(values(exact('Units'), 'Code')).toContain(row.Unit);
      expect(values(exact('VATCodes'), 'Code')).toContain(row.SalesVatCode);
    }
    for (const row of exact('SalesItemPrices')) expect(values(exact('Items'), 'ID')).toContain(row.Item);
    for (const row of asperion('articles')) expect(values(asperion('salestypes'), 'id')).toContain(row.salesTypeId);
  });
});

describe('orders', () => {
  it('come in every state, in 2026 but for the one that crosses the year, numbered without gaps', () => {
    expect(values(exact('SalesOrders'), 'Status')).toEqual(new Set([12, 20, 21, 45]));
    exact('SalesOrders').forEach((row, index) => {
      expect(row.OrderNumber).toBe(26001 + index);
      const year = row.OrderNumber === landmarks.orders.crossesTheYear ? 2025 : 2026;
      expect(String(row.OrderDate)).toMatch(new RegExp(`^${year}-\\d\\d-\\d\\dT00:00:00$`));
    });
  });

  it('have lines that add up to the cent, but for the one that must not be booked', () => {
    const wrong = exact('SalesOrders').filter((row) => sum(lines(row), 'AmountFC') !== cents(row.AmountFCExclVat));
    expect(wrong.map(({ OrderNumber }) => OrderNumber)).toEqual([landmarks.orders.totalMismatch]);
    for (const row of exact('SalesOrders')) {
      expect(cents(row.AmountFC) - cents(row.AmountFCExclVat)).toBe(sum(lines(row), 'VATAmount'));
      for (const line of lines(row)) {
        expect(Number.isInteger(Math.round(Number(line.AmountFC) * 1e6) / 1e4)).toBe(true);
        const exactly = Number(line.Quantity) * Number(line.UnitPrice) * (1 - Number(line.Discount));
        expect(Math.abs(Number(line.AmountFC) - exactly)).toBeLessThan(0.0052);
        expect(Math.abs(Number(line.VATAmount) - Number(line.AmountFC) * Number(line.VATPercentage))).toBeLessThan(
          0.0052,
        );
      }
    }
  });

  it('point at customers, items, VAT codes, units and payment conditions that are there', () => {
    const customers = new Set(
      exact('Accounts').flatMap((row) => (row.Status === 'C' && row.AddressLine1 ? [row.ID] : [])),
    );
    for (const row of exact('SalesOrders')) {
      expect(customers).toContain(row.OrderedBy);
      expect(values(exact('Warehouses'), 'ID')).toContain(row.WarehouseID);
      expect(values(exact('PaymentConditions'), 'Code')).toContain(row.PaymentCondition);
      expect(values(exact('Currencies'), 'Code')).toContain(row.Currency);
      expect(lines(row).length).toBeGreaterThan(0);
      for (const line of lines(row)) {
        expect(values(exact('Items'), 'ID')).toContain(line.Item);
        expect(values(exact('VATCodes'), 'Code')).toContain(line.VATCode);
        expect(values(exact('Units'), 'Code')).toContain(line.UnitCode);
        expect(line.OrderID).toBe(row.OrderID);
      }
    }
    const ids = exact('SalesOrders').flatMap((row) => lines(row).map(({ ID }) => ID));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('are taxed by customer: domestic, reverse charge, one-stop shop, export', () => {
    const codes = (numbers: readonly number[]) =>
      numbers.flatMap((number) => lines(order(number) ?? {}).map(({ VATCode }) => String(VATCode)));
    expect(new Set(codes([26001, 26002]))).toEqual(new Set(['1', '2']));
    expect(new Set(codes(landmarks.orders.reverseCharge))).toEqual(new Set(['7']));
    expect(new Set(codes(landmarks.orders.oneStopShop))).toEqual(new Set(['BEL', 'BEH', 'DEL', 'DEH', 'FRH']));
    expect(new Set(codes([landmarks.orders.export]))).toEqual(new Set(['8']));
    expect(codes([landmarks.orders.zeroRate])).toContain('0');
  });

  it('include those that a sync must credit, leave out or find booked', () => {
    const { credit, tradeIn, foreignCurrency, unfinished, booked, bookedAs } = landmarks.orders;
    expect(Number(order(credit)?.AmountFCExclVat)).toBeLessThan(0);
    expect(lines(order(tradeIn) ?? {}).map(({ Quantity }) => Math.sign(Number(Quantity)))).toEqual([1, -1]);
    expect(order(foreignCurrency)?.Currency).toBe('GBP');
    expect(unfinished.map((number) => order(number)?.Status)).toEqual([12, 20, 45]);
    const invoice = asperion('salesinvoiceswithlines').find(({ invoiceNumber }) => invoiceNumber === `EO-${bookedAs}`);
    expect(sum(lines(invoice ?? {}, 'lines'), 'amount')).toBe(cents(order(booked)?.AmountFCExclVat));
    expect(debtor(String(invoice?.debtorCustomerNumber))?.characteristic5).toBe('EO-20001');
  });
});
