import type { Books, Cell, Row } from '../books.ts';
import { linesOf } from '../books.ts';
import type { AsperionSwitches } from '../switches.ts';
import { amountOf, cents, isEmpty } from '../values.ts';
import { totalsOf } from './bookings.ts';

/** Invented values of an order's `status`: the real ones are unknown, and no client may depend on them. */
export const orderStatus = { open: 1, delivered: 2 } as const;

/** Debtor by number or id, lines from their articles (AS-line-from-article), amounts and totals computed. */
export function completeOrder(row: Row, books: Books, given: ReadonlySet<string>): Row {
  const byId = given.has('debtorId') && !given.has('debtorCustomerNumber');
  const debtor = byId
    ? books.find('debtors', 'id', row.debtorId)
    : books.find('debtors', 'customerNumber', row.debtorCustomerNumber);
  const lines = linesOf(row).map((line) => completeLine(line, books));
  const numbered = isEmpty(row.orderNumber) && 'orderNumber' in row ? { orderNumber: nextOrderNumber(books) } : {};
  return {
    ...row,
    ...numbered,
    debtorId: debtor?.id ?? row.debtorId ?? null,
    debtorCustomerNumber: debtor?.customerNumber ?? row.debtorCustomerNumber ?? null,
    lines,
    ...totalsOf(lines),
  };
}

function completeLine(line: Row, books: Books): Row {
  const article = isEmpty(line.articleNumber)
    ? books.find('articles', 'id', line.articleId ?? null)
    : books.find('articles', 'articleNumber', line.articleNumber);
  const salesTypeId = line.salesTypeId ?? article?.salesTypeId ?? null;
  const vatCode = line.vatCode ?? books.find('salestypes', 'id', salesTypeId)?.vatCode ?? null;
  const price = line.price ?? article?.salesPrice ?? null;
  const discount = amountOf(line.discountPercentage);
  const amount = cents(amountOf(line.quantity).times(amountOf(price)).times(amountOf(100).minus(discount)).div(100));
  const rate = amountOf(books.find('vatcodes', 'id', vatCode)?.percentage);
  return {
    ...line,
    articleId: article?.id ?? line.articleId ?? null,
    articleNumber: article?.articleNumber ?? line.articleNumber ?? null,
    description: line.description ?? article?.description ?? null,
    price,
    salesTypeId,
    vatCode,
    amount,
    vatAmount: cents(amountOf(amount).times(rate).div(100)),
  };
}

function nextOrderNumber(books: Books): Cell {
  const numbers = books.rows('salesorderswithlines').map((order) => Number(order.orderNumber));
  return String(Math.max(0, ...numbers.filter(Number.isSafeInteger)) + 1);
}

/**
 * Books the difference in stock between two states of an order, null for "none": stock articles go down by what
 * has moved, on delivery or on creation (AS-stock-moves).
 */
export function moveStock(books: Books, before: Row | null, after: Row | null, switches: AsperionSwitches): void {
  const changes = new Map<Cell, number>();
  const count = (order: Row | null, sign: 1 | -1) => {
    if (order === null || !hasMoved(order, switches)) return;
    for (const line of linesOf(order)) {
      const id = line.articleId ?? null;
      changes.set(id, amountOf(changes.get(id)).plus(amountOf(line.quantity).times(sign)).toNumber());
    }
  };
  count(before, 1);
  count(after, -1);
  for (const [articleId, change] of changes) {
    const article = books.find('articles', 'id', articleId);
    if (article === null || article.isStockArticle !== true || change === 0) continue;
    books.put('articles', { ...article, currentStock: amountOf(article.currentStock).plus(change).toNumber() });
  }
}

function hasMoved(order: Row, switches: AsperionSwitches): boolean {
  return switches.stockMovesOn === 'creation' || order.status === orderStatus.delivered;
}
