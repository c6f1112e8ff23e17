import { addOrder } from '../../../sandbox/exact-online/order-documents.ts';
import { landmarks } from '../../../sandbox/world/landmarks.ts';
import { guid } from '../../../sandbox/world/random.ts';
import type { WorldRow } from '../../../sandbox/world/rows.ts';
import { createWorld } from '../../../sandbox/world/world.ts';
import { Company } from '../../support/engine.ts';

const { credit, oneStopShop, foreignCurrency, crossesTheYear, twoInvoices, closedByHand, deliveredOnly, neither } =
  landmarks.orders;

/** Orders of the world in which a wrong rule shows. */
const TELLING: readonly unknown[] = [
  ...[credit, ...oneStopShop.slice(0, 1), foreignCurrency, crossesTheYear, twoInvoices, closedByHand],
  ...[...deliveredOnly, landmarks.orders.invoicedToAnother, neither],
];

/** An order of 200.00 at the high rate and 100.00 at the low one, less 30.00: 180.00 and 90.00 are invoiced. */
export const DISCOUNTED = 26_101;
/** Ten were ordered at 12.00, four were delivered, the rest was closed by hand; nothing was invoiced. */
export const PARTLY_DELIVERED = 26_102;

/** A company of a dozen orders on 2 December 2026, with all that happened to them; nothing is booked yet. */
export async function openSold(): Promise<Company> {
  const { exactOnline } = createWorld();
  const { SalesOrders = [], GoodsDeliveries = [], SalesInvoices = [], ...rows } = exactOnline.rows;
  const orders = SalesOrders.filter(({ OrderNumber }) => TELLING.includes(OrderNumber));
  const lines = new Map(
    orders.flatMap((order) => (order.SalesOrderLines as readonly WorldRow[]).map(({ ID }) => [ID, order.OrderDate])),
  );
  const isOf = (line: WorldRow, field: string): boolean => lines.has(line[field] ?? null);
  const company = await Company.open({
    nowMs: Date.UTC(2026, 11, 2, 8),
    exactOnline: {
      ...rows,
      SalesOrders: orders,
      GoodsDeliveries: GoodsDeliveries.filter(({ GoodsDeliveryLines }) =>
        (GoodsDeliveryLines as readonly WorldRow[]).some((line) => isOf(line, 'SalesOrderLineID')),
      ),
      SalesInvoices: SalesInvoices.flatMap((invoice) => {
        const [line] = invoice.SalesInvoiceLines as readonly WorldRow[];
        const OrderDate = lines.get(line?.SalesOrderLine ?? null);
        return OrderDate === undefined ? [] : [{ ...invoice, OrderDate }];
      }),
    },
  });
  const [item] = rows.Items ?? [];
  const customer = rows.Accounts?.find(({ Code }) => Code === '20002')?.ID;
  const order = (number: number, more: object) => ({
    OrderID: guid(1, 'SalesOrders', number),
    OrderNumber: number,
    OrderDate: '2026-04-28T00:00:00',
    OrderedBy: customer,
    InvoiceTo: customer,
    DeliverTo: customer,
    Currency: 'EUR',
    Status: 21,
    PaymentCondition: '30',
    ...more,
  });
  const line = (Quantity: number, NetPrice: number, VATCode: string) => ({
    Item: item?.ID,
    Quantity,
    NetPrice,
    VATCode,
  });
  addOrder(company.exactOnline, {
    order: order(DISCOUNTED, {
      AmountDiscountExclVat: 30,
      SalesOrderLines: [line(10, 20, '2'), line(10, 10, '1')],
    }),
    deliveries: [{ DeliveryDate: '2026-04-29T00:00:00' }],
    invoices: [
      { InvoiceDate: '2026-05-04T00:00:00', OrderDate: '2026-04-28T00:00:00', InvoiceNumber: DISCOUNTED * 1000 },
    ],
  });
  addOrder(company.exactOnline, {
    order: order(PARTLY_DELIVERED, { SalesOrderLines: [line(10, 12, '2')] }),
    deliveries: [{ DeliveryDate: '2026-05-06T00:00:00', quantities: { 1: 4 } }],
  });
  company.exactOnline.update('SalesOrders', guid(1, 'SalesOrders', PARTLY_DELIVERED), {
    Status: 21,
    InvoiceStatus: 21,
  });
  return company;
}
