import type { Row, Rows } from './rows.ts';

/**
 * What the shipped flows must make of the world's rows, worked out here once more by hand: nothing of the product and none
 * of its tables is asked.
 */

/** Exact Online's payment condition → Asperion's. */
const PAYMENT_CONDITIONS: Readonly<Record<string, number>> = { '08': 2, '14': 2, '15': 1, '21': 1, '30': 1, '60': 3 };

/** Countries of the world outside the Union. */
const OUTSIDE_EU = ['CH', 'GB', 'NO'];

const OWN_REVENUE: Readonly<Record<string, number>> = { NL: 8000, BE: 8011, DE: 8012 };

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

/** The header of the invoice of an order. */
export function invoiceOf(order: Row, customerNumber: unknown): Row {
  const date = String(order.OrderDate);
  const number = String(order.OrderNumber);
  return {
    invoiceNumber: `EO-${number}`,
    debtorCustomerNumber: customerNumber,
    date: order.OrderDate,
    bookyear: Number(date.slice(0, 4)),
    bookperiod: Number(date.slice(5, 7)),
    journalId: '70',
    description: order.YourRef === null ? `Order ${number}` : `Order ${number} ${String(order.YourRef)}`,
    paymentConditionId: PAYMENT_CONDITIONS[String(order.PaymentCondition)],
  };
}

/** A line of the invoice for a line of the order of a customer from a country. */
export function invoiceLineOf(line: Row, country: string): Row {
  const code = String(line.VATCode);
  return {
    description: `${String(line.ItemCode)} ${String(line.Description)}`,
    amount: line.AmountFC,
    vatCode: DOMESTIC_VAT[code] ?? `OSS-${code.slice(0, 2)}${code.endsWith('L') ? '-L' : ''}`,
    ledgerAccountId: OWN_REVENUE[country] ?? (OUTSIDE_EU.includes(country) ? 8020 : 8010),
  };
}

const UNITS: Readonly<Record<string, string>> = { doos: 'doos', uur: 'uur', kg: 'kg', m: 'm' };

/** What an article says of its item, whether that is there already or not. */
export function itemOf(article: Row): Row {
  return {
    Code: article.articleNumber,
    Description: String(article.description).slice(0, 60),
    ExtraDescription: article.longDescription,
    Barcode: article.eanCode,
    Unit: UNITS[String(article.unit).toLowerCase()] ?? 'stuk',
    IsSalesItem: true,
  };
}
