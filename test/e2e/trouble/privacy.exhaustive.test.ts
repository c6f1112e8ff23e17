import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Fault } from '../../../sandbox/faults.ts';
import type { SeenCall, Stage, StageRun } from '../../../sandbox/stage.ts';
import { createWorld, type World } from '../../../sandbox/world/world.ts';
import { asperionCatalog } from '../../../src/systems/asperion/catalog.ts';
import { exactOnlineCatalog } from '../../../src/systems/exact-online/catalog.ts';
import { personalFields, plantedWorld } from '../../sync/record/canaries.ts';
import { cacheContents, opened } from '../support/cache-contents.ts';
import { impatient } from '../support/clock.ts';
import type { Row, Rows } from '../support/rows.ts';
import { reportOf, secretsOf, setStage } from '../support/stage.ts';

/** What a debtor that the sync meets has in Asperion; no flow maps it. */
const IBAN = 'NL02ABNA0123456789';

/** The personal texts of rows of a resource. */
function personalTexts(resource: string, rows: Rows): readonly string[] {
  const spec = exactOnlineCatalog.resources.get(resource) ?? asperionCatalog.resources.get(resource);
  const fields = spec === undefined ? [] : personalFields(spec);
  const texts = fields.flatMap(([field]) =>
    rows.flatMap(({ [field]: text }) => (typeof text === 'string' ? [text] : [])),
  );
  // A number as short as a foreign postcode may stand anywhere for something else.
  return [...new Set(texts)].filter((text) => text.length >= 4 && !/^\d{4,5}$/.test(text));
}

/** Those of all records of both systems, as they have them now. */
function everybody({ exactOnline, asperion }: Stage): readonly string[] {
  const theirs = [...exactOnlineCatalog.resources.keys()].flatMap((name) =>
    personalTexts(name, exactOnline.rows(name.slice(name.indexOf('/') + 1))),
  );
  // Lines stand in their documents, and tell of nobody there.
  const documents = [...asperionCatalog.resources.keys()].filter((name) => !name.includes('.'));
  return [...new Set([...theirs, ...documents.flatMap((name) => personalTexts(name, asperion.rows(name)))])];
}

/** Everything that a run leaves where others can read it, by name. */
async function traces(stage: Stage, run: StageRun): Promise<ReadonlyMap<string, string>> {
  const file = async (name: string | undefined): Promise<string> => (name === undefined ? '' : readFile(name, 'utf8'));
  const left = await readdir(join(stage.workspace, '.exact-asperion-sync')).catch(() => []);
  const caches = await cacheContents(stage.github);
  return new Map([
    ['log', run.log],
    ['summary', run.summary],
    ['annotations', JSON.stringify(run.annotations)],
    ['outputs', JSON.stringify(run.outputs)],
    ['report', await file(run.outputs.report)],
    ['activity log', await file(run.outputs['activity-log'])],
    ['plan', await file(run.outputs.plan)],
    ...caches.map(({ archive }, index) => [`cache entry ${index + 1}`, archive.toString('latin1')] as const),
    ...(await Promise.all(
      left.map(
        async (name) =>
          [`file ${name}`, await readFile(join(stage.workspace, '.exact-asperion-sync', name), 'latin1')] as const,
      ),
    )),
  ]);
}

/**
 * `where: text` for each text that stands in a trace as a word of its own, in any case. Of what stands in the cache, which is
 * sealed, only longer texts count: `York` stands in 100 kB of any bytes once in some thousand times.
 */
function leaks(all: ReadonlyMap<string, string>, texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => {
    const word = new RegExp(`(?<![\\p{L}\\d])${text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}(?![\\p{L}\\d])`, 'iu');
    return [...all]
      .filter(([where]) => text.length >= 8 || !where.startsWith('cache entry'))
      .flatMap(([where, trace]) => (word.test(trace) ? [`${where}: ${text}`] : []));
  });
}

/** The values that a call carries, texts only, lines included. */
function textsIn(body: string | undefined): readonly string[] {
  const texts = (value: unknown): readonly string[] => {
    if (typeof value === 'string') return [value];
    return typeof value === 'object' && value !== null ? Object.values(value).flatMap(texts) : [];
  };
  return texts(JSON.parse(body ?? '{}'));
}

