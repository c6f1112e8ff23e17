import type { Stage } from '../../../sandbox/stage.ts';
import { only, type Row, type Rows } from '../support/rows.ts';
import { setStageWithFile, smallWorld } from '../support/stage.ts';

/** Statuses of Asperion's invoices: concept, in the ledger, paid. */
const [CONCEPT, BOOKED, PAID] = [1, 3, 7];

/** Debtors beside those of the world: a German company, a Belgian person. */
const DEBTORS = [
  {
    customerNumber: '10201',
    name: 'Kaffeehaus Kleve GmbH',
    address: 'Große Straße 2',
    countryCode: 'DE',
    debtorKindId: 'company',
    vatNumber: 'DE 123456789',
    paymentConditionId: 3,
  },
  {
    customerNumber: '10202',
    name: 'Lotte Peeters',
    address: 'Korenmarkt 4',
    countryCode: 'BE',
    debtorKindId: 'private',
  },
];

const line = (
  amount: number,
  vatCode: string,
  ledgerAccountId: number,
  description: string | null,
  more: object = {},
) => ({
  amount,
  vatCode,
  ledgerAccountId,
  description,
  ...more,
});

/** Invoices; Asperion computes VAT and totals. */
export const INVOICES = [
  {
    invoiceNumber: '2026-0101',
    debtorCustomerNumber: '10002',
    date: '2026-03-14T00:00:00',
    status: BOOKED,
    description: 'Levering week 11',
    paymentConditionId: 2,
    lines: [line(115.95, 'VL', 8000, 'Espresso'), line(19.95, 'VH', 8000, null)],
  },
  {
    invoiceNumber: '2026-0102',
    debtorCustomerNumber: '10005',
    date: '2026-04-02T00:00:00',
    status: PAID,
    description: 'Retour',
    lines: [line(-19.95, 'VH', 8000, 'Mok retour'), line(4.95, 'VH', 8000, 'Verzendkosten')],
  },
  {
    invoiceNumber: '2026-0103',
    debtorCustomerNumber: '10201',
    date: '2026-05-31T00:00:00',
    status: BOOKED,
    paymentDueDate: '2026-06-15T00:00:00',
    lines: [line(490.01, 'VICP', 8012, 'Kopjes')],
  },
  {
    invoiceNumber: '2026-0104',
    debtorCustomerNumber: '10202',
    date: '2026-06-01T00:00:00',
    status: BOOKED,
    lines: [line(14, 'OSS-BE', 8011, 'Mok'), line(16, 'OSS-BE-L', 8011, 'Koffie')],
  },
  {
    invoiceNumber: '2026-0105',
    debtorCustomerNumber: '10002',
    date: '2026-06-02T00:00:00',
    status: CONCEPT,
    lines: [line(1, 'VH', 8000, 'Concept')],
  },
  {
    invoiceNumber: 'EO-26999',
    debtorCustomerNumber: '10002',
    date: '2026-06-02T00:00:00',
    status: BOOKED,
    lines: [line(2, 'VH', 8000, 'Kopie')],
  },
  {
    invoiceNumber: null,
    debtorCustomerNumber: '10002',
    date: '2026-06-02T00:00:00',
    status: BOOKED,
    lines: [line(3, 'VH', 8000, 'Nummerloos')],
  },
];

/** A stage whose Asperion has these invoices and debtors, and on which one flow runs. */
export async function open(flow: string): Promise<Stage> {
  const stage = await setStageWithFile({ world: smallWorld() });
  // The invoices keep their dates, and the clock goes on: none is too old to be looked at.
  await stage.setYaml('settings.yml', ['asperion', 'changes', 'salesinvoiceswithlines'], 'full');
  for (const debtor of DEBTORS) stage.asperion.insert('debtors', debtor);
  for (const invoice of INVOICES) stage.asperion.insert('salesinvoiceswithlines', invoice);
  stage.inputs.flows = flow;
  return stage;
}

/** The account of a debtor. */
export const account = (stage: Stage, number: string): Row =>
  only(stage.exactOnline.rows('Accounts'), 'SearchCode', number);

/** The id of a record of one of Exact Online's lists. */
export const idOf = (stage: Stage, list: string, code: string): unknown =>
  only(stage.exactOnline.rows(list), 'Code', code).ID;

/** The lines of a document in their order. */
export function linesOf(stage: Stage, table: string, parent: string, id: unknown): Rows {
  const rows = stage.exactOnline.rows(table).filter((row) => row[parent] === id);
  return rows.sort((left, right) => Number(left.LineNumber) - Number(right.LineNumber));
}
