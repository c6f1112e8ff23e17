import type { Administration } from '../administration.ts';
import type { Problem } from '../http/refusals.ts';
import { numberOf } from '../records/amounts.ts';
import type { EntityRules } from '../records/rules.ts';
import type { Fields, Stored } from '../records/values.ts';
import { followOrders, orderState } from './order-progress.ts';
import { partyProblems } from './parties.ts';
import {
  customerDefaults,
  headerRow,
  lineRules,
  linesOfDocument,
  nextLineNumber,
  salesLineDefaults,
  settleTotals,
  today,
} from './sales-lines.ts';

const FIXED = ['DeliverTo', 'InvoiceTo', 'OrderedBy'] as const;

function completed({ Status }: Fields): Problem | null {
  return Status === orderState.complete ? { kind: 'completed' } : null;
}

/** Header and lines always get status 12 (EX-order-rules). */
const salesOrders: EntityRules = {
  numbered: { OrderNumber: 0 },
  defaults: ({ store }, fields) => ({
    ...customerDefaults(store, fields),
    Status: orderState.open,
    DeliveryStatus: orderState.open,
    InvoiceStatus: orderState.open,
    ApprovalStatus: 1,
    OrderDate: today(store),
    DeliveryDate: fields.OrderDate ?? today(store),
  }),
  problems: (company, after, before) =>
    before === null
      ? partyProblems(company, after, before)
      : FIXED.filter((property) => (after[property] ?? null) !== (before[property] ?? null)).map((property) => ({
          kind: 'fixed',
          property,
        })),
  frozen: (_company, fields) => completed(fields),
  settle: (company, row) => settleTotals(company, 'SalesOrders', row),
};

const orderLineDefaults = salesLineDefaults('SalesOrderLines');

const salesOrderLines = lineRules('SalesOrderLines', completed, {
  defaults: (company, line) => {
    const header = headerRow(company.store, 'SalesOrderLines', line)?.fields ?? {};
    return {
      OrderStatus: header.Status ?? orderState.open,
      DeliveryStatus: header.DeliveryStatus ?? orderState.open,
      InvoiceStatus: header.InvoiceStatus ?? orderState.open,
      DeliveryDate: header.DeliveryDate ?? null,
      QuantityDelivered: 0,
      QuantityInvoiced: 0,
      ...orderLineDefaults(company, line),
    };
  },
});

const NOT_APPROVED = 0;

/** What is wrong with a delivered line: more than is left of an approved, open order (EX-deliveries). */
function deliveryProblems({ store }: Administration, after: Fields, before: Fields | null): readonly Problem[] {
  const line = store.find('SalesOrderLines', after.SalesOrderLineID ?? null)?.fields;
  const order = store.find('SalesOrders', line?.OrderID ?? null)?.fields;
  if (line === undefined || order === undefined) return [];
  const quantity = numberOf(after.QuantityDelivered);
  const left = numberOf(line.Quantity)
    .minus(numberOf(line.QuantityDelivered))
    .plus(numberOf(before?.QuantityDelivered));
  const isOpen = order.ApprovalStatus !== NOT_APPROVED && order.Status !== orderState.cancelled;
  return [
    ...(isOpen ? [] : [{ kind: 'invalid' as const, property: 'SalesOrderLineID' }]),
    ...(quantity.gt(0) && quantity.lte(left) ? [] : [{ kind: 'invalid' as const, property: 'QuantityDelivered' }]),
  ];
}

function orderLinesOf(rows: readonly Fields[]): readonly Stored[] {
  return rows.map(({ SalesOrderLineID = null }) => SalesOrderLineID);
}

/** A delivery takes party and warehouse from its order, where its lines count as delivered. */
const goodsDeliveries: EntityRules = {
  numbered: { DeliveryNumber: 0, EntryNumber: 0 },
  defaults: ({ store }) => ({ DeliveryDate: today(store) }),
  settle: (company, row) => {
    const { store } = company;
    const lines = linesOfDocument(store, 'GoodsDeliveries', row.fields).map(({ fields }) => fields);
    const orderLine = store.find('SalesOrderLines', lines[0]?.SalesOrderLineID ?? null)?.fields;
    const order = store.find('SalesOrders', orderLine?.OrderID ?? null)?.fields;
    if (order !== undefined && row.fields.DeliveryAccount === undefined) {
      store.change('GoodsDeliveries', row, {
        DeliveryAccount: order.DeliverTo ?? order.OrderedBy ?? null,
        DeliveryAddress: order.DeliveryAddress ?? null,
        Warehouse: order.WarehouseID ?? null,
      });
    }
    followOrders(company, orderLinesOf(lines), 'delivered');
  },
  removed: (company, _fields, lines) => followOrders(company, orderLinesOf(lines), 'delivered'),
};

const goodsDeliveryLines: EntityRules = {
  defaults: ({ store }, line) => {
    const ordered = store.find('SalesOrderLines', line.SalesOrderLineID ?? null)?.fields ?? {};
    return {
      LineNumber: nextLineNumber(store, 'GoodsDeliveryLines', line),
      Item: ordered.Item ?? null,
      Description: ordered.Description ?? null,
      QuantityOrdered: ordered.Quantity ?? null,
      Unitcode: ordered.UnitCode ?? null,
    };
  },
  problems: deliveryProblems,
  settle: (company, { fields }) => followOrders(company, orderLinesOf([fields]), 'delivered'),
  removed: (company, fields) => followOrders(company, orderLinesOf([fields]), 'delivered'),
};

/** The rules of orders and their deliveries, by entity. */
export const orderRules: Readonly<Record<string, EntityRules>> = {
  GoodsDeliveries: goodsDeliveries,
  GoodsDeliveryLines: goodsDeliveryLines,
  SalesOrders: salesOrders,
  SalesOrderLines: salesOrderLines,
};
