/**
 * Names and behaviours of the Asperion API other than its records, used by the client and the sandbox. `doc`, `observed`
 * or `inferred` says how sure they are. Users can change the doubtful ones in `mappings/settings.yml`.
 */
export const asperionNames = {
  /** Every path starts with it (doc). */
  apiPrefix: '/v1/',
  /** The tenant header: the newer page and the public client, then the endpoint page (doc, doc). */
  tenantHeaders: ['X-Tenant-Id', 'X-TenantId'],
  /** On the identity host (observed; the discovery document inferred). */
  identity: {
    authorize: '/connect/authorize',
    token: '/connect/token',
    discovery: '/.well-known/openid-configuration',
  },
  /** The default life of an access token, in seconds (inferred). */
  accessTokenSeconds: 3600,
  /** Paths that differ from the resource's name, the default first; case and a trailing slash do not matter (doc, inferred). */
  paths: { salesorderswithlines: ['SalesOrderWithLines', 'salesorderswithlines'] } as Readonly<
    Record<string, readonly string[]>
  >,
  /** Filters that a list requires, by JSON field name (inferred: the public client always sends it). */
  requiredFilters: { journalentrieswithlines: ['bookyear'] } as Readonly<Record<string, readonly string[]>>,
  /** Fields whose change does not count as a change of their record, so that only a full list shows it (inferred). */
  silentFields: { articles: ['currentStock', 'openOrderQuantity'] } as Readonly<Record<string, readonly string[]>>,
  /** The only resource that is read without a tenant (inferred). */
  withoutTenant: 'administrations',
  query: {
    page: 'page',
    pageSize: 'pageSize',
    orderBy: 'orderBy',
    fields: 'fields',
    metaOnly: 'metaOnly',
    validateOnly: 'validateOnly',
  },
  /** The number of the first page; default and largest size of a page (inferred). */
  firstPage: 1,
  pageSize: { default: 25, max: 100 },
  /** Suffixes of filters (observed on some, inferred on all). */
  filters: { comparison: '_comparison', from: '_from', to: '_to' },
  /** `Contains` applies if a text filter asks for nothing else (observed). */
  comparisons: ['Contains', 'Equals', 'NotEquals', 'StartsWith', 'EndsWith'],
  /** Values of an article's `activeState`, and of the filter with `All` (chosen). */
  activeState: { active: 'Active', inactive: 'Inactive', all: 'All' },
} as const;
