import Big from 'big.js';
import type { Fields } from '../case.ts';
import { type Company, codeOfItem } from './company.ts';
import { idOf } from './ids.ts';
import { numberOf, vatOf } from './money.ts';
import { linesOf } from './orders.ts';

/** Goods deliveries as Exact Online would tell them; lines that only name an order are its delivered quantities. */
export function completeDeliveries(given: readonly Fields[], orders: readonly Fields[]): readonly Fields[] {
  const delivered = new Map<string, Big>();
  return given.map((delivery, index) => {
    const number = String(delivery.DeliveryNumber ?? 5001 + index);
    const [first] = linesOf(delivery, 'GoodsDeliveryLines');
    const order = orders.find(({ OrderNumber }) => String(OrderNumber) === first?.SalesOrderNumber);
    const lines = linesOf(delivery, 'GoodsDeliveryLines').flatMap((line) => ofOrder(line, orders, delivered));
    return {
      ...(order === undefined
        ? {}
        : { DeliveryAccount: String(order.DeliverTo), DeliveryAddress: String(order.DeliveryAddress) }),
      DeliveryNumber: number,
      WarehouseCode: '1',
      ...delivery,
      EntryID: idOf('GoodsDeliveries', number),
      GoodsDeliveryLines: lines.map((line, position) => ({
        LineNumber: String(position + 1),
        DeliveryDate: String(delivery.DeliveryDate),
        ...line,
        ID: idOf('GoodsDeliveryLines', number, String(position + 1)),
        EntryID: idOf('GoodsDeliveries', number),
      })),
    };
  });
}

function ofOrder(reference: Fields, orders: readonly Fields[], delivered: Map<string, Big>): readonly Fields[] {
  const order = orders.find(({ OrderNumber }) => String(OrderNumber) === reference.SalesOrderNumber);
  if (order === undefined) return [reference];
  return linesOf(order, 'SalesOrderLines')
    .filter(
      ({ LineNumber }) => reference.SalesOrderLineNumber === undefined || reference.SalesOrderLineNumber === LineNumber,
    )
    .flatMap((line) => {
      const id = String(line.ID);
      const before = delivered.get(id) ?? new Big(0);
      const quantity =
        reference.QuantityDelivered === undefined
          ? numberOf(line.QuantityDelivered).minus(before)
          : numberOf(reference.QuantityDelivered);
      if (quantity.eq(0)) return [];
      delivered.set(id, before.plus(quantity));
      return [
        {
          Item: String(line.Item),
          ItemCode: String(line.ItemCode),
          Description: String(line.Description),
          SalesOrderLineID: id,
          SalesOrderLineNumber: String(line.LineNumber),
          QuantityOrdered: String(line.Quantity),
          ...reference,
          QuantityDelivered: quantity.toString(),
        },
      ];
    });
}

/** A sales entry as Exact Online would tell it. */
export function completeEntry(given: Fields, company: Company): Fields {
  const number = String(given.EntryNumber);
  const customer = String(given.Customer);
  return {
    Currency: 'EUR',
    Type: '20',
    Status: '50',
    Journal: '70',
    Description: `Entry ${number}`,
    PaymentCondition: String(company.account(customer).PaymentConditionSales),
    AmountFC: given.AmountDC ?? '',
    VATAmountFC: given.VATAmountDC ?? '',
    ...given,
    EntryID: idOf('SalesEntries', number),
    Customer: company.accountId(customer),
    SalesEntryLines: linesOf(given, 'SalesEntryLines').map((line, index) => {
      const amount = numberOf(line.AmountDC ?? line.AmountFC);
      const { rate, isInclusive } = company.vat(String(line.VATCode));
      const vat = String(line.VATAmountDC ?? line.VATAmountFC ?? vatOf(amount, rate, isInclusive).toFixed(2));
      return {
        LineNumber: String(index + 1),
        AmountDC: amount.toFixed(2),
        AmountFC: amount.toFixed(2),
        VATAmountDC: vat,
        VATAmountFC: vat,
        VATPercentage: rate.toString(),
        ...line,
        ID: idOf('SalesEntryLines', number, String(index + 1)),
        EntryID: idOf('SalesEntries', number),
        GLAccount: company.ledgerId(String(line.GLAccount)),
        GLAccountCode: String(line.GLAccount),
      };
    }),
  };
}

/** A price, a position in stock: rows that name an item, and perhaps a customer or a warehouse. */
export function completeRow(given: Fields, index: number, entity: string, company: Company): Fields {
  const item = company.item(codeOfItem(String(given.Item)));
  const warehouse = given.WarehouseCode;
  return {
    ...(entity === 'SalesItemPrices'
      ? {
          Currency: 'EUR',
          Quantity: '1',
          Unit: String(item.Unit),
          NumberOfItemsPerUnit: '1',
          DefaultItemUnit: String(item.Unit),
        }
      : {}),
    ItemCode: String(item.Code),
    ItemDescription: String(item.Description),
    ...given,
    ID: idOf(entity, String(item.Code), String(index)),
    Item: String(item.ID),
    ...(given.Account === undefined ? {} : { Account: company.accountId(String(given.Account)) }),
    ...(warehouse === undefined ? {} : { Warehouse: idOf('Warehouses', String(warehouse)) }),
  };
}
