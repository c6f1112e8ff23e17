import { asperionNames } from '../../src/systems/asperion/names.ts';

/** Limits, and behaviours that the documentation leaves open. The defaults are the assumptions in `docs/sandbox.md`. */
export interface AsperionSwitches {
  /** Which spelling of the tenant header counts; with the other one, the default administration answers. */
  readonly tenantHeader: 'both' | 'X-Tenant-Id' | 'X-TenantId';
  /** The answer to a written `currentStock`; it is never applied. */
  readonly currentStock: 'ignore' | 'reject';
  /** Prices of articles and of lines of orders: kept as they are sent, or rounded to cents, half away from zero. */
  readonly priceDecimals: 'kept' | 'two';
  /** When the stock of an order's articles goes down. */
  readonly stockMovesOn: 'delivery' | 'creation';
  /** What happens to body fields outside the catalog. */
  readonly unknownFields: 'reject' | 'ignore';
  /** What happens to filters outside the catalog: most .NET services ignore them and filter nothing. */
  readonly unknownFilters: 'ignore' | 'reject';
  /** `ignored`: lists come by id whatever `orderBy` says. */
  readonly orderBy: 'honoured' | 'ignored';
  /** When `dateLastChange` is filled: from creation on, from the first change on, or never. */
  readonly dateLastChange: 'from-creation' | 'from-first-change' | 'never';
  /** What a PUT does to optional fields that it leaves out: they stay, or are emptied. */
  readonly updates: 'partial' | 'full';
  /** What `totalCount` of a list counts: all of its records, those of the page, or nothing. */
  readonly totalCount: 'list' | 'page' | 'none';
  /** The number of a list's first page. */
  readonly firstPage: number;
  /** Whether a page names the previous and the next one. */
  readonly pageLinks: 'given' | 'missing';
  readonly pageSize: { readonly default: number; readonly max: number };
  /** Which spelling of the orders' address answers; the other one is 404. */
  readonly orderPath: 'both' | 'SalesOrderWithLines' | 'salesorderswithlines';
  /** `_comparison` of text filters: honoured, ignored like an unknown filter, or refused with 400. */
  readonly comparison: 'honoured' | 'ignored' | 'refused';
  /** A filter without a value is ignored, or finds records whose field is empty. */
  readonly emptyFilter: 'none' | 'empty-fields';
  /** Filters by `resource.field` that do not work: they find nothing, or are ignored. */
  readonly brokenFilters: Readonly<Record<string, 'nothing' | 'everything'>>;
  /** Whether `ActiveState` knows `All`; else it lists active articles. */
  readonly allStates: 'known' | 'unknown';
  /** Whether a record can be read at its own address; else 404. */
  readonly singleRecords: 'shown' | 'missing';
  /** Other names of fields on the wire, by `resource.field`, those of lines as `resource.lines.field`. */
  readonly otherNames: Readonly<Record<string, string>>;
  /** Dates and times in answers: Dutch local time, or UTC without saying so. */
  readonly datesIn: 'dutch' | 'utc';
  /** Periods in which nothing can be booked; without `bookperiod` the whole year. */
  readonly closedPeriods: readonly { readonly bookyear: number; readonly bookperiod?: number }[];
  /** Calls per administration and second; null = no limit. */
  readonly requestsPerSecond: number | null;
  /** Content type of error bodies. */
  readonly problemType: 'application/json' | 'application/problem+json';
  /** Life of an access token. */
  readonly accessTokenSeconds: number;
  /** Each refresh returns a new refresh token and ends the old one. */
  readonly rotation: boolean;
  /** Life of refresh tokens, counted from the login; null = for ever. */
  readonly refreshTokenDays: number | null;
  /** A refresh token is only given when the scope `offline_access` was asked for. */
  readonly offlineAccessScope: boolean;
}

/** The default switches. */
export const defaultSwitches: AsperionSwitches = {
  tenantHeader: 'both',
  currentStock: 'ignore',
  priceDecimals: 'kept',
  stockMovesOn: 'delivery',
  unknownFields: 'reject',
  unknownFilters: 'ignore',
  orderBy: 'honoured',
  dateLastChange: 'from-creation',
  updates: 'partial',
  totalCount: 'list',
  firstPage: asperionNames.firstPage,
  pageLinks: 'given',
  pageSize: asperionNames.pageSize,
  orderPath: 'both',
  comparison: 'honoured',
  emptyFilter: 'none',
  brokenFilters: {},
  allStates: 'known',
  singleRecords: 'shown',
  otherNames: {},
  datesIn: 'dutch',
  closedPeriods: [],
  requestsPerSecond: null,
  problemType: 'application/json',
  accessTokenSeconds: asperionNames.accessTokenSeconds,
  rotation: true,
  refreshTokenDays: 30,
  offlineAccessScope: false,
};
