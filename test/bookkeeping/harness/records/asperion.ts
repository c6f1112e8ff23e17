import Big from 'big.js';
import { cast, type Fields, type Records } from '../case.ts';
import { codeOfCustomer } from './company.ts';
import { asperionReferences } from './lists.ts';
import { numberOf, vatOf } from './money.ts';
import { linesOf } from './orders.ts';

/** Names of the cases for resources whose names in the API are others. */
const NAMES: Readonly<Record<string, string>> = { SalesOrderWithLines: 'salesorderswithlines' };

/** The API's name of a resource. */
export const resourceName = (name: string): string => NAMES[name] ?? name;

/** Master data that must be there for the flows of a case: made earlier, by other flows or by hand. */
export interface Standing {
  /** Customers whose debtors are there already, by their code or key. */
  readonly debtors: readonly string[];
  /** Items whose articles are there already, by their codes. */
  readonly articles: readonly Fields[];
  /** What stands before external keys. */
  readonly prefix: string;
  /** Numbers of documents that stand behind the prefix in Asperion. */
  readonly numbers: ReadonlySet<string>;
  /** Debtors were made by an earlier sync: they carry the key of their account. */
  readonly isLinked?: boolean;
}

/** All that Asperion holds in a case, by resource: what it gives, completed, and the reference lists. */
export function asperionRecords(given: Records, standing: Standing): Records {
  const named = Object.fromEntries(Object.entries(given).map(([name, list]) => [resourceName(name), list]));
  const documents = (named.salesinvoiceswithlines ?? []).map((one) =>
    completeInvoice(withPrefix(one, 'invoiceNumber', standing)),
  );
  const orders = (named.salesorderswithlines ?? []).map((one) => completeOrder(withPrefix(one, 'reference', standing)));
  const debtors = [...(named.debtors ?? [])];
  const wanted = [...documents, ...orders].map(({ debtorCustomerNumber }) => String(debtorCustomerNumber));
  for (const customerNumber of new Set([...wanted, ...standing.debtors.map(codeOfCustomer)])) {
    if (!debtors.some((debtor) => debtor.customerNumber === customerNumber))
      debtors.push(debtorOf(customerNumber, standing));
  }
  const articles = [...(named.articles ?? [])];
  for (const { Code, Description, Unit, IsStockItem } of standing.articles) {
    if (articles.some(({ articleNumber }) => articleNumber === Code)) continue;
    articles.push({
      articleNumber: String(Code),
      description: String(Description),
      unit: String(Unit ?? 'stuk'),
      isStockArticle: String(IsStockItem ?? 'true'),
    });
  }
  return {
    ...asperionReferences(),
    ...named,
    debtors: debtors.map((debtor, index) => completeDebtor(debtor, index, standing)),
    articles: articles.map(completeArticle),
    salesinvoiceswithlines: numbered(documents, 501),
    salesorderswithlines: numbered(orders, 701),
  };
}

/** A document under the number of one in Exact Online has it behind the prefix. */
function withPrefix(given: Fields, field: string, { numbers, prefix }: Standing): Fields {
  const number = given[field];
  return typeof number === 'string' && numbers.has(number) ? { ...given, [field]: `${prefix}${number}` } : given;
}

/** The debtor of a customer of the cast, as an earlier sync has left it. */
function debtorOf(customerNumber: string, { prefix }: Standing): Fields {
  const own = Object.values(cast.customers).find(({ Code }) => Code === customerNumber);
  if (own === undefined) return { customerNumber };
  return {
    customerNumber,
    characteristic5: `${prefix}${customerNumber}`,
    name: String(own.Name),
    countryCode: String(own.Country),
    vatNumber: own.VATNumber ?? '',
    cocNumber: own.ChamberOfCommerce ?? '',
    debtorKindId: String(own.kind),
  };
}

function completeDebtor(given: Fields, index: number, standing: Standing): Fields {
  const { characteristic5, ...known } = debtorOf(String(given.customerNumber), standing);
  const key = standing.isLinked ? `${standing.prefix}${given.customerNumber}` : '';
  return {
    id: String(301 + index),
    name: `Debtor ${given.customerNumber}`,
    ...(key === '' ? {} : { characteristic5: key }),
    address: `Kade ${String(given.customerNumber).slice(-3)}`,
    postCode: '1012 JL',
    city: 'Zilverdrecht',
    countryCode: 'NL',
    debtorKindId: 'company',
    paymentConditionId: '1',
    ...known,
    ...given,
  };
}

function completeArticle(given: Fields, index: number): Fields {
  return {
    id: String(401 + index),
    description: String(given.articleNumber),
    activeState: 'Active',
    unit: 'stuk',
    ...given,
  };
}

function completeInvoice(given: Fields): Fields {
  const total = numberOf(given.amountInclVat);
  const vat = given.vatAmount === undefined ? vatOf(total, new Big('0.21'), true) : numberOf(given.vatAmount);
  const net = given.amountExclVat === undefined ? total.minus(vat) : numberOf(given.amountExclVat);
  const date = String(given.date ?? '2026-01-02');
  const lines = linesOf(given, 'lines');
  return {
    journalId: '70',
    status: '3',
    bookyear: date.slice(0, 4),
    bookperiod: String(Number(date.slice(5, 7))),
    ...given,
    date,
    amountExclVat: net.toFixed(2),
    vatAmount: vat.toFixed(2),
    amountInclVat: String(given.amountInclVat ?? net.plus(vat).toFixed(2)),
    debtorCustomerNumber: codeOfCustomer(String(given.debtorCustomerNumber)),
    lines:
      lines.length > 0
        ? lines
        : [{ amount: net.toFixed(2), vatAmount: vat.toFixed(2), vatCode: 'VH', ledgerAccountId: '8000' }],
  };
}

const completeOrder = (given: Fields): Fields => ({
  date: '2026-01-02',
  status: '1',
  ...given,
  debtorCustomerNumber: codeOfCustomer(String(given.debtorCustomerNumber)),
});

const numbered = (records: readonly Fields[], first: number): readonly Fields[] =>
  records.map((record, index) => ({ id: String(first + index), ...record }));
