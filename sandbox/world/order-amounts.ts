import { priceOf, roundHalfUp } from './order-lines.ts';
import type { Order } from './orders.ts';
import type { WorldRow } from './rows.ts';

/** Currency, reference and amounts of an order, or of one invoice of it for these quantities (thousandths by line). */
export function amountsOf(
  { story, lines, rate }: Pick<Order, 'story' | 'lines' | 'rate'>,
  billed: { readonly quantities: readonly number[]; readonly isFirst: boolean } | null,
): WorldRow {
  const prices = lines.map((line, place) => priceOf(line, billed?.quantities[place] ?? line.quantity));
  const { charge: amount = 0 } = billed === null || billed.isFirst ? story : {};
  const [first] = lines;
  const charge = { amount, vat: roundHalfUp((amount * (first?.percentage ?? 0)) / 100) };
  const sum = (of: (price: { amount: number; vat: number }) => number) =>
    [...prices, charge].reduce((total, price) => total + of(price), 0);
  const exclusive = sum((price) => price.amount);
  const inclusive = exclusive + sum((price) => price.vat);
  const charges = [{ Description: 'Verzending', AmountFCExclVat: amount / 100, VATCode: first?.row.VATCode ?? null }];
  const isInvoice = billed !== null;
  return {
    Currency: story.currency ?? 'EUR',
    YourRef: story.yourRef ?? null,
    AmountFC: inclusive / 100,
    AmountFCExclVat: exclusive / 100,
    AmountDC: roundHalfUp((inclusive * rate) / 100) / 100,
    ...(isInvoice
      ? {
          VATAmountFC: (inclusive - exclusive) / 100,
          VATAmountDC: roundHalfUp(((inclusive - exclusive) * rate) / 100) / 100,
        }
      : {}),
    AmountDiscount: 0,
    AmountDiscountExclVat: 0,
    ...(amount === 0 ? {} : { [isInvoice ? 'SalesInvoiceOrderChargeLines' : 'SalesOrderOrderChargeLines']: charges }),
  };
}
