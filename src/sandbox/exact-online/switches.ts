import type { Language } from './refusals.ts';

/**
 * How the sandbox behaves where the documents leave a choice. Everything may be changed while the server runs. Where a
 * behaviour is unknown (the U- numbers of the reference) the default is what a client finds harder.
 */
export interface Switches {
  /** The user's language, in which business errors are worded (B-8). Default `nl`. */
  language: Language;
  /** B-7, U-1: plain and bulk endpoints with a sync twin refuse a GET without a filter on a listed field. Default true. */
  mandatoryFiltering: boolean;
  /** B-3, U-3: `$top` above the page size is cut to pages with `__next`, or answered in full. Default `paged`. */
  topAbovePageSize: 'paged' | 'full';
  /** Rows of a page, where they are fewer than the reference says; null = as it says. Default null. */
  pageSize: number | null;
  /** B-2: whether a page that is not the last names the next one. Default `given`. */
  nextPages: 'given' | 'missing';
  /** B-13: whether a filter compares codes of fixed width as they are shown, or without their padding. Default `padded`. */
  codesInFilters: 'padded' | 'bare';
  /** B-14: whether a date without a time is shown as midnight of UTC, or as Dutch midnight in true milliseconds. Default `utc`. */
  midnightOf: 'utc' | 'netherlands';
  /** U-10: how 64-bit numbers such as Timestamp are written. Default `text`. */
  int64As: 'text' | 'number';
  /** U-10: whether `read/…` functions answer a bare list or `results`. Default `bare`. */
  functionEnvelope: 'bare' | 'results';
  /** U-12: whether sync pages come in the order of Timestamp, or of the rows' keys. Default `key`. */
  syncOrder: 'timestamp' | 'key';
  /** B-24: a PUT that repeats the unchanged Code is refused like a duplicate. Default true. */
  refuseUnchangedCode: boolean;
  /** §3.8: periods in which nothing can be booked; without `period` (a month) the whole year. Default none. */
  closedPeriods: readonly { readonly year: number; readonly period?: number }[];
  /** Whether the lines of an order count as invoiced from the making of the invoice or from its printing. Default `invoice`:
   * then nothing of the order moves when the invoice gets its number and date. */
  ordersMoveOn: 'invoice' | 'printing';
  /** F-2: `ledger`: the feed of invoices also has rows with LineNumber 0 (total) and 9999 (VAT), and revenue and VAT are negative
   * there. Default `lines`: invoice lines alone. */
  invoiceFeed: 'lines' | 'ledger';
  /** F-19: blanks at the end of a text count in `eq` and `ne`. Default false, as SQL Server compares. */
  trailingBlanksCount: boolean;
  /** Properties that cannot be filtered although no list says so, such as `GoodsDeliveryLines.SalesOrderNumber`. Default none. */
  refusedFilters: readonly string[];
  /** U-5, F-14: a refresh that is refused as too early uses up the refresh token all the same. Default false, which is likelier. */
  failedRefreshConsumes: boolean;
  /** U-5: token calls a day, successful or not; null = no limit. Default 200 [invantive#1025]. */
  tokenCallsPerDay: number | null;
  /** B-15: entities whose rows the user may not see: GET answers an empty list, writing 403. Names of the catalog. */
  withoutRights: readonly string[];
  /** B-15: entities outside the licence: 403 `Forbidden`. */
  withoutLicence: readonly string[];
  /** B-15: entities outside the app's scope: 403 with the scope sentence. */
  outsideScope: readonly string[];
  /** B-8: a state of the user or company that refuses every call with this `Reason`; null = none. */
  refusedBecause:
    | 'BlockedUser'
    | 'InactiveUser'
    | 'BlockedCustomer'
    | 'LicenseExpired'
    | 'DivisionBlocked'
    | 'NoDivisionAccess'
    | null;
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
};
