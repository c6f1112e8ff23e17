import { type Customer, fullName } from './customers.ts';
import { revenueAccount, shippingAccount } from './lists.ts';
import { moment, type WorldRow, type WorldRows } from './rows.ts';
import { vatCodeOf } from './vat.ts';

/**
 * Asperion's `debtors` when the world begins. The first three customers are among them, each found by another
 * key: the external key (with every field as Exact Online has it), the VAT number (typed with dots and a blank), the
 * e-mail address (in capitals, and no number known). The other two are Asperion's own.
 */
export function debtorRows(all: readonly Customer[]): WorldRow[] {
  const [byKey, byVatNumber, byEmail] = all;
  const rows: readonly (WorldRow | undefined)[] = [
    {
      name: 'Kringloop Zaanstad',
      address: 'Havenkade 3',
      postCode: '1506 ZZ',
      city: 'Zaandam',
      debtorKindId: 'company',
      emailAddress: 'kassa@kringloopzaanstad.example',
      cocNumber: '30998877',
      comments: 'Alleen in Asperion bekend.',
    },
    byKey && {
      name: byKey.name,
      address: byKey.addressLine1,
      addressLine2: byKey.addressLine2,
      postCode: byKey.postcode,
      city: byKey.city,
      attentionTo: byKey.contact && fullName(byKey.contact),
      debtorKindId: 'company',
      phoneNumber: byKey.phone,
      emailAddress: byKey.email,
      cocNumber: byKey.chamberNumber,
      vatNumber: byKey.vatNumber,
      characteristic5: `EO-${byKey.code}`,
    },
    byVatNumber && {
      name: byVatNumber.name.replace(' B.V.', ''),
      address: 'Stationsplein 1',
      postCode: byVatNumber.postcode,
      city: byVatNumber.city,
      debtorKindId: 'company',
      emailAddress: 'receptie@noorderlicht.example',
      vatNumber: byVatNumber.vatNumber && asTyped(byVatNumber.vatNumber),
      comments: 'Sleutel ligt bij de receptie.',
    },
    byEmail && {
      name: 'VOF Bakkerij de Gouden Korenaar', // the same name as the customer's, typed another way
      address: byEmail.addressLine1,
      postCode: byEmail.postcode,
      city: byEmail.city,
      debtorKindId: 'company',
      emailAddress: byEmail.email.toUpperCase(),
    },
    {
      name: 'Wilma Oosterhuis',
      address: 'Molenpad 88',
      postCode: '1506 ZX',
      city: 'Zaandam',
      debtorKindId: 'private',
      emailAddress: 'wilma.oosterhuis@example.org',
    },
  ];
  return rows.flatMap((row, index) => {
    if (row === undefined) return [];
    const identity = { id: 301 + index, customerNumber: String(10001 + index), countryCode: 'NL' };
    const dates = { dateAdded: moment(-200 + index, '11:00:00'), dateLastChange: moment(-20 + index, '11:00:00') };
    return [{ ...identity, paymentConditionId: 1, paymentMethodId: 'BANK', ...row, ...dates }];
  });
}

/** A Dutch VAT number as people type it: `NL 8123.45.678.B01`. */
function asTyped(vatNumber: string): string {
  return vatNumber.replace(/^NL(\d{4})(\d{2})(\d{3})(B\d{2})$/, 'NL $1.$2.$3.$4');
}

/**
 * Asperion's `salesinvoiceswithlines` when the world begins: one of its own, and that of Exact Online's first order
 * as a sync would book it, so that it is found and left alone. Totals and VAT follow from the lines.
 */
export function invoiceRows({ SalesOrders = [], SalesInvoices = [] }: WorldRows): WorldRow[] {
  const own = {
    id: 901,
    invoiceNumber: '2026-0001',
    debtorCustomerNumber: '10001',
    date: moment(2),
    bookyear: 2026,
    bookperiod: 1,
    journalId: '70',
    description: 'Losse verkoop januari',
    paymentConditionId: 1,
    lines: [{ amount: 48.5, vatCode: 'VL', ledgerAccountId: 8000, description: 'Espresso Morgenrood bonen' }],
  };
  const [order, invoice] = [SalesOrders[0], SalesInvoices[0]];
  return order === undefined || invoice === undefined ? [own] : [own, booked(order, invoice)];
}

function booked(order: WorldRow, invoice: WorldRow): WorldRow {
  const date = String(invoice.InvoiceDate);
  return {
    id: 902,
    invoiceNumber: `EO-${invoice.InvoiceNumber}`,
    debtorCustomerNumber: '10002',
    date,
    bookyear: Number(date.slice(0, 4)),
    bookperiod: Number(date.slice(5, 7)),
    journalId: '70',
    description: ['Order', order.OrderNumber, order.YourRef].filter((part) => part !== null).join(' '),
    paymentConditionId: 1,
    lines: (invoice.SalesInvoiceLines as readonly WorldRow[]).map((line) => ({
      amount: Number(line.AmountFC),
      vatCode: vatCodeOf(String(line.VATCode)).asperion,
      ledgerAccountId: Number(line.ItemCode === 'VERZENDKOSTEN' ? shippingAccount : revenueAccount('NL')),
      description: `${line.ItemCode} ${line.Description}`,
    })),
  };
}
