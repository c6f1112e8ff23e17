import { asperionNames } from '../../systems/asperion/names.ts';

/** Behaviours that the documents leave open, and limits: every default is what `docs/sandbox.md` lists as assumed. */
export interface AsperionSwitches {
  /** Which spelling of the tenant header counts; the other one is then ignored, and the default administration answers. */
  readonly tenantHeader: 'both' | 'X-Tenant-Id' | 'X-TenantId';
  /** What a written `currentStock` does; it is never applied. */
  readonly currentStock: 'ignore' | 'reject';
  /** Prices of articles and of lines of orders: kept as they are sent, or rounded to cents, half away from zero. */
  readonly priceDecimals: 'kept' | 'two';
  /** When the stock of an order's articles goes down. */
  readonly stockMovesOn: 'delivery' | 'creation';
  /** Fields in a body that the catalog does not know. */
  readonly unknownFields: 'reject' | 'ignore';
  /** Filters that the catalog does not know: ignored, so that the list is not filtered, as by most .NET services. */
  readonly unknownFilters: 'ignore' | 'reject';
  /** `ignored`: lists come by id whatever `orderBy` asks. */
  readonly orderBy: 'honoured' | 'ignored';
  /** When `dateLastChange` is filled: from creation on, from the first change on, or never. */
  readonly dateLastChange: 'from-creation' | 'from-first-change' | 'never';
  /** What `totalCount` of a list counts: all of its records, those of the page, or it is not there. */
  readonly totalCount: 'list' | 'page' | 'none';
  readonly pageSize: { readonly default: number; readonly max: number };
  /** Periods in which nothing can be booked; without `bookperiod` the whole year. */
  readonly closedPeriods: readonly { readonly bookyear: number; readonly bookperiod?: number }[];
  /** Calls per administration and second before 429; null = no limit. */
  readonly requestsPerSecond: number | null;
  /** Content type of error bodies. */
  readonly problemType: 'application/json' | 'application/problem+json';
  /** Life of an access token. */
  readonly accessTokenSeconds: number;
  /** Each refresh returns a new refresh token and ends the old one. */
  readonly rotation: boolean;
  /** Life of a login's refresh tokens, counted from the login; null = for ever. */
  readonly refreshTokenDays: number | null;
  /** A refresh token is only given when the scope `offline_access` was asked for. */
  readonly offlineAccessScope: boolean;
}

/** The switches as they stand when nothing else is asked. */
export const defaultSwitches: AsperionSwitches = {
  tenantHeader: 'both',
  currentStock: 'ignore',
  priceDecimals: 'kept',
  stockMovesOn: 'delivery',
  unknownFields: 'reject',
  unknownFilters: 'ignore',
  orderBy: 'honoured',
  dateLastChange: 'from-creation',
  totalCount: 'list',
  pageSize: asperionNames.pageSize,
  closedPeriods: [],
  requestsPerSecond: null,
  problemType: 'application/json',
  accessTokenSeconds: asperionNames.accessTokenSeconds,
  rotation: true,
  refreshTokenDays: 30,
  offlineAccessScope: false,
};
