import { type AsperionSandbox, startAsperion } from '../../../sandbox/asperion/asperion.ts';
import type { AsperionSwitches } from '../../../sandbox/asperion/switches.ts';
import { type GoClient, goClient, renewLikeGo } from './client.ts';

/** The day of these tests, and a debtor with something in every field that the client can filter on. */
export const today = '2021-12-14T00:00:00';

export const fullDebtor = {
  customerNumber: '10010',
  name: 'ABC Automotive',
  address: 'Dorpsstraat 1',
  addressLine2: 'Gebouw C',
  addressLine3: 'Poort 4',
  postCode: '1234 AB',
  city: 'Utrecht',
  countryCode: 'NL',
  attentionTo: 'Mevrouw De Vries',
  debtorKindId: 'company',
  paymentConditionId: 2,
  paymentMethodId: 'IDEAL',
  phoneNumber: '020-555 0101',
  mobileNumber: '06-555 0102',
  faxNumber: '020-555 0103',
  emailAddress: 'info@abc.example',
  iban: 'NL02TEST0123456789',
  bic: 'TESTNL2A',
  bban: '0123456789',
  directDebit: true,
  cocNumber: '12345678',
  vatNumber: 'NL123456789B01',
  comments: 'Levert aan huis',
  characteristic4: 'Garage',
  characteristic5: 'EO-20001',
  blocked: true,
  noReminder: true,
  dateAdded: '2021-05-01T09:30:00',
};

/** What the second debtor has beside a name: in each field something else, or nothing. */
const otherDebtor = {
  customerNumber: '20020',
  name: 'Bakkerij Zon',
  address: 'Kerkplein 9',
  debtorKindId: 'private',
  paymentConditionId: 1,
  dateAdded: '2020-01-01T09:30:00',
};

function invoice(number: number): object {
  return {
    invoiceNumber: `${20_221_200 + number}`,
    debtorCustomerNumber: number === 0 ? '20020' : '10010',
    date: number === 0 ? '2021-11-30T00:00:00' : today,
    journalId: number === 0 ? '71' : '70',
    description: number === 0 ? 'Andere levering' : 'Levering december',
    paymentConditionId: number === 0 ? 1 : 2,
    status: number === 0 ? 7 : 1,
    lines: [
      {
        amount: number === 0 ? 10 : 100,
        vatCode: number === 0 ? 'VL' : 'VH',
        ledgerAccountId: 20,
        description: 'Omzet',
      },
    ],
  };
}

/** A sandbox with the codes of the client's own tests: journals "70" and "90", ledger account 20, cost centre 30. */
export async function openBooks(
  switches: Partial<AsperionSwitches> = {},
): Promise<{ sandbox: AsperionSandbox; token: string; client: GoClient } & AsyncDisposable> {
  const sandbox = await startAsperion({
    clock: () => Date.parse('2021-12-14T10:00:00Z'),
    switches,
    administrations: [
      { id: 4711, name: 'Voorbeeld Handel BV', inTrade: true },
      { id: 4712, name: 'Voorbeeld Transport BV', inTrade: false },
    ],
    rows: {
      debtors: [fullDebtor, otherDebtor],
      journals: [
        { id: '70', description: 'Verkoop', type: 'Sales' },
        { id: '71', description: 'Verkoop export', type: 'Sales' },
        { id: '90', description: 'Memoriaal', type: 'Memorial' },
      ],
      ledgeraccounts: [
        { id: 20, type: 2, description: 'Omzet', vatCode: 'VH', disabled: false, rcsfi: null },
        { id: 21, type: 1, description: 'Bank', vatCode: null, disabled: false, rcsfi: null },
      ],
      costcenters: [
        { id: 30, description: 'Werkplaats', conversionCode: 'W1' },
        { id: 31, description: 'Winkel', conversionCode: null },
      ],
      costunits: [
        { id: 1, type: 1, description: 'Project Noord', conversionCode: 'N1', costCenter: 30 },
        { id: 2, type: 2, description: 'Algemeen', conversionCode: null, costCenter: null },
      ],
      salesinvoiceswithlines: Array.from({ length: 60 }, (_, number) => invoice(number)),
    },
  });
  const answers = await renewLikeGo(sandbox, sandbox.issueRefreshToken());
  const token: string = answers.at(-1)?.body.access_token;
  const client = goClient(sandbox, token, sandbox.tenant);
  return { sandbox, token, client, [Symbol.asyncDispose]: () => sandbox.close() };
}
