import { z } from 'zod';
import { keys, notBuiltYet, positiveNumber } from './schema-parts.ts';

const paths: Readonly<Record<string, string>> = { salesorderswithlines: 'SalesOrderWithLines' };
const changes: Readonly<Record<string, 'newest-first' | 'full'>> = {
  articles: 'newest-first',
  debtors: 'newest-first',
};

const bookYear = keys({
  /** First day of the book year, MM-DD. */
  start: z
    .string()
    .regex(/^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/, {
      error: 'A month and a day up to 28, such as "01-01", is needed.',
    })
    .default('01-01'),
});

const exactOnline = keys({
  /** Limits until the first answer announces the real ones. */
  callsPerMinute: z.int().min(1).default(60),
  callsPerDay: z.int().min(1).default(5000),
});

/** What Asperion's documentation leaves open; each default is the product's reading of it. */
const asperion = keys({
  requestsPerSecond: positiveNumber.default(2),
  tenantHeader: z
    .string()
    .regex(/^[A-Za-z0-9-]+$/, { error: 'The name of an HTTP header is needed.' })
    .default('X-Tenant-Id'),
  firstPage: z.int().min(0).default(1),
  pageSize: z.int().min(1).max(1000).default(100),
  comparisonSuffix: z.string().default('_comparison'),
  /** The address of a resource after `/v1/`, where it is not the resource's name. */
  paths: z
    .record(z.string(), z.string().min(1))
    .default({})
    .transform((given) => ({ ...paths, ...given })),
  /** How a resource's list shows what changed. */
  changes: z
    .record(z.string(), z.enum(['newest-first', 'full']))
    .default({})
    .transform((given) => ({ ...changes, ...given })),
  overlapMinutes: z.int().min(0).default(60),
  fullListingHours: positiveNumber.default(24),
});

/** `mappings/settings.yml`; every key has a default. */
export const settingsFile = keys({
  bookYear: bookYear.prefault({}),
  exactOnline: exactOnline.prefault({}),
  asperion: asperion.prefault({}),
  administrations: notBuiltYet('administrations'),
});

/** Checked settings, defaults filled in. */
export type Settings = z.infer<typeof settingsFile>;

/** The settings of a folder that has no settings.yml. */
export const defaultSettings: Settings = settingsFile.parse({});
