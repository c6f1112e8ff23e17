import Big from 'big.js';
import type { Fields } from '../case.ts';
import type { Company } from './company.ts';
import { idOf } from './ids.ts';
import { cents, type LineMoney, numberOf, sumOf, vatOf } from './money.ts';
import { addressOf, chargesOf, linesOf } from './orders.ts';

/** The invoices as Exact Online would tell them; lines that only name an order are those of the order. */
export function completeInvoices(
  given: readonly Fields[],
  orders: readonly Fields[],
  company: Company,
): readonly Fields[] {
  const invoiced = new Map<string, Big>();
  return given.map((invoice) => completeInvoice(invoice, orders, invoiced, company));
}

function completeInvoice(
  given: Fields,
  orders: readonly Fields[],
  invoiced: Map<string, Big>,
  company: Company,
): Fields {
  const number = String(given.InvoiceNumber);
  const own = linesOf(given, 'SalesInvoiceLines');
  const numbers = new Set(
    own.flatMap((line) => (line.SalesOrderNumber === undefined ? [] : [String(line.SalesOrderNumber)])),
  );
  const ordered = orders.filter(({ OrderNumber }) => numbers.has(String(OrderNumber)));
  const [order] = ordered;
  const party = (field: string): string | undefined =>
    given[field] === undefined ? nameOf(order?.[field], company) : String(given[field]);
  const invoiceTo = party('InvoiceTo') ?? party('OrderedBy') ?? '';
  const orderedBy = party('OrderedBy') ?? invoiceTo;
  const deliverTo = party('DeliverTo') ?? orderedBy;
  const written = own.length > 0 ? own : [lineOfTotal(given)];
  const isWhole = (line: Fields): boolean => line.SalesOrderNumber !== undefined && line.AmountDC === undefined;
  const raw = written.flatMap((line) => (isWhole(line) ? ofOrder(line, ordered, invoiced) : [line]));
  const lines = raw.map((line, index) => completeLine(line, index, { number, deliverTo }, company));
  const isOfOrder = written.some(isWhole);
  const header = totals(given, lines, isOfOrder ? ordered : [], company);
  return {
    Currency: 'EUR',
    Type: '8020',
    Status: '50',
    Journal: '70',
    Description: `Invoice ${number}`,
    PaymentCondition: String(order?.PaymentCondition ?? company.account(invoiceTo).PaymentConditionSales),
    ...header,
    ...given,
    InvoiceID: idOf('SalesInvoices', number),
    InvoiceTo: company.accountId(invoiceTo),
    OrderedBy: company.accountId(orderedBy),
    DeliverTo: company.accountId(deliverTo),
    DeliverToName: String(company.account(deliverTo).Name),
    DeliverToAddress: addressOf(given.DeliverToAddress, deliverTo, company),
    SalesInvoiceLines: lines,
  };
}

/** The code of the account with an id. */
function nameOf(id: Fields[string] | undefined, { records }: Company): string | undefined {
  const account = (records.Accounts ?? []).find(({ ID }) => ID === id);
  return account === undefined ? undefined : String(account.Code);
}

/** An invoice of which only the total is given has one line; VAT of 21 % unless its own says otherwise. */
function lineOfTotal({ AmountDC, VATAmountDC }: Fields): Fields {
  const total = numberOf(AmountDC);
  const vat = VATAmountDC === undefined ? vatOf(total, new Big('0.21'), true) : numberOf(VATAmountDC);
  return {
    Description: 'Goods',
    AmountDC: total.minus(vat).toFixed(2),
    VATAmountDC: vat.toFixed(2),
    VATCode: vat.eq(0) ? '0' : '2',
  };
}

/** The lines of an order that an invoice bills: what was invoiced and no earlier invoice has billed. */
function ofOrder(reference: Fields, orders: readonly Fields[], invoiced: Map<string, Big>): readonly Fields[] {
  const order = orders.find(({ OrderNumber }) => String(OrderNumber) === reference.SalesOrderNumber);
  if (order === undefined) throw new Error(`An invoice names order ${reference.SalesOrderNumber}, which is not there.`);
  return linesOf(order, 'SalesOrderLines')
    .filter(
      ({ LineNumber }) => reference.SalesOrderLineNumber === undefined || reference.SalesOrderLineNumber === LineNumber,
    )
    .flatMap((line) => {
      const id = String(line.ID);
      const before = invoiced.get(id) ?? new Big(0);
      const quantity =
        reference.Quantity === undefined ? numberOf(line.QuantityInvoiced).minus(before) : numberOf(reference.Quantity);
      if (quantity.eq(0)) return [];
      invoiced.set(id, before.plus(quantity));
      const { Item: _, SalesOrderLineNumber: __, Quantity: ___, ...more } = reference;
      return [
        {
          ItemId: String(line.Item),
          ItemCode: String(line.ItemCode),
          Description: String(line.Description),
          UnitCode: String(line.UnitCode),
          UnitPrice: String(line.UnitPrice),
          NetPrice: String(line.NetPrice),
          ...(line.Discount === undefined ? {} : { Discount: line.Discount }),
          ...(line.CostCenter === undefined ? {} : { CostCenter: line.CostCenter }),
          VATCode: String(line.VATCode),
          VATPercentage: String(line.VATPercentage),
          Quantity: quantity.toString(),
          SalesOrder: String(order.OrderID),
          SalesOrderLine: id,
          SalesOrderLineNumber: String(line.LineNumber),
          ...more,
        },
      ];
    });
}

