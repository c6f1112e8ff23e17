import Big from 'big.js';
import type { Fields } from '../case.ts';
import { type Company, codeOfItem } from './company.ts';
import { idOf } from './ids.ts';
import { cents, type LineMoney, numberOf, totalsOf, vatOf } from './money.ts';

/** The lines of a field; none where a case gives none. */
export function linesOf(document: Fields, field: string): readonly Fields[] {
  const lines = document[field];
  return Array.isArray(lines) ? lines : [];
}

/** An order as Exact Online would tell it: ids, amounts per line, totals. What the case gives stays. */
export function completeOrder(given: Fields, company: Company): Fields {
  const number = String(given.OrderNumber);
  const orderedBy = String(given.OrderedBy ?? given.InvoiceTo);
  const invoiceTo = String(given.InvoiceTo ?? orderedBy);
  const deliverTo = String(given.DeliverTo ?? orderedBy);
  const status = String(given.Status ?? '12');
  const lines = linesOf(given, 'SalesOrderLines').map((line, index) => completeLine(line, index, given, company));
  const charges = linesOf(given, 'SalesOrderOrderChargeLines').map((line, index) =>
    completeCharge(line, index, number, company),
  );
  const money = [...lines.map((line) => moneyOf(line, company)), ...charges.map(moneyOfCharge)];
  const gross = money.reduce((sum, { net }) => sum.plus(net), new Big(0));
  const discount =
    given.AmountDiscountExclVat === undefined
      ? cents(gross.times(numberOf(given.Discount)))
      : numberOf(given.AmountDiscountExclVat);
  const totals = totalsOf(money, discount);
  const amount = String(given.AmountFC ?? totals.net.plus(totals.vat).toFixed(2));
  const net = String(
    given.AmountFCExclVat ?? (given.AmountFC === undefined ? totals.net : new Big(amount).minus(totals.vat)).toFixed(2),
  );
  return {
    Currency: 'EUR',
    Description: `Order ${number}`,
    Status: status,
    DeliveryStatus: status,
    InvoiceStatus: status,
    PaymentCondition: String(company.account(invoiceTo).PaymentConditionSales),
    DeliveryDate: given.OrderDate ?? '',
    AmountDC: amount,
    AmountFC: amount,
    AmountFCExclVat: net,
    ...(discount.eq(0) ? {} : { AmountDiscountExclVat: discount.toFixed(2) }),
    WarehouseCode: '1',
    ...given,
    OrderID: idOf('SalesOrders', number),
    OrderedBy: company.accountId(orderedBy),
    InvoiceTo: company.accountId(invoiceTo),
    DeliverTo: company.accountId(deliverTo),
    DeliverToName: String(company.account(deliverTo).Name),
    DeliveryAddress: addressOf(given.DeliveryAddress, deliverTo, company),
    SalesOrderLines: lines,
    SalesOrderOrderChargeLines: charges,
  };
}

/** The id of a delivery address: the one that the case names, or that of the party that receives. */
export function addressOf(named: Fields[string] | undefined, party: string, company: Company): string {
  return named === undefined ? idOf('Addresses', company.accountId(party)) : idOf('Addresses', String(named));
}

function completeLine(given: Fields, index: number, order: Fields, company: Company): Fields {
  const number = String(order.OrderNumber);
  const item = company.item(String(given.Item));
  const quantity = numberOf(given.Quantity);
  const amount =
    given.AmountFC === undefined ? cents(quantity.times(numberOf(given.NetPrice))) : numberOf(given.AmountFC);
  const code = String(given.VATCode ?? item.SalesVatCode);
  const { rate: usual, isInclusive } = company.vat(code);
  const rate = given.VATPercentage === undefined ? usual : numberOf(given.VATPercentage);
  const done = order.Status === '21' ? quantity.toString() : '0';
  return {
    LineNumber: String(index + 1),
    Description: String(item.Description),
    ItemCode: String(item.Code),
    ItemDescription: String(item.Description),
    UnitCode: String(item.Unit),
    UnitPrice: given.NetPrice ?? '',
    QuantityDelivered: done,
    QuantityInvoiced: done,
    AmountFC: amount.toFixed(2),
    AmountDC: amount.toFixed(2),
    VATCode: code,
    VATPercentage: rate.toString(),
    VATAmount: vatOf(amount, rate, isInclusive).toFixed(2),
    ...given,
    ID: idOf('SalesOrderLines', number, String(index + 1)),
    OrderID: idOf('SalesOrders', number),
    OrderNumber: number,
    Item: String(company.item(codeOfItem(String(given.Item))).ID),
  };
}

function completeCharge(given: Fields, index: number, number: string, company: Company): Fields {
  const amount = numberOf(given.AmountFCExclVat);
  const { rate } = company.vat(String(given.VATCode ?? '2'));
  return {
    LineNumber: String(index + 1),
    AmountFCInclVat: amount.plus(vatOf(amount, rate, false)).toFixed(2),
    VATPercentage: rate.toString(),
    ...given,
    ID: idOf('SalesOrderOrderChargeLines', number, String(index + 1)),
    OrderID: idOf('SalesOrders', number),
  };
}

/** Without VAT and the VAT of a line of an order. */
function moneyOf(line: Fields, company: Company): LineMoney {
  const amount = numberOf(line.AmountFC);
  const vat = numberOf(line.VATAmount);
  return { net: company.vat(String(line.VATCode)).isInclusive ? amount.minus(vat) : amount, vat };
}

const moneyOfCharge = (line: Fields): LineMoney => {
  const net = numberOf(line.AmountFCExclVat);
  return { net, vat: numberOf(line.AmountFCInclVat).minus(net) };
};

/** The charges of an order, without VAT in all. */
export function chargesOf(order: Fields): LineMoney {
  const all = linesOf(order, 'SalesOrderOrderChargeLines').map(moneyOfCharge);
  return totalsOf(all, new Big(0));
}
