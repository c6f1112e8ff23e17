import { referenceLists } from '../asperion/reference-lists.ts';
import { guid } from './random.ts';
import { moment, type WorldRow, type WorldRows } from './rows.ts';
import { asperionVatCodes, exactOnlineVatCodes, isInUnion, vatPercentages } from './vat.ts';

/** The world's division in Exact Online and administrations in Asperion. */
export const company = { division: 3141592, name: 'Koffiebranderij Morgenrood B.V.', administration: 4711 } as const;

/** Payment conditions of Exact Online: code, name, days. Asperion has ids 1 to 3: 30, 14 and 60 days. */
export const paymentConditions = [
  { code: '08', description: '8 dagen', days: 8 },
  { code: '14', description: '14 dagen', days: 14 },
  { code: '15', description: '15 dagen', days: 15 },
  { code: '21', description: '21 dagen', days: 21 },
  { code: '30', description: '30 dagen', days: 30 },
  { code: '60', description: '60 dagen', days: 60 },
] as const;

const units = [
  { code: 'stuk', description: 'Stuk', type: 'O' },
  { code: 'doos', description: 'Doos', type: 'O' },
  { code: 'kg', description: 'Kilogram', type: 'W' },
  { code: 'm', description: 'Meter', type: 'L' },
  { code: 'uur', description: 'Uur', type: 'T' },
] as const;

/** Groups of items in Exact Online, by code. */
export const itemGroups = { goods: 'HANDEL', services: 'DIENST' } as const;

/** General ledger accounts of Exact Online: revenue by market, and what sales touch. */
const accounts = [
  { code: '1300', description: 'Debiteuren', type: 20, revenue: false },
  { code: '3000', description: 'Voorraad handelsgoederen', type: 32, revenue: false },
  { code: '7000', description: 'Kostprijs verkopen', type: 111, revenue: false },
  { code: '8000', description: 'Omzet Nederland', type: 110, revenue: true },
  { code: '8010', description: 'Omzet EU', type: 110, revenue: true },
  { code: '8011', description: 'Omzet België', type: 110, revenue: true },
  { code: '8012', description: 'Omzet Duitsland', type: 110, revenue: true },
  { code: '8020', description: 'Omzet buiten EU', type: 110, revenue: true },
  { code: '8900', description: 'Doorberekende verzendkosten', type: 110, revenue: true },
] as const;

/** The account of shipping, whatever the market. */
export const shippingAccount = '8900';

/** The account of revenue in a market. */
export function revenueAccount(country: string): string {
  const own: Readonly<Record<string, string>> = { NL: '8000', BE: '8011', DE: '8012' };
  return own[country] ?? (isInUnion(country) ? '8010' : '8020');
}

/** Makes a list row from its code. */
type MakeRow = (entity: string, code: string, fields: WorldRow) => WorldRow;

/** The reference lists of Exact Online. */
export function exactOnlineLists(seed: number): WorldRows {
  const row: MakeRow = (entity, Code, fields) => ({ ID: guid(seed, entity, Code), Code, ...fields });
  return {
    VATCodes: exactOnlineVatCodes(seed),
    VatPercentages: vatPercentages(seed),
    PaymentConditions: paymentConditions.map(({ code, description, days }) =>
      row('PaymentConditions', code, {
        Description: description,
        PaymentDays: days,
        PaymentEndOfMonths: 0,
        PaymentMethod: 'B',
      }),
    ),
    Units: units.map(({ code, description, type }) =>
      row('Units', code, { Description: description, Type: type, Active: true, Main: code === 'stuk' ? 1 : 0 }),
    ),
    GLAccounts: accounts.map(({ code, description, type, revenue }) =>
      row('GLAccounts', code, {
        Description: description,
        Type: type,
        BalanceType: code < '4000' ? 'B' : 'W',
        BalanceSide: revenue ? 'C' : 'D',
        IsBlocked: false,
      }),
    ),
    ItemGroups: itemGroupRows(seed, row),
    FinancialPeriods: periods(seed),
    Journals: [
      row('Journals', '70', { Description: 'Verkoopboek', Type: 20, Currency: 'EUR', IsBlocked: false }),
      row('Journals', '90', { Description: 'Memoriaal', Type: 90, Currency: 'EUR', IsBlocked: false }),
    ],
    Warehouses: [row('Warehouses', '1', { Description: 'Magazijn Zaandam', Main: 1, UseStorageLocations: 0 })],
    ShippingMethods: [
      row('ShippingMethods', 'PAK', { Description: 'Pakketdienst', Active: true }),
      row('ShippingMethods', 'AFH', { Description: 'Afhalen', Active: true }),
    ],
    Currencies: currencies,
    SystemDivisions: divisions,
  };
}

function itemGroupRows(seed: number, row: MakeRow): WorldRow[] {
  const account = (code: string): string => guid(seed, 'GLAccounts', code);
  return [
    row('ItemGroups', itemGroups.goods, {
      Description: 'Handelsgoederen',
      IsDefault: 1,
      GLRevenue: account('8000'),
      GLCosts: account('7000'),
      GLStock: account('3000'),
    }),
    row('ItemGroups', itemGroups.services, { Description: 'Diensten', IsDefault: 0, GLRevenue: account('8000') }),
  ];
}

const currencies: readonly WorldRow[] = ['EUR', 'GBP'].map((Code) => ({
  Code,
  Description: Code,
  AmountPrecision: 0.01,
  PricePrecision: 0.0001,
}));

const divisions: readonly WorldRow[] = [
  {
    Code: company.division,
    Description: company.name,
    Country: 'NL',
    Currency: 'EUR',
    Legislation: 'NL',
    Status: 1,
    BlockingStatus: 0,
    IsMainDivision: true,
    StartDate: moment(-730),
    DivisionMoveDate: null,
  },
];

/** The book years of the world's records; the server opens those that its day needs. */
const bookYears = [2025, 2026] as const;

function periods(seed: number): WorldRow[] {
  return bookYears.flatMap((year) =>
    Array.from({ length: 12 }, (_, month) => ({
      ID: guid(seed, 'FinancialPeriods', `${year}-${month + 1}`),
      FinYear: year,
      FinPeriod: month + 1,
      StartDate: firstOf(year, month),
      EndDate: dayBefore(year, month + 1),
    })),
  );
}

const firstOf = (year: number, month: number): string => isoDay(Date.UTC(year, month, 1));
const dayBefore = (year: number, month: number): string => isoDay(Date.UTC(year, month, 1) - 86_400_000);
const isoDay = (ms: number): string => `${new Date(ms).toISOString().slice(0, 10)}T00:00:00`;

/** The reference lists of Asperion: those of every administration (AS-example-lists), with this company's accounts. */
export const asperionLists: WorldRows = {
  ...referenceLists,
  vatcodes: asperionVatCodes,
  ledgeraccounts: [
    ...(referenceLists.ledgeraccounts ?? []),
    { id: 8011, type: 2, description: 'Omzet België', vatCode: 'VICP', disabled: false, rcsfi: null },
    { id: 8012, type: 2, description: 'Omzet Duitsland', vatCode: 'VICP', disabled: false, rcsfi: null },
    { id: 4990, type: 2, description: 'Afrondingsverschillen', vatCode: 'V0', disabled: false, rcsfi: null },
  ],
};
