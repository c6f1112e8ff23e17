import type { Row, Rows } from './rows.ts';

/**
 * What the shipped flows must make of the world's rows, worked out here once more by hand: nothing of the product and none
 * of its tables is asked.
 */

/** Exact Online's payment condition → Asperion's. */
const PAYMENT_CONDITIONS: Readonly<Record<string, number>> = { '08': 2, '14': 2, '15': 1, '21': 1, '30': 1, '60': 3 };

const DOMESTIC_VAT: Readonly<Record<string, string>> = { '0': 'V0', '1': 'VL', '2': 'VH', '7': 'VICP', '8': 'VEX' };

/** The debtor of an account of Exact Online; `comments` only when it is new. */
export function debtorOf(account: Row, contacts: Rows): Row {
  const isCompany = account.VATNumber !== null || account.ChamberOfCommerce !== null;
  const contact = contacts.find(({ ID }) => ID === account.MainContact);
  const { FirstName, LastName } = contact ?? {};
  return {
    characteristic5: `EO-${String(account.Code)}`,
    name: account.Name,
    attentionTo: isCompany && contact !== undefined ? `${String(FirstName)} ${String(LastName)}` : null,
    address: account.AddressLine1,
    addressLine2: account.AddressLine2,
    addressLine3: account.AddressLine3,
    postCode: account.Postcode,
    city: account.City,
    countryCode: account.Country,
    emailAddress: String(account.Email).toLowerCase(),
    phoneNumber: account.Phone,
    vatNumber: account.VATNumber,
    cocNumber: account.ChamberOfCommerce,
    debtorKindId: isCompany ? 'company' : 'private',
    paymentConditionId: PAYMENT_CONDITIONS[String(account.PaymentConditionSales)],
    comments: account.Remarks,
  };
}

/** The header of the invoice in Asperion of a printed invoice of Exact Online. */
export function invoiceOf(invoice: Row, customerNumber: unknown): Row {
  const number = String(invoice.InvoiceNumber);
  return {
    ...headerOf(`EO-${number}`, invoice.InvoiceDate, customerNumber),
    description: described('Invoice', number, invoice.YourRef),
    paymentConditionId: PAYMENT_CONDITIONS[String(invoice.PaymentCondition)],
    paymentDueDate: invoice.DueDate,
  };
}

/** The header of the invoice of an order that was delivered, the last time on that day, and never invoiced in Exact Online. */
export function deliveryOf(order: Row, day: unknown, customerNumber: unknown): Row {
  const number = String(order.OrderNumber);
  return {
    ...headerOf(`EO-O${number}`, day, customerNumber),
    description: described('Order', number, order.YourRef),
    paymentConditionId: PAYMENT_CONDITIONS[String(order.PaymentCondition)],
  };
}

function headerOf(invoiceNumber: string, date: unknown, debtorCustomerNumber: unknown): Row {
  const [bookyear, bookperiod] = String(date).split('-').map(Number);
  return { invoiceNumber, debtorCustomerNumber, date, bookyear, bookperiod, journalId: '70' };
}

const described = (kind: string, number: string, reference: unknown): string =>
  reference === null ? `${kind} ${number}` : `${kind} ${number} ${String(reference)}`;

/** A line of an invoice, from a line of an invoice or order of Exact Online and the code of its ledger account there. */
export function invoiceLineOf(line: Row, amounts: { amount: unknown; vat: unknown }, account: unknown): Row {
  const code = String(line.VATCode);
  return {
    description: `${String(line.ItemCode)} ${String(line.Description)}`,
    amount: amounts.amount,
    vatAmount: amounts.vat,
    vatCode: DOMESTIC_VAT[code] ?? `OSS-${code.slice(0, 2)}${code.endsWith('L') ? '-L' : ''}`,
    ledgerAccountId: Number(account),
  };
}

const UNITS: Readonly<Record<string, string>> = { doos: 'doos', uur: 'uur', kg: 'kg', m: 'm' };

/** What an article says of its item, whether that is there already or not. */
export function itemOf(article: Row): Row {
  return {
    Code: article.articleNumber,
    Description: /^.{1,60}(?=\s|$)/.exec(String(article.description))?.[0], // whole words
    ExtraDescription: article.longDescription,
    Barcode: article.eanCode,
    Unit: UNITS[String(article.unit).toLowerCase()] ?? 'stuk',
    IsSalesItem: true,
  };
}