describe('a run whose refusals repeat the values of the records', () => {
  let stage: Stage;
  let run: StageRun;
  /** Texts of people and companies; those of articles and documents tell of nobody, and are shown. */
  let repeated: readonly string[];
  const world = (): World => plantedWorld(createWorld({ customers: 20, articles: 12, orders: 17 }));

  /** The same run without faults, to know which record each write is about: the world is the same to the last id. */
  async function rehearsal(): Promise<readonly SeenCall[]> {
    await using calm = await setStage({ world: world() });
    return (await calm.run()).writes;
  }

  beforeAll(async () => {
    const writes = await rehearsal();
    stage = await setStage({ world: world() });
    const said: string[] = [];
    /** Strikes the write number `skip` of its kind with a message that repeats all texts of its record. */
    const strike = (
      system: 'exact-online' | 'asperion',
      method: string,
      path: RegExp,
      skip: number,
      fault: Omit<Fault, 'path' | 'act'>,
      body: (words: string) => string,
    ): void => {
      const call = writes.filter((one) => one.system === system && one.method === method && path.test(one.path))[skip];
      const texts = textsIn(call?.body);
      if (texts.length === 0) throw new Error(`There is no ${method} number ${skip} on ${path}.`);
      if (call?.path.includes('/debtors') === true) said.push(...texts);
      const words = `${texts.join(' / ')} (${texts.map((text) => text.toUpperCase()).join('; ')})`;
      const faults = system === 'asperion' ? stage.asperion.faults : stage.exactOnline.faults;
      faults.add({
        method,
        path,
        skip: 0,
        ...fault,
        act: 'status',
        body: body(words),
        headers: { 'content-type': 'application/json' },
      });
    };
    const problem = (words: string): string =>
      JSON.stringify({ title: 'Validation', status: 400, errors: { EmailAddress: [`Refused: ${words}`] } });
    const detail = (words: string): string =>
      JSON.stringify({ title: `Conflict of ${words}`, detail: `Taken: ${words}` });
    const exact = (words: string): string =>
      JSON.stringify({ error: { code: '', message: { lang: '', value: `Ongeldig: ${words}` } } });
    // A fault counts the calls that reach it, so each is `skip`ped past the ones before it.
    const debtors = /^\/v1\/debtors$/;
    strike('asperion', 'POST', debtors, 0, { status: 400 }, problem);
    strike('asperion', 'POST', debtors, 1, { status: 409 }, detail);
    strike('asperion', 'POST', debtors, 2, { status: 400 }, (words) => `<html><body>${words}</body></html>`);
    strike('asperion', 'POST', debtors, 3, { status: 422 }, (words) => JSON.stringify(words));
    strike('asperion', 'POST', debtors, 4, { status: 500, times: 2 }, detail);
    // A 500 without a message of the system leaves the outcome open: that is looked for, and not sent again.
    strike('asperion', 'POST', debtors, 5, { status: 500 }, (words) => words);
    strike('asperion', 'PUT', /^\/v1\/debtors\/\d+$/, 0, { status: 400 }, problem);
    strike('asperion', 'POST', /salesinvoiceswithlines$/, 0, { status: 400 }, problem);
    strike('exact-online', 'POST', /logistics\/Items$/, 0, { status: 400 }, exact);
    strike('exact-online', 'POST', /logistics\/Items$/, 1, { status: 500, times: 2 }, exact);
    repeated = [...new Set(said)];
    for (const { id } of stage.asperion.rows('debtors')) stage.asperion.update('debtors', id ?? null, { iban: IBAN });
    run = await stage.run({ env: impatient });
  });

  afterAll(() => stage[Symbol.asyncDispose]());

  test('fails as many records as were refused, and says why', () => {
    const failures = reportOf(run).flows.flatMap((flow) => flow.failures);
    const codes = Map.groupBy(failures, ({ code }) => code);
    expect(codes.get('REFUSED')).toHaveLength(8);
    expect(codes.get('DUPLICATE')).toHaveLength(1);
    // The debtor, and its order.
    expect(codes.get('WRITE_UNCLEAR')).toHaveLength(2);
    expect(codes.get('REFUSED')?.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining([expect.stringContaining('{Email}'), expect.stringContaining('Single origin')]),
    );
  });

  test('keeps an activity log of fields, references and codes', async () => {
    const log = await readFile(run.outputs['activity-log'] ?? '', 'utf8');
    expect(log.match(/"action":"waits".*"code":"REFUSED"/g)).toHaveLength(8);
    expect(log).toMatch(/"action":"created","fields":\["characteristic5","name",/);
  });

  test('shows no name, e-mail address, street, phone, VAT or chamber number of anybody anywhere', async () => {
    const texts = everybody(stage);
    expect(texts.length).toBeGreaterThan(200);
    expect(texts.filter((text) => text.startsWith('Zwaluw')).length).toBeGreaterThan(100);
    expect(leaks(await traces(stage, run), texts)).toEqual([]);
  });

  test('shows none of them in a plan or when both systems are compared', async () => {
    const plan = await stage.run({ inputs: { mode: 'plan' }, env: impatient });
    expect(plan.outputs.plan).toBeDefined();
    const reconcile = (await readdir(join(stage.workspace, 'mappings')))
      .filter((name) => name.startsWith('reconcile-') && !name.endsWith('.test.yml'))
      .map((name) => name.replace('.yml', ''));
    const check = await stage.run({ inputs: { flows: reconcile.join() }, env: impatient });
    expect(reportOf(check).flows.flatMap(({ differences = [] }) => differences).length).toBeGreaterThan(5);
    for (const later of [plan, check]) expect(leaks(await traces(stage, later), everybody(stage))).toEqual([]);
  });

  test('shows nothing of the people whose records the messages repeated', () => {
    // What names a record to people may be shown, and so may the units and codes that are words of the product's own.
    const allowed = /^(EO-\d+|[A-Z]{3}-\d{4}|company|private)$/;
    const names = repeated.filter((text) => text.length >= 5 && /[\p{L}@]/u.test(text) && !allowed.test(text));
    expect(names.length).toBeGreaterThan(25);
    const shown = new Map([
      ['log', run.log],
      ['summary', run.summary],
      ['annotations', JSON.stringify(run.annotations)],
      ['report', JSON.stringify(run.report)],
    ]);
    for (const [where, text] of shown) expect(text.length, where).toBeGreaterThan(100);
    expect(leaks(shown, names)).toEqual([]);
  });

  test('shows no secret and no token', async () => {
    const all = await traces(stage, run);
    const entries = (await cacheContents(stage.github)).filter(
      ({ kind, name }) => kind === 'tokens' && name !== 'trial',
    );
    const tokens = await Promise.all(
      entries.map(
        async (entry) => JSON.parse(await opened(stage.github, entry, stage.inputs['state-key'] ?? '')) as Row,
      ),
    );
    const issued = tokens.flatMap(({ accessToken, refreshToken }) => [String(accessToken), String(refreshToken)]);
    expect(issued).toHaveLength(4);
    for (const secret of [...secretsOf(stage), ...issued]) {
      expect(secret.length).toBeGreaterThan(8);
      for (const [where, trace] of all) expect(trace.includes(secret), `${where}: a secret`).toBe(false);
      expect(run.masks).toContain(secret);
    }
  });

  test('keeps what it remembers sealed: the cache holds no clear text at all', async () => {
    const entries = await cacheContents(stage.github);
    expect(new Set(entries.map(({ kind }) => kind))).toEqual(
      new Set(['tokens', 'progress', 'recording', 'assumptions', 'alarm']),
    );
    for (const { archive } of entries) {
      const text = archive.toString('latin1');
      expect(text).not.toMatch(/accessToken|refreshToken|deadLetters|fingerprints|cursor|EO-\d{4}|20\d\d-\d\d-\d\d/);
    }
  });

  test('does remember people in the recording, for whoever has the key', async () => {
    const [recording, ...more] = (await cacheContents(stage.github)).filter(({ kind }) => kind === 'recording');
    expect(more).toEqual([]);
    if (recording === undefined) throw new Error('Nothing was recorded.');
    const held = await opened(stage.github, recording, stage.inputs['state-key'] ?? '');
    const texts = personalTexts(
      'crm/Accounts',
      stage.exactOnline.rows('Accounts').filter(({ Status }) => Status === 'C'),
    );
    expect(texts.filter((text) => held.includes(JSON.stringify(text).slice(1, -1))).length).toBeGreaterThan(50);
    expect(held).toContain(IBAN);
  });
});

describe('a system that refuses to read and repeats what it was asked', () => {
  const emails = (stage: Stage): readonly string[] => everybody(stage).filter((text) => text.includes('@'));
  /** Who made a record is not asked for. */
  const customers = (stage: Stage): readonly string[] => {
    const rows = stage.exactOnline.rows('Accounts');
    const asked = rows.map(({ CreatorFullName: _, ModifierFullName: __, ...row }) => row);
    return [...personalTexts('crm/Accounts', asked), ...emails(stage)];
  };
  /** The contacts of customers: others are not asked for. */
  const contacts = ({ exactOnline }: Stage): readonly string[] => {
    const mains = exactOnline
      .rows('Accounts')
      .flatMap(({ Status, MainContact }) => (Status === 'C' ? [MainContact] : []));
    return exactOnline.rows('Contacts').flatMap(({ ID, FullName }) => (mains.includes(ID) ? [String(FullName)] : []));
  };
  const withContacts = (stage: Stage): readonly string[] => [
    ...customers(stage),
    ...contacts(stage),
    ...stage.exactOnline.rows('Accounts').map(({ Phone }) => String(Phone).replace(/[\s-]/g, '')),
  ];

  test.each([
    ['Asperion refuses a look-up', 'asperion', 'GET', /^\/v1\/debtors$/, 400, withContacts],
    ['Asperion forbids a look-up', 'asperion', 'GET', /^\/v1\/debtors$/, 403, withContacts],
    ['Exact Online refuses to read contacts', 'exact-online', 'GET', /bulk\/CRM\/Contacts$/, 400, customers],
    ['Exact Online refuses its feed', 'exact-online', 'GET', /sync\/CRM\/Accounts$/, 400, emails],
    ['Asperion refuses to refresh', 'asperion', 'POST', /connect\/token$/, 400, everybody],
    ['Exact Online refuses to refresh', 'exact-online', 'POST', /oauth2\/token$/, 400, everybody],
    ['Asperion fails to refresh', 'asperion', 'POST', /connect\/token$/, 500, everybody],
  ] as const)(
    '%s: its sentence is shown without the people and secrets in it',
    async (_, system, method, path, status, known) => {
      await using stage = await setStage({
        world: createWorld({ customers: 12, articles: 1, orders: 1 }),
      });
      const texts = known(stage);
      expect(texts.length).toBeGreaterThan(5);
      const secrets = path.source.includes('token') ? secretsOf(stage) : [];
      const words = `Bad ${[...texts, ...secrets].join(' | ')}`;
      const faults = system === 'asperion' ? stage.asperion.faults : stage.exactOnline.faults;
      faults.add({
        method,
        path,
        act: 'status',
        status,
        body: JSON.stringify({
          title: words,
          detail: words,
          error: { code: '', message: { lang: '', value: words } },
          error_description: words,
        }),
        headers: { 'content-type': 'application/json', reason: 'Bad anna.smit@example.com' },
        times: 5,
      });
      const run = await stage.run({ inputs: { flows: 'customers.exact-online-to-asperion' } });
      expect(run.exitCode).toBe(1);
      const all = await traces(stage, run);
      // What a token endpoint says is not shown at all.
      expect(all.get('log')?.includes('Bad')).toBe(secrets.length === 0);
      expect(leaks(all, [...texts, 'anna.smit@example.com'])).toEqual([]);
      for (const secret of secretsOf(stage)) {
        for (const [where, trace] of all) expect(trace.includes(secret), `${where}: a secret`).toBe(false);
      }
    },
  );
});
