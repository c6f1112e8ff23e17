import { asperionLists, exactOnlineLists } from '../../../../sandbox/world/lists.ts';
import type { Fields, Records } from '../case.ts';
import { idOf } from './ids.ts';

const WORLD = 1;

/** VAT codes of the example administration beside those of the sandbox, and what it says more of these. */
const vatCodes: readonly Fields[] = [
  { Code: '0', Percentage: '0', Type: 'B', EUSalesListing: 'N' },
  { Code: '1', Percentage: '0.09', Type: 'E', EUSalesListing: 'N' },
  { Code: '2', Percentage: '0.21', Type: 'E', EUSalesListing: 'N' },
  { Code: '6', Percentage: '0', Type: 'B', EUSalesListing: 'N' },
  { Code: '7', Percentage: '0', Type: 'B', EUSalesListing: 'L' },
  { Code: '8', Percentage: '0', Type: 'B', EUSalesListing: 'N' },
  { Code: '7D', Percentage: '0', Type: 'B', EUSalesListing: 'S' },
  { Code: '2I', Percentage: '0.21', Type: 'I', EUSalesListing: 'N' },
  { Code: '1I', Percentage: '0.09', Type: 'I', EUSalesListing: 'N' },
  { Code: 'V', Percentage: '0', Type: 'B', EUSalesListing: 'N' },
  { Code: 'M', Percentage: '0', Type: 'B', EUSalesListing: 'N', VatMargin: '1' },
  { Code: 'G', Percentage: '0', Type: 'N', EUSalesListing: 'N' },
  { Code: 'L', Percentage: '0.21', Type: 'E', EUSalesListing: 'N' },
];

/** Ledger accounts of the example administration that the sandbox lacks. */
const accounts: readonly (readonly [string, string])[] = [
  ['1500', 'VAT to pay'],
  ['1650', 'Deposits on packaging to refund'],
  ['1660', 'Gift vouchers outstanding'],
  ['1670', 'Prepayments received'],
  ['4400', 'Office costs'],
  ['4777', 'Unknown costs'],
  ['4990', 'Rounding'],
  ['8050', 'Sales of margin goods'],
];

const asperionCodes: readonly (readonly [string, string])[] = [
  ['VICD', '0'],
  ['VVR', '0'],
  ['VMR', '0'],
  ['GEEN', '0'],
];

/** The reference lists of Exact Online in the example administration, by entity. */
export function exactLists(): Records {
  const sandbox = asText(exactOnlineLists(WORLD));
  return {
    ...sandbox,
    VATCodes: merged(
      sandbox.VATCodes ?? [],
      vatCodes.map((one) => ({
        ID: idOf('VATCodes', String(one.Code)),
        Description: `VAT ${one.Code}`,
        VATTransactionType: 'S',
        Country: 'NL',
        IsBlocked: 'false',
        ...one,
      })),
    ),
    VatPercentages: [
      percentage('L', '0.09', '2019-01-01', '2025-12-31'),
      percentage('L', '0.21', '2026-01-01', ''),
      percentage('2', '0.21', '2012-10-01', ''),
      percentage('1', '0.09', '2019-01-01', ''),
    ],
    GLAccounts: merged(
      sandbox.GLAccounts ?? [],
      accounts.map(([Code, Description]) => ({
        ID: idOf('GLAccounts', Code),
        Code,
        Description,
        Type: Code < '4000' ? '40' : '110',
        IsBlocked: 'false',
      })),
    ),
  };
}

/** The reference lists of Asperion in the example administration. */
export function asperionReferences(): Records {
  const sandbox = asText(asperionLists);
  return {
    ...sandbox,
    vatcodes: merged(
      sandbox.vatcodes ?? [],
      asperionCodes.map(([id, rate]) => ({
        id,
        description: id,
        salesCode: 'true',
        percentage: rate,
        countryCode: 'NL',
      })),
      'id',
    ),
    ledgeraccounts: merged(
      sandbox.ledgeraccounts ?? [],
      accounts.filter(([id]) => id !== '4777').map(([id, description]) => ({ id, type: '2', description })),
      'id',
    ),
  };
}

function percentage(code: string, Percentage: string, StartDate: string, EndDate: string): Fields {
  return {
    ID: idOf('VatPercentages', code, StartDate),
    VATCodeID: idOf('VATCodes', code),
    Percentage,
    StartDate,
    EndDate,
  };
}

/** Rows with what others say of those with the same name; what is new comes behind. */
export function merged(rows: readonly Fields[], more: readonly Fields[], by = 'Code'): readonly Fields[] {
  const kept = rows.map((row) => ({ ...row, ...without(more.find((one) => one[by] === row[by]) ?? {}, 'ID') }));
  return [...kept, ...more.filter((one) => !rows.some((row) => row[by] === one[by]))];
}

/** A record without a field. */
export function without(fields: Fields, name: string): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([field]) => field !== name));
}

function asText(rows: Readonly<Record<string, readonly object[]>>): Records {
  return Object.fromEntries(
    Object.entries(rows).map(([name, list]) => [
      name,
      list.map((row) =>
        Object.fromEntries(Object.entries(row).map(([field, value]) => [field, value === null ? '' : String(value)])),
      ),
    ]),
  );
}