function completeLine(
  given: Fields,
  index: number,
  { number, deliverTo }: { number: string; deliverTo: string },
  company: Company,
): Fields {
  const { ItemId, ...raw } = given;
  const item = raw.Item === undefined ? undefined : company.item(String(raw.Item));
  const quantity = raw.Quantity === undefined ? new Big(1) : numberOf(raw.Quantity);
  const amount = raw.AmountDC === undefined ? cents(quantity.times(numberOf(raw.NetPrice))) : numberOf(raw.AmountDC);
  const code = String(raw.VATCode ?? item?.SalesVatCode ?? '2');
  const { rate: usual, isInclusive } = company.vat(code);
  const rate = raw.VATPercentage === undefined ? usual : numberOf(raw.VATPercentage);
  const vat = raw.VATAmountDC === undefined ? vatOf(amount, rate, isInclusive).toFixed(2) : String(raw.VATAmountDC);
  const order = raw.SalesOrderNumber;
  return {
    LineNumber: String(index + 1),
    ...(item === undefined
      ? {}
      : { ItemCode: String(item.Code), Description: String(item.Description), UnitCode: String(item.Unit) }),
    Quantity: quantity.toString(),
    NetPrice: quantity.eq(0) ? '0' : amount.div(quantity).round(6).toString(),
    AmountDC: amount.toFixed(2),
    AmountFC: amount.toFixed(2),
    VATCode: code,
    VATPercentage: rate.toString(),
    VATAmountDC: vat,
    VATAmountFC: vat,
    ...(order === undefined ? {} : { SalesOrder: idOf('SalesOrders', String(order)) }),
    ...raw,
    ...(item === undefined && ItemId === undefined ? {} : { Item: String(item?.ID ?? ItemId) }),
    ID: idOf('SalesInvoiceLines', number, String(index + 1)),
    InvoiceID: idOf('SalesInvoices', number),
    GLAccount: company.ledgerId(String(raw.GLAccount ?? company.revenueOf(deliverTo))),
  };
}

function totals(given: Fields, lines: readonly Fields[], orders: readonly Fields[], company: Company): Fields {
  const discounted = given.AmountDiscountExclVat === undefined ? (orders[0] ?? {}) : given;
  const discount = numberOf(discounted.AmountDiscountExclVat);
  const charges: readonly LineMoney[] = orders.map(chargesOf);
  const net = sumOf([
    ...lines.map((line) =>
      numberOf(line.AmountDC).minus(company.vat(String(line.VATCode)).isInclusive ? numberOf(line.VATAmountDC) : 0),
    ),
    ...charges.map((charge) => charge.net),
  ]).minus(discount);
  const lineVat = sumOf([...lines.map((line) => numberOf(line.VATAmountDC)), ...charges.map((charge) => charge.vat)]);
  const vat = given.AmountDC === undefined ? lineVat : numberOf(given.AmountDC).minus(net);
  const own = given.VATAmountDC === undefined ? vat : numberOf(given.VATAmountDC);
  const total = given.AmountDC === undefined ? net.plus(own) : numberOf(given.AmountDC);
  const kept = Object.fromEntries(
    ['Discount', 'AmountDiscount', 'AmountDiscountExclVat'].flatMap((name) =>
      discounted[name] === undefined ? [] : [[name, discounted[name]]],
    ),
  );
  return {
    ...kept,
    AmountDC: total.toFixed(2),
    AmountFC: total.toFixed(2),
    VATAmountDC: own.toFixed(2),
    VATAmountFC: own.toFixed(2),
    AmountFCExclVat: numberOf(given.AmountFC ?? total.toFixed(2))
      .minus(own)
      .toFixed(2),
  };
}
