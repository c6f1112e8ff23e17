import { z } from 'zod';
import { keys, READ_ONCE } from '../../schema.ts';
import type { SystemSettings } from '../../systems/facts.ts';
import { type SystemName, systems } from '../../systems/registry.ts';
import { gitHubName } from '../../systems/system-inputs.ts';
import { administrations, flowList, valuesByName } from './administrations-schema.ts';
import { dateText } from './schema-parts.ts';

const bookYear = keys({
  start: z
    .string()
    .regex(/^(0[1-9]|1[0-2])-(0[1-9]|1\d|2[0-8])$/, {
      error: 'A month and a day up to 28, such as "01-01", is needed.',
    })
    .default('01-01')
    .describe('Its first day, MM-DD.')
    .meta({ title: 'MM-DD', examples: ['07-01'] }),
});

/** What distinguishes this administration's records from those of another one in the same system. */
const externalKeys = keys({
  prefix: z
    .string()
    .regex(/^\S{0,20}$/, { error: 'Up to 20 characters without blanks are needed.' })
    .default('EO-')
    .describe(
      'What externalKey(…) puts before a number; may be empty if documents go one way only. Use one for each administration of Exact Online, and keep it: a sync that finds another one than before stops (PREFIX_CHANGED).',
    )
    .meta({ examples: ['EO-'] }),
});

const images = keys({
  maxBytes: z.int().min(1).max(8_000_000).default(2_000_000).describe('The largest image that is sent, in bytes.'),
});

const secretName = z.string().regex(/^(?!GITHUB_)[A-Z_][A-Z0-9_]*$/, {
  error: 'The name of a secret is needed: capital letters, digits and underscores, no GITHUB_ in front.',
});

/** The settings of each system, by their keys. */
type SettingsOfSystems = {
  [Name in SystemName as (typeof systems)[Name]['settings']['key']]: (typeof systems)[Name]['settings']['schema'];
};

function settingsOfSystems(): SettingsOfSystems {
  const own = Object.values(systems).map(({ settings: { key, schema } }) => [key, schema] as const);
  return Object.fromEntries(own) as unknown as SettingsOfSystems;
}

/** The names of the secrets with their refresh tokens, by the same keys. */
function secretsOfSystems(): Record<keyof SettingsOfSystems, z.ZodDefault<z.ZodString>> {
  const own = Object.values(systems).flatMap(({ title, inputs: { refreshToken }, settings: { key } }) => {
    if (refreshToken === undefined) return [];
    const name = secretName.default(gitHubName(refreshToken.name));
    return [[key, name.describe(`The secret with the refresh token of ${title}.`)] as const];
  });
  return Object.fromEntries(own) as Record<keyof SettingsOfSystems, z.ZodDefault<z.ZodString>>;
}

/** Where `authorize` puts the refresh tokens, and where a run copies new ones with the input `secrets-token`. */
const secrets = keys({
  environment: z
    .string()
    .min(1, { error: 'The name of a GitHub environment is needed.' })
    .max(255)
    .default('sync')
    .describe('The GitHub environment of the job that syncs.'),
  ...secretsOfSystems(),
});

const percent = z.int().min(0).max(100).default(0).meta({ title: 'percent' });

/** How much of the mappings the tests must cover for `validate` to pass. */
const tests = keys({
  rules: percent.describe('Of the parts of each flow: rules, alternatives, conditions, defaults. 0 = no minimum.'),
  accept: z
    .array(z.string().min(1))
    .max(100)
    .default([])
    .describe(
      'Promises of the shipped flows that overrides of this folder take away on purpose, as the message of PROMISE_BROKEN names them.',
    )
    .meta({ examples: [['orders/steps.invoice.checks.vat-rate']] }),
  rows: percent.describe('Of the rows of each table that the flows use. 0 = no minimum.'),
});

/** The sealed sample of synced records, which a plan for a pull request runs on. */
const recording = keys({
  records: z
    .int()
    .min(0)
    .max(5000)
    .default(500)
    .describe('Source records per flow that the recording keeps, the newest. 0 = no recording is kept.'),
});

/** When the mode `freshness` is red. */
const freshness = keys({
  hours: z
    .int()
    .min(1)
    .max(720)
    .default(24)
    .describe('How old the newest good sync may be, in hours, when the mode freshness looks.'),
});

const gitHubLogin = z.string().regex(/^[A-Za-z\d](?:[A-Za-z\d-]{0,38})$/, {
  error: 'The name of a GitHub account is needed, without @.',
});

/** Issues that a sync opens, updates and closes. */
const desk = keys({
  issues: z
    .boolean()
    .default(false)
    .describe(
      'Opens an issue for each cause for which something waits, and closes it when it is gone. The job needs issues: write.',
    ),
  assignees: z
    .array(gitHubLogin)
    .max(10)
    .default([])
    .describe('The GitHub accounts that new issues are assigned to.')
    .meta({ examples: [['anna-books']] }),
  labels: z
    .array(z.string().min(1).max(50))
    .max(10)
    .default([])
    .describe('Labels of new issues, beside exact-asperion-sync.')
    .meta({ examples: [['bookkeeping']] }),
});

/** `mappings/settings.yml`; every key but `since` has a default. */
export const settingsFile = keys({
  use: z
    .union([z.string().min(1), z.array(z.string().min(1)).min(1).max(10)], {
      error: 'The mappings to build on are named: shipped, or a folder by its path relative to this file.',
    })
    .describe(
      'The mappings that this folder builds on: shipped, those that come with the action, or folders of the workspace by their relative path.',
    )
    .meta({ examples: ['shipped', '../pack/mappings'] })
    .optional(),
  flows: flowList
    .describe('The flows that run, of this folder and of those that it builds on. Left out, each flow says it itself.')
    .meta({ examples: [['customers', 'orders']] })
    .optional(),
  values: valuesByName
    .describe('What differs per company: the values that flows and tables use as $values.NAME.')
    .meta({ examples: [{ prefix: 'EO-', since: '2026-12-01', journals: { sales: '70' } }] })
    .optional(),
  bookYear: bookYear.prefault({}).describe('The book year of the administration.'),
  externalKeys: externalKeys.prefault({}).describe('The numbers that records get in the other system.'),
  since: dateText
    .describe('Documents dated before this day are left alone; "since" of a flow wins over it.')
    .meta({ examples: ['2026-01-01'] })
    .optional(),
  ...settingsOfSystems(),
  images: images.prefault({}).describe('Images of articles.'),
  secrets: secrets.prefault({}).describe('Names on GitHub, for the command authorize and the input secrets-token.'),
  recording: recording.prefault({}).describe('What a plan without credentials runs on: recent records, sealed.'),
  freshness: freshness.prefault({}).describe('When the mode freshness is red.'),
  tests: tests.prefault({}).describe('How much of the mappings their tests must reach, in percent.'),
  desk: desk.prefault({}).describe('Issues about what waits for a person.'),
  administrations: administrations
    .default([])
    .describe('The companies that this folder syncs, if there are several: each run is about one of them.'),
});

/** Checked settings, defaults filled in. */
export type Settings = z.infer<typeof settingsFile>;

/** The settings of a folder that has no settings.yml. */
export const defaultSettings: Settings = settingsFile.parse({}, READ_ONCE);

/** The name of the secret with a system's refresh token. */
export const secretOf = ({ secrets }: Settings, system: SystemName): string => secrets[systems[system].settings.key];

/** What the settings say of one system. */
export const settingsOf = (settings: Settings, system: SystemName): SystemSettings =>
  settings[systems[system].settings.key];
