import { readFileSync } from 'node:fs';
import { readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { swaggerDocument } from '../../sandbox/asperion/http/swagger.ts';
import { metadataXml } from '../../sandbox/exact-online/http/metadata.ts';
import { endpoints } from '../../sandbox/exact-online/records/catalog.ts';
import type { Stage, StageOptions } from '../../sandbox/stage.ts';
import { assumptionsSchema, noAssumptions } from '../../src/state/assumptions.ts';
import { createFileStore } from '../../src/state/file-store.ts';
import { stateKeys } from '../../src/state/keys.ts';
import { emptyProgress } from '../../src/state/progress.ts';
import { openSealedState, type SealedState } from '../../src/state/sealed-state.ts';
import { faultsOf, findingsOf, setHealthyStage, type Visit, WORKFLOW, writeWorkflow } from './patient.ts';

/** One thing that is wrong, and what the doctor says of it: all of its errors and warnings, by their beginnings. */
interface Case {
  readonly fault: string;
  readonly options?: Partial<StageOptions>;
  readonly spoil?: (stage: Stage) => void | Promise<void>;
  readonly visit?: Visit | ((stage: Stage) => Visit);
  readonly finds: readonly (string | RegExp)[];
  /** What could not be looked at because of it. */
  readonly notChecked?: readonly RegExp[];
}

/** Replaces a piece of a file of mappings. */
const replace = (name: string, from: string, to: string) => async (stage: Stage) => {
  const text = await readFile(stage.mapping(name), 'utf8');
  expect(text).toContain(from);
  await writeFile(stage.mapping(name), text.replace(from, to));
};

/** The state as a key seals it, which is another one than that of the stage if none is given. */
function stateOf({ temp }: Stage, stateKey = 'another key for the sandbox, as long as it must be'): SealedState {
  const store = createFileStore({ path: path.join(temp, 'state.json'), acceptState: 'never' });
  const keys = stateKeys({ stateKey, planKey: '' });
  return openSealedState({ store, keys, repositoryId: '', acceptState: 'never', warn: () => {} });
}

const nameOf = ({ exactOnline, asperion }: Stage): string => `${exactOnline.division}-${asperion.tenant}`;

const workflow = (from: string, to: string) => (stage: Stage) => {
  expect(WORKFLOW).toContain(from);
  return writeWorkflow(stage, WORKFLOW.replace(from, to));
};

/** The place of the first line that holds a text, in a file of the shipped mappings or in the workflow. */
function place(name: string, text: string, nth = 1): string {
  const file = name === 'sync.yml' ? '.github/workflows/sync.yml' : `mappings/${name}`;
  const content = name === 'sync.yml' ? WORKFLOW : readFileSync(path.join(root, file), 'utf8');
  const lines = content.split('\n').flatMap((line, index) => (line.includes(text) ? [index + 1] : []));
  const line = lines[nth - 1];
  if (line === undefined) throw new RangeError(`${file} has no line ${nth} with ${text}`);
  return `${file}:${line}`;
}

const root = path.join(import.meta.dirname, '..', '..');
const CUSTOMERS = 'customers.exact-online-to-asperion.yml';
const PRODUCTS = 'products.asperion-to-exact-online.yml';
const DEBTOR = 'parts/debtor.yml';
const INVOICE = 'parts/invoice.yml';

const DAY_MS = 86_400_000;
const atNoon = (day: string) => () => Date.parse(`${day}T12:00:00Z`);

/** Exact Online's description of customers without a field, as after a change of the API. */
const metadataWithout = (field: string): string => {
  const members = [...endpoints.values()].filter(({ service }) => service === 'crm');
  return metadataXml('crm', members).replaceAll(new RegExp(`<Property Name="${field}"[^>]*/>`, 'g'), '');
};

type Schema = { properties: Record<string, Record<string, unknown>> };

const swaggerWith = (change: (schemas: Record<string, Schema>, paths: Record<string, unknown>) => void): string => {
  const document = structuredClone(swaggerDocument('http://127.0.0.1')) as {
    components: { schemas: Record<string, Schema> };
    paths: Record<string, unknown>;
  };
  change(document.components.schemas, document.paths);
  return JSON.stringify(document);
};

const describes = (body: string) => (stage: Stage) =>
  stage.asperion.faults.add({ path: /swagger/, act: 'replace', body });

const systems: readonly Case[] = [
  {
    fault: 'a refresh token that Exact Online does not know',
    visit: { inputs: { 'exact-online-refresh-token': 'stampNL001.unknown' } },
    finds: [
      'error credentials: The authorisation of Exact Online is no longer accepted: the saved state with the newer token is missing, and the one in the secret was used before, or is none.',
    ],
    notChecked: [
      /^administration: Exact Online could not be asked/,
      /^rights: Exact Online/,
      /^fields: Exact Online/,
      /^codes: Exact Online/,
    ],
  },
  {
    fault: 'a client secret that Asperion does not accept',
    visit: { inputs: { 'asperion-client-secret': 'another' } },
    finds: ['error credentials: Asperion does not accept the client id and secret.'],
    notChecked: [
      /^administration: Asperion could not be asked/,
      /^rights: Asperion/,
      /^fields: Asperion/,
      /^codes: Asperion/,
    ],
  },
  {
    fault: 'a system that cannot be reached',
    visit: { inputs: { 'asperion-url': 'http://127.0.0.1:9' } },
    finds: [/^error credentials: asperion cannot be reached at 127\.0\.0\.1:9/],
    notChecked: [/^administration: Asperion/, /^rights: Asperion/, /^fields: Asperion/, /^codes: Asperion/],
  },
  {
    fault: 'a division that is not the user’s',
    visit: { inputs: { 'exact-online-division': '999999' } },
    finds: [
      'error administration: Exact Online refused to read system/Divisions: Forbidden - User division is not within division scope.',
    ],
    notChecked: [/^rights: Exact Online/],
  },
  {
    fault: 'a division that is archived',
    spoil: (stage) => stage.exactOnline.update('SystemDivisions', stage.exactOnline.division, { Status: 2 }),
    finds: ['error administration: Division 3141592 is archived in Exact Online.'],
  },
  {
    fault: 'a division that is being copied',
    spoil: (stage) => stage.exactOnline.update('SystemDivisions', stage.exactOnline.division, { BlockingStatus: 5 }),
    finds: [/^error administration: Division 3141592 is blocked in Exact Online/],
  },
  {
    fault: 'an administration that is not the user’s',
    visit: { inputs: { 'asperion-tenant': '4712' } },
    finds: ['error administration: The user has no administration 4712 in Asperion; it has: 4711.'],
  },
  {
    fault: 'a tenant header that Asperion does not hear',
    options: {
      asperion: {
        administrations: [
          { id: 4711, name: 'Voorbeeld', inTrade: true },
          { id: 4712, name: 'Voorbeeld', inTrade: true },
        ],
      },
    },
    spoil: (stage) => stage.setYaml('settings.yml', ['asperion', 'tenantHeader'], 'X-Company'),
    visit: { inputs: { 'asperion-tenant': '4712' } },
    finds: [
      'error administration: Asperion answered for administration 4711, not 4712.',
      'error assumptions: Asperion: Asperion ignores the header X-Company',
    ],
  },
  {
    fault: 'a clock that is ahead of both',
    visit: { clock: () => Date.now() + 45_000 },
    finds: [
      /^warning clock: This machine's clock is 4[345] s ahead of Exact Online's/,
      /^warning clock: This machine's clock is 4[345] s ahead of Asperion's/,
    ],
  },
  {
    fault: 'a missing right',
    spoil: ({ exactOnline }) => {
      exactOnline.switches.withoutRights = ['Items'];
    },
    finds: [
      'error rights: The user may not read logistics/Items. Needed by orders.exact-online-to-asperion, products.asperion-to-exact-online.',
      'error rights: The user may not create logistics/Items. Needed by products.asperion-to-exact-online.',
      'error rights: The user may not change logistics/Items. Needed by products.asperion-to-exact-online.',
    ],
  },
  {
    fault: 'a scope that the user’s rights do not tell of',
    spoil: ({ exactOnline }) => {
      exactOnline.faults.add({
        path: /bulk\/CRM\/Contacts/,
        act: 'status',
        status: 403,
        body: '{"error":{"code":"","message":{"value":"Forbidden - Application Scope Violated. Cannot read"}}}',
      });
    },
    finds: [/^error rights: Exact Online refused to read .*Contacts: Forbidden - Application Scope Violated/],
  },
  {
    fault: 'a resource that the package of Asperion does not have',
    spoil: ({ asperion }) => {
      asperion.faults.add({ path: /articles$/, act: 'status', status: 403, body: '{"title":"Not in this package"}' });
    },
    finds: [
      'error rights: Asperion refused to read articles: Not in this package Needed by products.asperion-to-exact-online.',
    ],
  },
];

const descriptions: readonly Case[] = [
  {
    fault: 'a mapped field that Exact Online no longer has',
    spoil: ({ exactOnline }) =>
      exactOnline.faults.add({ path: /v1\/\d+\/crm\/\$metadata$/, act: 'replace', body: metadataWithout('Remarks') }),
    finds: [
      `error fields: ${place(CUSTOMERS, 'from:')} Exact Online's own description (crm/$metadata) does not list the field Remarks of crm/Accounts.`,
    ],
  },
  {
    fault: 'a mapped field that Asperion spells otherwise',
    spoil: describes(
      swaggerWith(({ debtors }) => {
        const properties = debtors?.properties ?? {};
        properties.postalCode = properties.postCode ?? {};
        delete properties.postCode;
      }),
    ),
    finds: [
      `error fields: ${place(DEBTOR, 'postCode:')} Asperion's own description (swagger/v1/swagger.json) does not list the field postCode of debtors.`,
    ],
  },
  {
    fault: 'a mapped field of lines that Asperion only shows',
    spoil: describes(
      swaggerWith((schemas) => {
        const lines = schemas['salesinvoiceswithlines.lines']?.properties ?? {};
        lines.description = { type: 'string', readOnly: true };
      }),
    ),
    finds: [
      `error fields: ${place(INVOICE, ' description:', 2)} description of salesinvoiceswithlines.lines cannot be written by Asperion's own description (swagger/v1/swagger.json).`,
    ],
  },
  {
    fault: 'a mapped field of another type',
    spoil: describes(
      swaggerWith(({ salesinvoiceswithlines }) => {
        const properties = salesinvoiceswithlines?.properties ?? {};
        properties.journalId = { type: 'integer' };
      }),
    ),
    finds: [
      `warning fields: ${place(INVOICE, 'journalId:')} journalId of salesinvoiceswithlines holds whole numbers by Asperion's`,
    ],
  },
  {
    fault: 'a resource at another address',
    spoil: describes(
      swaggerWith((_, paths) => {
        paths['/v1/article'] = paths['/v1/articles'];
        delete paths['/v1/articles'];
      }),
    ),
    finds: [
      `error fields: ${place(PRODUCTS, 'from:')} Asperion's own description (swagger/v1/swagger.json) does not list articles.`,
    ],
  },
  {
    fault: 'no description at all, which is no fault',
    spoil: ({ asperion, exactOnline }) => {
      asperion.faults.add({ path: /swagger/, act: 'status', status: 404 });
      exactOnline.faults.add({ path: /metadata$/, act: 'status', status: 404, times: 9 });
    },
    finds: [],
    notChecked: [/^fields: Asperion does not describe itself/, /^fields: Exact Online does not describe itself/],
  },
];

const codes: readonly Case[] = [
  {
    fault: 'a VAT code in a table that Asperion lacks',
    spoil: replace('tables/vat-codes.yml', '"2": VH', '"2": VHH'),
    finds: [
      `error codes: ${place('tables/vat-codes.yml', '"2": VH')} Asperion has no VAT code "VHH" (vatcodes.id); vatCode of salesinvoiceswithlines.lines may get it here.`,
    ],
  },
  {
    fault: 'a VAT code that has ended',
    spoil: ({ asperion }) => void asperion.update('vatcodes', 'VEX', { validUntil: '2026-01-31T00:00:00' }),
    finds: [1, 2, 3, 4].map(
      (nth) =>
        `error codes: ${place('tables/vat-codes.yml', ': VEX', nth)} The VAT code "VEX" of Asperion ended on 2026-01-31`,
    ),
  },
  {
    fault: 'a VAT code that ends soon',
    spoil: ({ asperion }) => {
      const soon = new Date(Date.now() + 20 * DAY_MS).toISOString().slice(0, 19);
      asperion.update('vatcodes', 'V0', { validUntil: soon });
    },
    finds: [`warning codes: ${place('tables/vat-codes.yml', '"0": V0')} The VAT code "V0" of Asperion ends on `],
  },
  {
    fault: 'a VAT code for purchases',
    spoil: replace('tables/vat-codes.yml', '"2": VH', '"2": IH'),
    finds: [
      `error codes: ${place('tables/vat-codes.yml', '"2": VH')} The VAT code "IH" of Asperion is for purchases only`,
    ],
  },
  {
    fault: 'a VAT code of Asperion that has another rate than its row',
    spoil: ({ asperion }) => void asperion.update('vatcodes', 'VL', { percentage: 21 }),
    finds: [
      `error codes: ${place('tables/vat-supplies.yml', 'VL:')} The VAT code "VL" of Asperion has 21 %, and this row says 9 %.`,
    ],
  },
  {
    fault: 'one rate on the code of another',
    spoil: replace('tables/vat-codes.yml', '"2": VH', '"2": VL'),
    finds: [
      `error codes: ${place('tables/vat-codes.yml', '"2": VH')} The VAT code "2" of Exact Online has 21 %, and "VL" stands for domestic, 9 %, in tables/vat-supplies.yml.`,
    ],
  },
  {
    fault: 'an item whose prices include VAT, where the table says that they do not',
    spoil: ({ exactOnline }) => {
      const code = exactOnline.rows('VATCodes').find(({ Code }) => String(Code).trim() === '2');
      exactOnline.update('VATCodes', String(code?.ID), { Type: 'I' });
    },
    finds: [
      `error codes: ${place('tables/item-vat-included.yml', '"2":')} The VAT code "2" of Exact Online is for prices that include 21 %, and this row says 0 %.`,
    ],
  },
  {
    fault: 'a ledger account that is disabled, in each of the tables that name it',
    spoil: ({ asperion }) => void asperion.update('ledgeraccounts', 8000, { disabled: true }),
    finds: [
      `error codes: ${place('tables/ledger-accounts.yml', '"8000": 8000')} The ledger account "8000" of Asperion is disabled`,
      `error codes: ${place('tables/revenue-accounts.yml', 'NL: 8000')} The ledger account "8000" of Asperion is disabled`,
    ],
  },
  {
    fault: 'a journal as a constant',
    spoil: replace(INVOICE, `{ table: journals, key: '"sales"' }`, '{ value: "71" }'),
    finds: [
      `error codes: ${place(INVOICE, 'journalId:')} Asperion has no journal "71" (journals.id); journalId of salesinvoiceswithlines may get it here.`,
    ],
  },
  {
    fault: 'a journal in a table',
    spoil: replace('tables/journals.yml', '$values.journals.sales', '"71"'),
    finds: [
      `error codes: ${place('tables/journals.yml', 'sales:')} Asperion has no journal "71" (journals.id); journalId of salesinvoiceswithlines may get it here.`,
    ],
  },
  {
    fault: 'a payment condition as a default',
    spoil: replace(DEBTOR, 'when: $customer.PaymentConditionSales != null', 'default: 7'),
    finds: [`error codes: ${place(DEBTOR, 'paymentConditionId:')} Asperion has no payment condition "7"`],
  },
  {
    fault: 'a debtor kind in a table',
    spoil: replace('tables/debtor-kinds.yml', 'private: private', 'private: person'),
    finds: [
      `error codes: ${place('tables/debtor-kinds.yml', 'private: private')} Asperion has no debtor kind "person"`,
    ],
  },
  {
    fault: 'a unit that is not active in Exact Online',
    spoil: ({ exactOnline }) => {
      const unit = exactOnline.rows('Units').find(({ Code }) => Code === 'doos');
      exactOnline.update('Units', unit?.ID, { Active: false });
    },
    finds: [
      `error codes: ${place('tables/units.yml', 'doos: doos')} The unit "doos" of Exact Online is not active; Unit of logistics/Items`,
    ],
  },
  {
    fault: 'a key of a table that Exact Online does not have',
    spoil: replace('tables/payment-conditions.yml', '"08": 2', '"8": 2'),
    finds: [
      `warning codes: ${place('tables/payment-conditions.yml', '"08": 2')} Exact Online has no payment condition "8" (cashflow/PaymentConditions.Code), so no record will ever use this row.`,
    ],
  },
  {
    fault: 'a blocked ledger account behind a ref rule',
    spoil: async (stage) => {
      const rule = 'GLRevenue: { ref: financial/GLAccounts, by: Code, value: "8000" }\n      Barcode';
      await replace('products.asperion-to-exact-online.yml', 'Barcode', rule)(stage);
      const account = stage.exactOnline.rows('GLAccounts').find(({ Code }) => Code === '8000');
      stage.exactOnline.update('GLAccounts', account?.ID, { IsBlocked: true });
    },
    finds: [
      `error codes: ${place(PRODUCTS, 'Barcode')} The entry of financial/GLAccounts "8000" of Exact Online is blocked`,
    ],
  },
  {
    fault: 'a list that the user may not see',
    spoil: ({ exactOnline }) => {
      exactOnline.switches.withoutRights = ['Units'];
    },
    finds: ['warning codes: Exact Online shows no unit at all (logistics/Units), so 9 of them could not be looked up'],
  },
];

const books: readonly Case[] = [
  {
    fault: 'a mistake in the mappings',
    spoil: replace(DEBTOR, 'name: $customer.Name', 'name: $customer.Nmae'),
    finds: [`error mappings: ${place(DEBTOR, 'name: $customer.Name')} There is no field "Nmae" in crm/Accounts.`],
    notChecked: [
      /^rights: Correct the mappings/,
      /^fields: Correct the mappings/,
      /^codes: Correct the mappings/,
      /^schedule: The calls/,
    ],
  },
  {
    fault: 'a table that is a link out of the folder',
    spoil: async (stage) => {
      const outside = path.join(stage.temp, 'tables.yml');
      await writeFile(outside, '"1": "2" # guess: same name; check\n');
      await symlink(outside, stage.mapping('tables/shortcut.yml'));
    },
    finds: ['error mappings: mappings/tables/shortcut.yml:1 This is not a file in this folder.'],
    notChecked: [
      /^rights: Correct the mappings/,
      /^fields: Correct the mappings/,
      /^codes: Correct the mappings/,
      /^schedule: The calls/,
    ],
  },
  {
    fault: 'a state that cannot be saved, so that no token may be renewed',
    visit: { inputs: { 'state-store': 'cache' } },
    finds: ['error state: The Actions cache is not available to this step, so no state can be saved.'],
    notChecked: [/^credentials: Exact Online/, /^credentials: Asperion/, /^administration: /],
  },
  {
    fault: 'in December, a book year that is not open yet',
    spoil: ({ exactOnline }) => {
      const next = exactOnline.rows('FinancialPeriods').filter(({ FinYear }) => Number(FinYear) > 2026);
      for (const { ID } of next) exactOnline.remove('FinancialPeriods', ID);
    },
    options: { exactOnline: { clock: atNoon('2026-12-10') }, asperion: { clock: atNoon('2026-12-10') } },
    visit: { clock: atNoon('2026-12-10') },
    finds: [/^warning book year: The book year that begins on 2027-01-01 is not open yet in Exact Online/],
    notChecked: [/^book year: Whether Asperion takes documents from 2027-01-01/],
  },
];

const schedules: readonly Case[] = [
  {
    fault: 'a schedule that GitHub does not take',
    spoil: workflow('"17,47 6-22 * * 1-6"', '"17,47 6-25 * * 1-6"'),
    finds: [`error schedule: ${place('sync.yml', 'cron:')} GitHub does not take "17,47 6-25 * * 1-6" as a schedule.`],
  },
  {
    fault: 'a run every minute',
    spoil: workflow('"17,47 6-22 * * 1-6"', '"* * * * *"'),
    finds: [
      `warning schedule: ${place('sync.yml', 'cron:')} The schedule asks for a run every 1 min`,
      `warning schedule: ${place('sync.yml', 'cron:')} 1440 runs a day make 4320 calls to Exact Online when nothing changes, of 5000 a day`,
      `warning minutes: ${place('sync.yml', 'cron:')} The schedule takes about 43800 minutes a month`,
    ],
  },
  {
    fault: 'more looks than the announced calls of a day',
    options: { exactOnline: { dailyLimit: 100 } },
    finds: [
      `error schedule: ${place('sync.yml', 'cron:')} 34 runs a day make 102 calls to Exact Online when nothing changes, of 100 a day`,
    ],
  },
  {
    fault: 'a quarter-hourly schedule in a private repository',
    spoil: workflow('"17,47 6-22 * * 1-6"', '"2/15 * * * *"'),
    finds: [
      `warning minutes: ${place('sync.yml', 'cron:')} The schedule takes about 2920 minutes a month, each job rounded up to a whole one: more than the 2000 of GitHub Free, less than the 3000`,
    ],
  },
  {
    fault: 'runs that may overlap',
    spoil: workflow('concurrency:\n  group: exact-asperion-sync\n  queue: max\n', ''),
    finds: ['error schedule: .github/workflows/sync.yml:8 Two runs of the job sync may overlap'],
  },
  {
    fault: 'two states for one authorisation',
    spoil: (stage) => writeWorkflow(stage, WORKFLOW.replace('SYNC_STATE_KEY', 'ANOTHER_KEY'), 'second.yml'),
    finds: [
      `error schedule: ${place('sync.yml', 'OWNER/')} 2 steps share one authorisation of Exact Online but keep their state apart`,
    ],
  },
  {
    fault: 'a state in a file of a runner that goes away',
    spoil: workflow('state-key:', 'state-store: file:state.json\n          state-key:'),
    finds: [
      `warning schedule: ${place('sync.yml', 'OWNER/')} The state is kept in file:state.json, which is gone with a GitHub-hosted runner`,
    ],
  },
  {
    fault: 'a job that GitHub ends before its sync',
    spoil: workflow('    environment: sync\n', '    environment: sync\n    timeout-minutes: 20\n'),
    finds: [
      'warning time limit: .github/workflows/sync.yml:14 GitHub ends the job sync after 20 min, but its sync may take 25',
    ],
  },
];

const repositories: readonly Case[] = [
  {
    fault: 'a public repository',
    spoil: ({ github }) => {
      github.switches.visibility = 'public';
    },
    finds: [/^warning repository: The repository is public/],
  },
  {
    fault: 'a public repository with its secrets outside of an environment',
    spoil: async (stage) => {
      stage.github.switches.visibility = 'public';
      await workflow('    environment: sync\n', '')(stage);
    },
    finds: [
      /^warning repository: /,
      `error environment: ${place('sync.yml', '  sync:')} The job sync has no environment`,
    ],
  },
  {
    fault: 'a plan without environments',
    spoil: ({ github }) => {
      github.switches.environments = 'not-in-plan';
    },
    finds: [/^warning environment: The plan of this repository has no environments/],
  },
  {
    fault: 'an environment that nobody made',
    spoil: workflow('environment: sync', 'environment: { name: production }'),
    finds: [`warning environment: ${place('sync.yml', '  sync:')} There is no environment production yet`],
  },
  {
    fault: 'an environment that every branch may use, and that waits for a person',
    spoil: ({ github }) => {
      github.switches.environmentRules = { reviewers: true, branches: 'all' };
    },
    finds: [
      `error environment: ${place('sync.yml', '  sync:')} The environment sync waits for an approval`,
      `warning environment: ${place('sync.yml', '  sync:')} Every branch may use the environment sync`,
    ],
  },
  {
    fault: 'a personal token that ends soon',
    spoil: ({ github }) => {
      const soon = new Date(Date.now() + 10 * DAY_MS).toISOString();
      github.switches.personalTokenEnds = soon.replace(/T(.{8}).*/, ' $1 UTC');
    },
    visit: ({ github }) => ({ inputs: { 'secrets-token': github.secretsToken } }),
    finds: [/^warning github tokens: secrets-token expires on \d{4}-\d\d-\d\d/],
  },
  {
    fault: 'a personal token that has ended',
    spoil: ({ github }) => {
      github.switches.personalTokenEnds = 'ended';
    },
    visit: ({ github }) => ({ inputs: { 'secrets-token': github.secretsToken } }),
    finds: ['error github tokens: GitHub does not accept secrets-token: it has expired or was revoked.'],
  },
  {
    fault: 'a token without rights, which is no fault',
    spoil: ({ github }) => {
      github.switches.actionsPermission = 'none';
    },
    finds: [],
    notChecked: [/^environment: The environments of the repository are not known: GitHub answered HTTP 403/],
  },
  {
    fault: 'no GitHub at all, as on a laptop',
    visit: { environment: { GITHUB_API_URL: '', GITHUB_REPOSITORY: '' } },
    finds: [],
    notChecked: [/^repository: /, /^environment: /, /^github tokens: /],
  },
];

/** A text as the beginning of another. */
const startOf = (text: string): RegExp => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`);

describe.each([
  ['systems', systems],
  ['descriptions', descriptions],
  ['codes', codes],
  ['books', books],
  ['schedules', schedules],
  ['repositories', repositories],
] as const)('%s: the doctor finds', (_, cases) => {
  test.concurrent.each(cases)('$fault', async ({ options, spoil, visit = {}, finds, notChecked = [] }) => {
    await using stage = await setHealthyStage(options);
    await spoil?.(stage);
    const findings = await findingsOf(stage, typeof visit === 'function' ? visit(stage) : visit);
    const beginnings = finds.map((one) => expect.stringMatching(typeof one === 'string' ? startOf(one) : one));
    expect(faultsOf(findings)).toEqual(beginnings);
    const open = findings.filter(({ level }) => level === 'not-checked').map(({ check, says }) => `${check}: ${says}`);
    for (const one of notChecked) expect(open).toContainEqual(expect.stringMatching(one));
    // Whoever reads a fault reads what to do.
    for (const { level, fix } of findings) if (level === 'error' || level === 'warning') expect(fix).toBeTruthy();
  });
});

test('the doctor is red for a prefix that stops every sync', async () => {
  await using stage = await setHealthyStage();
  const own = stateOf(stage, stage.inputs['state-key']);
  await own.save('progress', nameOf(stage), { ...emptyProgress(), keyPrefix: 'N-' });
  expect(faultsOf(await findingsOf(stage))).toEqual([
    expect.stringContaining('error state: What was synced is known by the prefix "N-", and settings.yml says "EO-"'),
  ]);
});

test.each([
  ['progress', emptyProgress(), 'progress'],
  ['earlier tests', noAssumptions(), 'assumptions'],
] as const)('the doctor keeps no tests beside %s that another key sealed', async (_, kept, kind) => {
  await using stage = await setHealthyStage();
  const another = stateOf(stage);
  await another.save(kind, nameOf(stage), kept);
  expect(faultsOf(await findingsOf(stage))).toEqual([
    `error state: The saved ${kind} of 3141592-4711 cannot be used: the entry was sealed with another key.`,
  ]);
  expect(await another.load('assumptions', nameOf(stage), assumptionsSchema)).toEqual(
    kind === 'assumptions' ? kept : null,
  );
});
