/**
 * The same work as it is usually done, by a script that a programmer writes in an afternoon or by nodes of an automation tool: one record at a
 * time, and before each record the questions whether it and what it needs exist. Lists are read in pages, from the time of the last run.
 */
import type { RecordValues } from '../../../src/values.ts';
import { debtorOf } from '../hand-written.ts';
import type { PlainClient } from './plain-client.ts';

type Row = Readonly<Record<string, unknown>>;

/** Articles that changed: does the item exist, write it; does its price exist, write it. */
export async function syncProducts(client: PlainClient, since: string): Promise<void> {
  const listed = await client.asperionRows('articles', { orderBy: 'dateLastChange desc' });
  for (const article of listed.filter(({ dateLastChange }) => String(dateLastChange) >= since)) {
    const code = String(article.articleNumber);
    const [item] = await client.exactRows('logistics/Items', { $filter: `Code eq '${code}'`, $select: 'ID,Code' });
    const own = item === undefined ? { Code: code, Unit: article.unit } : {};
    const fields = { ...own, Description: String(article.description).slice(0, 60) };
    const written = await client.writeExact('logistics/Items', item?.ID ?? null, fields);
    const id = item?.ID ?? written.ID;
    const $filter = `Item eq guid'${id}' and Account eq null`;
    const [price] = await client.exactRows('logistics/SalesItemPrices', { $filter, $select: 'ID,Price' });
    const first = price === undefined ? { Item: id, Quantity: 1 } : {};
    await client.writeExact('logistics/SalesItemPrices', price?.ID ?? null, { ...first, Price: article.salesPrice });
  }
}

/** Orders that changed: does the order exist, does the customer, write the customer, check the items, write the order. */
export async function syncOrders(client: PlainClient, since: string): Promise<void> {
  const orders = await client.exactRows('salesorder/SalesOrders', {
    $filter: `Modified gt datetime'${since}'`,
    $expand: 'SalesOrderLines',
    $select: 'OrderID,OrderNumber,OrderDate,OrderedBy,SalesOrderLines/ItemCode,SalesOrderLines/AmountFC',
  });
  for (const order of orders) {
    const invoiceNumber = `EO-O${order.OrderNumber}`;
    const [booked] = await client.asperionRows('salesinvoiceswithlines', equals('InvoiceNumber', invoiceNumber));
    const debtor = await syncCustomer(client, order.OrderedBy);
    const lines = (order.SalesOrderLines as { results: Row[] }).results;
    for (const { ItemCode } of lines) await client.asperionRows('articles', equals('ArticleNumber', String(ItemCode)));
    const date = dayOf(order.OrderDate);
    const fields = {
      invoiceNumber,
      debtorCustomerNumber: debtor,
      date,
      journalId: '70',
      lines: { _data: lines.map(({ AmountFC }) => ({ amount: AmountFC, vatCode: 'VL', ledgerAccountId: 8000 })) },
    };
    await client.writeAsperion('salesinvoiceswithlines', booked?.id ?? null, fields);
  }
}

/** The customer of an order: its account, does the debtor exist, write it. Returns the debtor's number. */
async function syncCustomer(client: PlainClient, id: unknown): Promise<unknown> {
  const $select =
    'ID,Code,Status,Name,AddressLine1,AddressLine2,Postcode,City,Country,Email,Phone,VATNumber,ChamberOfCommerce,PaymentConditionSales';
  const [account] = await client.exactRows('crm/Accounts', { $filter: `ID eq guid'${id}'`, $select });
  const trimmed = Object.fromEntries(
    Object.entries(account ?? {}).map(([field, value]) => [field, typeof value === 'string' ? value.trim() : value]),
  );
  const fields = debtorOf(trimmed as RecordValues, {}) ?? {};
  const [debtor] = await client.asperionRows('debtors', equals('Characteristic5', String(fields.characteristic5)));
  const written = await client.writeAsperion('debtors', debtor?.id ?? null, fields);
  return debtor?.customerNumber ?? written.customerNumber;
}

/** A run without work: both systems are asked what changed. */
export async function lookForChanges(client: PlainClient, since: string): Promise<void> {
  await syncProducts(client, since);
  const $filter = `Modified gt datetime'${since}'`;
  await client.exactRows('crm/Accounts', { $filter, $select: 'ID,Code' });
  await syncOrders(client, since);
}

const equals = (field: string, value: string) => ({ [field]: value, [`${field}_comparison`]: 'Equals' });

/** `/Date(1788998400000)/` as the day. */
function dayOf(value: unknown): string {
  const ms = Number(/\d+/.exec(String(value))?.[0]);
  return new Date(ms).toISOString().slice(0, 10);
}
