import { landmarks } from '../../sandbox/world/landmarks.ts';
import type { Company } from './company.ts';

type Row = Readonly<Record<string, unknown>>;

/**
 * What is not as it should be after a sync, in words: records that are missing, doubled or different. Written from the
 * records of both systems alone, without the product's code; customers without an address, articles in unknown units, and
 * invoices and orders that do not add up cannot be synced.
 */
export function differences(company: Company): string[] {
  return [...differentDebtors(company), ...differentItems(company), ...differentInvoices(company)];
}

function differentDebtors({ exactOnline, asperion }: Company): string[] {
  const debtors = asperion.rows('debtors');
  const customers = exactOnline.rows('Accounts').filter(({ Status, AddressLine1 }) => Status === 'C' && AddressLine1);
  return [
    ...customers.flatMap((customer) => {
      const key = `EO-${customer.Code}`;
      const own = debtors.filter(({ characteristic5 }) => characteristic5 === key);
      if (own.length !== 1) return [`customer ${customer.Code} has ${own.length} debtors`];
      const wanted = {
        name: customer.Name,
        address: customer.AddressLine1,
        addressLine2: customer.AddressLine2,
        postCode: customer.Postcode,
        city: customer.City,
        countryCode: customer.Country,
        emailAddress: String(customer.Email ?? '').toLowerCase() || null,
        phoneNumber: customer.Phone,
        vatNumber: customer.VATNumber,
        cocNumber: customer.ChamberOfCommerce,
      };
      return unequal(`debtor ${key}`, wanted, own[0] ?? {});
    }),
    ...doubled(debtors.map(({ characteristic5, customerNumber }) => characteristic5 ?? customerNumber)),
  ];
}

function differentItems({ exactOnline, asperion }: Company): string[] {
  const [items, prices] = [exactOnline.rows('Items'), exactOnline.rows('SalesItemPrices')];
  const articles = asperion.rows('articles').filter(({ activeState }) => activeState === 'Active');
  return [
    ...articles.flatMap((article) => {
      const own = items.filter(({ Code }) => Code === article.articleNumber);
      const [item] = own;
      const isSyncable = !landmarks.articles.unknownUnits.some((code) => code === article.articleNumber);
      if (own.length !== (isSyncable ? 1 : 0)) return [`article ${article.articleNumber} has ${own.length} items`];
      if (item === undefined) return [];
      const wanted = {
        Description: String(article.description).slice(0, 60),
        ExtraDescription: article.longDescription === null ? null : String(article.longDescription).slice(0, 255),
        Barcode: article.eanCode,
      };
      const listed = prices.filter(
        (price) => price.Item === item.ID && price.Account === null && price.Quantity === 1 && price.EndDate === null,
      );
      const listPrice = article.salesPrice === null ? [] : [article.salesPrice];
      const isSame = JSON.stringify(listed.map(({ Price }) => Price)) === JSON.stringify(listPrice);
      const unlike = `prices of ${item.Code}: ${listed.map(({ Price }) => Price)} instead of ${listPrice}`;
      return [...unequal(`item ${item.Code}`, wanted, item), ...(isSame ? [] : [unlike])];
    }),
    ...doubled(items.map(({ Code }) => Code)),
  ];
}

/** What must be booked: a number, who owes it, and the amounts of its lines and of the whole, without VAT. */
export interface Owed {
  readonly number: string;
  readonly account: unknown;
  readonly amounts: readonly number[];
  readonly total: number;
}

function differentInvoices({ exactOnline, asperion }: Company): string[] {
  const invoices = asperion.rows('salesinvoiceswithlines');
  const accounts = new Map(exactOnline.rows('Accounts').map((account) => [account.ID, account]));
  const found = [...printed(exactOnline), ...delivered(exactOnline)].flatMap(({ number, account, amounts, total }) => {
    const customer = accounts.get(account);
    const isSyncable = cents(amounts) === cents([total]) && customer?.AddressLine1;
    const own = invoices.filter(({ invoiceNumber }) => invoiceNumber === number);
    if (own.length !== (isSyncable ? 1 : 0)) return [`${number} is there ${own.length} times`];
    const [invoice] = own;
    if (invoice === undefined) return [];
    const debtor = asperion.rows('debtors').find((one) => one.customerNumber === invoice.debtorCustomerNumber);
    const booked = (invoice.lines as readonly Row[]).map(({ amount }) => Number(amount));
    const actual = { owner: debtor?.characteristic5, total: cents(booked), lines: booked.length };
    const wanted = { owner: `EO-${customer?.Code}`, total: cents(amounts), lines: amounts.length };
    return unequal(`invoice ${number}`, wanted, actual);
  });
  return [...found, ...doubled(invoices.map(({ invoiceNumber }) => invoiceNumber))];
}

/** Printed invoices, in euros. */
export function printed(exactOnline: Company['exactOnline']): Owed[] {
  const lines = Map.groupBy(exactOnline.rows('SalesInvoiceLines'), ({ InvoiceID }) => InvoiceID);
  return exactOnline.rows('SalesInvoices').flatMap((invoice) => {
    if (invoice.Status !== 50) return [];
    return {
      number: `EO-${invoice.InvoiceNumber}`,
      account: invoice.InvoiceTo ?? invoice.OrderedBy,
      amounts: (lines.get(invoice.InvoiceID) ?? []).map(({ AmountDC }) => Number(AmountDC)),
      total: Number(invoice.AmountDC) - Number(invoice.VATAmountDC),
    };
  });
}

/** Complete orders that were delivered as a whole and never invoiced. */
export function delivered(exactOnline: Company['exactOnline']): Owed[] {
  const invoiced = new Set(exactOnline.rows('SalesInvoiceLines').map(({ SalesOrder }) => SalesOrder));
  const lines = Map.groupBy(exactOnline.rows('SalesOrderLines'), ({ OrderID }) => OrderID);
  return exactOnline.rows('SalesOrders').flatMap((order) => {
    const own = lines.get(order.OrderID) ?? [];
    const isWhole = own.every(({ Quantity, QuantityDelivered }) => Quantity === QuantityDelivered);
    if (order.Status !== 21 || invoiced.has(order.OrderID) || !isWhole) return [];
    return {
      number: `EO-O${order.OrderNumber}`,
      account: order.InvoiceTo ?? order.OrderedBy,
      amounts: own.map(({ AmountFC }) => Number(AmountFC)),
      total: Number(order.AmountFCExclVat),
    };
  });
}

function unequal(what: string, wanted: Row, actual: Row): string[] {
  return Object.entries(wanted)
    .filter(([field, value]) => (value ?? null) !== (actual[field] ?? null))
    .map(([field, value]) => `${what}: ${field} is ${String(actual[field])}, not ${String(value)}`);
}

function doubled(names: readonly unknown[]): string[] {
  return names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${String(name)} is there twice`);
}

const cents = (amounts: readonly number[]): number =>
  amounts.reduce((sum, amount) => sum + Math.round(amount * 100), 0);
