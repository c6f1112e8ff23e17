import type { Language } from './http/refusals.ts';

/**
 * How the sandbox behaves where the documents leave a choice. All can be changed while the server runs. If a
 * behaviour is unknown (the U- numbers of the reference), the default is the harder one for a client.
 */
export interface Switches {
  /** The user's language, in which business errors are worded (EX-error-body). Default `nl`. */
  language: Language;
  /** Plain and bulk endpoints with a sync twin refuse a GET without a filter on a listed field (EX-mandatory-filter). Default true. */
  mandatoryFiltering: boolean;
  /** `$top` above the page size is cut to pages with `__next`, or answered in full (EX-top-above-page). Default `paged`. */
  topAbovePageSize: 'paged' | 'full';
  /** Rows of a page, if fewer than in the reference; null = as in the reference. Default null. */
  pageSize: number | null;
  /** Whether a page that is not the last names the next one (EX-paging). Default `given`. */
  nextPages: 'given' | 'missing';
  /** Whether a filter compares codes of fixed width as they are shown, or without their padding (EX-padded-codes). Default `padded`. */
  codesInFilters: 'padded' | 'bare';
  /** Whether a date without a time is shown as midnight of UTC, or as Dutch midnight in true milliseconds (EX-dates). Default `utc`. */
  midnightOf: 'utc' | 'netherlands';
  /** How 64-bit numbers such as Timestamp are written (EX-int64). Default `text`. */
  int64As: 'text' | 'number';
  /** Whether `read/…` functions answer a bare list or `results` (EX-function-envelope). Default `bare`. */
  functionEnvelope: 'bare' | 'results';
  /** Whether sync pages come in the order of Timestamp, or of the rows' keys (EX-feed-order). Default `key`. */
  syncOrder: 'timestamp' | 'key';
  /** A PUT that repeats the unchanged Code is refused like a duplicate (EX-code-taken). Default true. */
  refuseUnchangedCode: boolean;
  /** Periods in which nothing can be booked (EX-closed-period); without `period` (a month) the whole year. Default none. */
  closedPeriods: readonly { readonly year: number; readonly period?: number }[];
  /** Whether the lines of an order count as invoiced when the invoice is made or when it is printed. Default `invoice`:
   * then the order does not move when the invoice gets its number and date. */
  ordersMoveOn: 'invoice' | 'printing';
  /** `ledger` (EX-ledger-rows): the feed of invoices also has rows with LineNumber 0 (total) and 9999 (VAT), and revenue and VAT are negative
   * there. Default `lines`: invoice lines alone. */
  invoiceFeed: 'lines' | 'ledger';
  /** Blanks at the end of a text count in `eq` and `ne` (EX-trailing-blanks). Default false, as SQL Server compares. */
  trailingBlanksCount: boolean;
  /** Properties that cannot be filtered although no list says so, such as `GoodsDeliveryLines.SalesOrderNumber`. Default none. */
  refusedFilters: readonly string[];
  /** A refresh that is refused as too early still uses up the refresh token (EX-early-refresh). Default false, which is likelier. */
  failedRefreshConsumes: boolean;
  /** Token calls a day, successful or not; null = no limit. Default 200 (EX-token-calls-per-day). */
  tokenCallsPerDay: number | null;
  /** Entities whose rows the user may not see: GET answers an empty list, writing 403 (EX-rights). Names of the catalog. */
  withoutRights: readonly string[];
  /** Entities outside the licence: 403 `Forbidden` (EX-rights). */
  withoutLicence: readonly string[];
  /** Entities outside the app's scope: 403 with the scope sentence (EX-rights). */
  outsideScope: readonly string[];
  /** A state of the user or the administration that refuses every call with this `Reason`; null = none (EX-error-body). */
  refusedBecause:
    | 'BlockedUser'
    | 'InactiveUser'
    | 'BlockedCustomer'
    | 'LicenseExpired'
    | 'DivisionBlocked'
    | 'NoDivisionAccess'
    | null;
  /** The same for one of several administrations, by its number. Default none. */
  refusedDivisions: Readonly<Record<number, Exclude<Switches['refusedBecause'], null>>>;
  /** Calls per UTC day of one of several administrations, by its number; the others have those of the options. Default none. */
  dailyLimits: Readonly<Record<number, number>>;
}

/** The defaults of all switches. */
export const defaultSwitches: Readonly<Switches> = {
  language: 'nl',
  mandatoryFiltering: true,
  topAbovePageSize: 'paged',
  pageSize: null,
  nextPages: 'given',
  codesInFilters: 'padded',
  midnightOf: 'utc',
  int64As: 'text',
  functionEnvelope: 'bare',
  syncOrder: 'key',
  refuseUnchangedCode: true,
  closedPeriods: [],
  ordersMoveOn: 'invoice',
  refusedFilters: [],
  invoiceFeed: 'lines',
  trailingBlanksCount: false,
  failedRefreshConsumes: false,
  tokenCallsPerDay: 200,
  withoutRights: [],
  withoutLicence: [],
  outsideScope: [],
  refusedBecause: null,
  refusedDivisions: {},
  dailyLimits: {},
};
