import { guid } from '../world/random.ts';
import type { WorldRow } from '../world/rows.ts';
import { createWorld, type World } from '../world/world.ts';
import type { NamedWorld, Servers } from './named-world.ts';
import { typical } from './typical.ts';

/** An order whose invoice has a VAT code that no table knows. */
const UNKNOWN_CODE = { order: 26005, code: '9' } as const;
/** A customer of whom Asperion has two debtors, by the number of the chamber of commerce. */
const TWICE = { account: '20008', debtors: ['10006', '10007'] } as const;
/** A customer that is blocked in Exact Online. */
const BLOCKED = '20012';

/** The typical world, with much going wrong. */
export const broken: NamedWorld = {
  about:
    'The typical world with faults: a slow gateway, limits, a lost answer, a closed period, codes and customers in doubt.',
  create: () => withDoubts(createWorld()),
  asperion: { closedPeriods: [{ bookyear: 2026, bookperiod: 3 }] },
  disturb,
  sights: [
    {
      there: 'Asperion answers 504 to the third new debtor, and stores it three seconds later.',
      seen: 'The debtor is looked for, not sent again: there is one of it.',
    },
    {
      there: 'Exact Online loses its answer to the second new item, which it has stored.',
      seen: 'The item is looked up and found: there is one of it.',
    },
    { there: 'Both systems answer 429 once.', seen: 'The run waits for as long as they say, and goes on.' },
    {
      there: `Asperion has two debtors of customer ${TWICE.account}, ${TWICE.debtors.join(' and ')}.`,
      seen: 'The customer waits (AMBIGUOUS), and so do its orders: choose one in links.yml.',
    },
    {
      there: 'March 2026 is closed in Asperion.',
      seen: 'The invoices of March wait (PERIOD_CLOSED): reopen it, or book them by hand.',
    },
    {
      there: `The invoice of order ${UNKNOWN_CODE.order} has VAT code ${UNKNOWN_CODE.code}, which is new in Exact Online.`,
      seen: 'It waits (UNMAPPED_KEY) until tables/vat-codes.yml has the code. In tables of init it is there.',
    },
    {
      there: `Customer ${BLOCKED} is blocked in Exact Online.`,
      seen: 'It syncs all the same: a block stops new orders there, not what is owed.',
    },
    ...typical.sights.slice(1),
  ],
};

/** Faults of calls; a plan or the doctor meets none of them but the 429 of Exact Online. */
function disturb({ exactOnline, asperion }: Servers): void {
  asperion.faults.add({ method: 'POST', path: /\/debtors$/i, skip: 2, act: 'store-late', storeAfterMs: 3000 });
  asperion.faults.add({
    method: 'GET',
    path: /\/salesinvoices(withlines)?$/i,
    act: 'status',
    status: 429,
    headers: { 'retry-after': '2' },
  });
  exactOnline.faults.add({ method: 'POST', path: /\/logistics\/Items$/i, skip: 1, act: 'drop-after' });
  const limit = { 'X-RateLimit-Minutely-Limit': '60', 'X-RateLimit-Minutely-Remaining': '0' };
  exactOnline.faults.add({
    method: 'GET',
    path: /\/bulk\/Logistics\/Items$/i,
    act: 'status',
    status: 429,
    headers: limit,
    before: () => Object.assign(limit, { 'X-RateLimit-Minutely-Reset': String(Date.now() + 3000) }),
  });
}

/** The records that are in doubt. */
function withDoubts({ exactOnline, asperion }: World): World {
  const { rows } = exactOnline;
  const { VATCodes = [], VatPercentages = [], SalesInvoices = [], Accounts = [] } = rows;
  const copied = VATCodes.find(({ Code }) => Code === '1');
  const unknown = {
    ...copied,
    ID: guid(1, 'VATCodes', UNKNOWN_CODE.code),
    Code: UNKNOWN_CODE.code,
    Description: 'Nieuw tarief',
  };
  const percentage = VatPercentages.find(({ VATCodeID, EndDate }) => VATCodeID === copied?.ID && EndDate === null);
  const accounts = Accounts.map((row) => (row.Code === BLOCKED ? { ...row, Blocked: true } : row));
  const { debtors = [] } = asperion.rows;
  const chamber = Accounts.find(({ Code }) => Code === TWICE.account)?.ChamberOfCommerce ?? null;
  const twins = TWICE.debtors.map((customerNumber, index) => ({
    ...debtors[0],
    id: 401 + index,
    customerNumber,
    name: index === 0 ? 'Buurtboerderij Lage Land' : 'St. Buurtboerderij',
    emailAddress: null,
    cocNumber: chamber,
    comments: null,
  }));
  return {
    exactOnline: {
      ...exactOnline,
      rows: {
        ...rows,
        Accounts: accounts,
        VATCodes: [...VATCodes, unknown],
        VatPercentages: [
          ...VatPercentages,
          { ...percentage, ID: guid(1, 'VatPercentages', 'new'), VATCodeID: unknown.ID },
        ],
        SalesInvoices: SalesInvoices.map(withUnknownCode),
      },
    },
    asperion: { ...asperion, rows: { ...asperion.rows, debtors: [...debtors, ...twins] } },
  };
}

function withUnknownCode(invoice: WorldRow): WorldRow {
  const lines = (invoice.SalesInvoiceLines ?? []) as readonly WorldRow[];
  if (lines.every(({ SalesOrderNumber }) => SalesOrderNumber !== UNKNOWN_CODE.order)) return invoice;
  return { ...invoice, SalesInvoiceLines: lines.map((line) => ({ ...line, VATCode: UNKNOWN_CODE.code })) };
}
