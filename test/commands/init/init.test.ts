import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { createWorld } from '../../../sandbox/world/world.ts';
import { lintWorkflows } from '../../../scripts/lint-workflows.ts';
import { ANSWERS, FAST, Shop } from './shop.ts';

/** Answers of a company that keeps its customers in step, and nothing else. */
const ONLY_CUSTOMERS = ANSWERS.replace(/^products: .*$/m, 'products: none').replace(/^orders: .*$/m, 'orders: none');

describe('init with answers', () => {
  test('writes a valid folder whose plan books documents; a second time it changes nothing', async () => {
    await using shop = await Shop.open();
    shop.write('answers.yml', ANSWERS);
    const first = await shop.init('--answers', 'answers.yml');
    expect(first.err).toBe('');
    expect(first.isDone).toBe(true);
    expect(first.out).toMatch(/^written {4}mappings\/tables\/vat-codes\.yml$/m);
    expect(first.out).toMatch(/^Tables: \d+ rows matched, \d+ guesses to check, \d+ rows? open/m);
    expect(first.out).toContain('The mappings are right: 4 flows checked');

    const files = shop.files();
    expect(parse(files['mappings/settings.yml'] ?? '')).toEqual({
      use: 'shipped',
      flows: [
        'customers.exact-online-to-asperion',
        'products.asperion-to-exact-online',
        'orders.exact-online-to-asperion',
        'invoices.exact-online-to-asperion',
      ],
      values: { since: '2026-01-01', bookYear: '01-01', journals: { sales: '70' }, prefix: 'EO-' },
    });
    expect(parse(files['mappings/tables/vat-codes.yml'] ?? '').NL).toEqual({
      '0': 'V0',
      '1': 'VL',
      '2': 'VH',
      '6': 'VVL',
    });
    expect(parse(files['mappings/tables/payment-conditions.yml'] ?? '')).toEqual({ '14': '2', '30': '1', '60': '3' });
    expect(files['mappings/tables/payment-conditions.yml']).toMatch(
      /^# "21": \? # 21 dagen; nothing says which one: 1 \(30 dagen\)/m,
    );
    expect(files['.github/CODEOWNERS']).toContain('/mappings/tables/ @morgenrood/boekhouding');
    expect(parse(files['.github/dependabot.yml'] ?? '')).toMatchObject({
      version: 2,
      updates: [{ 'package-ecosystem': 'github-actions', directory: '/' }],
    });
    expect(files['CHECKLIST.md']).toContain('https://github.com/morgenrood/shop/settings/environments');
    expect(files['CHECKLIST.md']).not.toMatch(/@[A-Z]+@/);
    expect(files['.gitignore']).toBe('/state*\n');
    expect(await lintWorkflows(shop.folder)).toEqual([]);
    for (const secret of [shop.environment.INPUT_STATE_KEY, shop.exactOnline.clientSecret])
      expect(Object.values(files).join(first.out)).not.toContain(secret);
    expect(writesOf(shop)).toEqual([]);

    // The next runs need not keep to Asperion's pace.
    shop.write('mappings/settings.yml', `${files['mappings/settings.yml']}${FAST}`);
    const plan = await shop.plan();
    expect(plan).toMatchObject({ isDone: true, err: '' });
    expect(plan.out).toMatch(/^ {2}orders\S+ +invoice +[1-9]/m);
    expect(plan.out).not.toMatch(/guard|stopped/i);

    const before = shop.files();
    const again = await shop.init('--answers', 'answers.yml');
    expect(again).toMatchObject({ isDone: true, err: '' });
    expect(shop.files()).toEqual(before);
    expect(again.out.match(/^written/gm)).toBe(null);
    expect(again.out).toMatch(/^differs {4}mappings\/settings\.yml .*left as it is/m);
    expect(again.out).toMatch(/^ +-asperion: \{ requestsPerSecond: 200 \}$/m);
    expect(again.out.match(/^differs/gm)).toHaveLength(1);
  });

  test('proposes what the other flows need, and asks for the values that they have', async () => {
    await using shop = await Shop.open();
    shop.write(
      'answers.yml',
      ANSWERS.replace('orders: invoices', 'orders: invoices-to-exact-online').replace(
        'customers: exact-online-to-asperion',
        'customers: both',
      ),
    );
    const { isDone, err, out } = await shop.init('--answers', 'answers.yml');
    expect(isDone).toBe(false);
    expect(err).toMatch(/^ANSWER_MISSING .*values\.exactOnline\.journals\.sales\./);
    expect(out).toMatch(/^ {2}# Exact Online's journal for sales .* 70 is Verkoopboek\.$/m);
    expect(Object.keys(shop.files())).toEqual([]);

    shop.write(
      'answers.yml',
      shop
        .read('answers.yml')
        .replace('journals.sales: "70"', 'journals.sales: "70", exactOnline.journals.sales: "70"'),
    );
    const second = await shop.init('--answers', 'answers.yml');
    expect(second).toMatchObject({ isDone: true, err: '' });
    const tables = shop.files();
    expect(parse(tables['mappings/tables/exact-online-vat-codes.yml'] ?? '')).toMatchObject({
      VH: '2',
      VL: '1',
      VICP: '7',
    });
    expect(parse(tables['mappings/tables/account-payment-conditions.yml'] ?? '')).toEqual({
      '1': '30',
      '2': '14',
      '3': '60',
    });
    const ofAccounts = parse(tables['mappings/tables/account-vat-codes.yml'] ?? '');
    expect(ofAccounts).not.toHaveProperty('NL');
    expect(ofAccounts).toMatchObject({ BE: { company: '7' }, CH: { company: '8', private: '8' } });
    expect(ofAccounts.BE).not.toHaveProperty('private');
  });

  test('keeps the shipped guard of a flow that has nothing to load before it goes live', async () => {
    await using shop = await Shop.open();
    const noMasters = ANSWERS.replace(/^customers: .*$/m, 'customers: none').replace(
      /^products: .*$/m,
      'products: none',
    );
    shop.write('answers.yml', noMasters.replace('2026-01-01', '2099-01-01'));
    const { out, isDone } = await shop.init('--answers', 'answers.yml');
    expect(isDone).toBe(true);
    expect(out).toContain('First load of orders.exact-online-to-asperion: 0 records to read; the shipped guard stays.');
    expect(Object.keys(shop.files())).not.toContain('mappings/orders.exact-online-to-asperion.yml');
    expect(shop.read('CHECKLIST.md')).toMatch(/keeps the shipped guard, because there is nothing to load yet/);
  });

  test('leaves codes open that two entries fit, and takes out rows of codes that are not there', async () => {
    const world = createWorld({ customers: 2, articles: 2, orders: 2 });
    const { asperion } = world;
    const rows = asperion.rows ?? {};
    const codes = (rows.vatcodes ?? []) as readonly { readonly id: string }[];
    const high = codes.find(({ id }) => id === 'VH');
    const changed = [...codes.filter(({ id }) => id !== 'VEX'), { ...high, id: 'VH2' }];
    await using shop = await Shop.open({
      ...world,
      asperion: { ...asperion, rows: { ...rows, vatcodes: changed } },
    } as typeof world);
    shop.write('answers.yml', ANSWERS);
    await shop.init('--answers', 'answers.yml');
    const text = shop.read('mappings/tables/vat-codes.yml');
    expect(text).toMatch(/^ {2}"2": \{ remove: true \} # \? .*several fit: same rate and kind: VH \(.*\), VH2 \(/m);
    expect(parse(text)).toMatchObject({ NL: { '2': { remove: true } }, CH: { '8': { remove: true } } });
  });
});

test('writes empty tables, and says so, where it may not see a list', async () => {
  await using shop = await Shop.open(createWorld({ customers: 1, articles: 1, orders: 1 }));
  shop.asperion.faults.add({ path: /vatcodes/i, act: 'status', status: 403, times: 100 });
  shop.write('answers.yml', ANSWERS);
  const { isDone, err, out } = await shop.init('--answers', 'answers.yml');
  expect(isDone).toBe(false);
  expect(out).toContain('asperion.vatcodes could not be read: ');
  expect(err).toMatch(/^EMPTY_TABLE Table vat-codes has no rows/);
  expect(Object.values(parse(shop.read('mappings/tables/vat-supplies.yml')))).toContainEqual({ remove: true });
  expect(shop.read('mappings/tables/vat-supplies.yml')).not.toContain('kind:');
});

describe('init without a terminal', () => {
  test('shows all lines that a file of answers needs at once, with entries of the lists', async () => {
    await using shop = await Shop.open();
    const { isDone, err, out } = await shop.init();
    expect(isDone).toBe(false);
    expect(err).toMatch(
      /^ANSWER_MISSING .* missing: customers, products, orders, every, hours, since, values\.[\w.]+, .*values\.journals\.sales/,
    );
    expect(out).toMatch(/^customers: exact-online-to-asperion$/m);
    expect(out).toMatch(/^ {2}journals\.sales: "70"$/m);
    const [, file = ''] = /^(customers: [\s\S]*)$/m.exec(out) ?? [];
    shop.write('answers.yml', file);
    expect(await shop.init('--answers', 'answers.yml')).toMatchObject({ isDone: true, err: '' });
  });

  test('shows the choices alone as long as there is no login, and asks no system before', async () => {
    await using shop = await Shop.open();
    delete shop.environment.INPUT_ASPERION_REFRESH_TOKEN;
    const { isDone, err, out } = await shop.init();
    expect(isDone).toBe(false);
    expect(err).toBe(
      'ANSWER_MISSING There is no terminal to ask on, and these answers are missing: customers, products, orders, every, hours. | Write the lines above into a file, correct them, and give it with --answers FILE.',
    );
    expect(out).toMatch(/^customers: exact-online-to-asperion$/m);
    expect(shop.exactOnline.requests).toEqual([]);
  });

  test('names the inputs that are missing, and takes no secret as an argument', async () => {
    await using shop = await Shop.open();
    shop.write('answers.yml', ANSWERS);
    delete shop.environment.INPUT_ASPERION_REFRESH_TOKEN;
    expect((await shop.init('--answers', 'answers.yml')).err).toMatch(
      /^MISSING_INPUT INPUT_ASPERION_REFRESH_TOKEN is missing/,
    );
    expect((await shop.init('--state-key', 'of-a-real-company')).err).toMatch(/^SECRET_ARGUMENT/);
    expect((await shop.init('--answers', 'nothing.yml')).err).toMatch(/^FILE_UNREADABLE The file nothing\.yml/);
    expect(Object.keys(shop.files())).toEqual([]);
  });

  test('takes the only administration of a login, and names those of several', async () => {
    await using shop = await Shop.open();
    shop.write('answers.yml', ONLY_CUSTOMERS);
    delete shop.environment.INPUT_EXACT_ONLINE_DIVISION;
    const { out, isDone } = await shop.init('--answers', 'answers.yml');
    expect(isDone).toBe(true);
    expect(out).toContain(`administration ${shop.exactOnline.division}, the only one of this login`);

    const world = createWorld({ customers: 1, articles: 1, orders: 1 });
    const { rows = {} } = world.exactOnline;
    const own = rows.SystemDivisions ?? [];
    const SystemDivisions = [
      ...own,
      { ...own[0], Code: 654321, Description: 'Morgenrood Holding B.V.', IsMainDivision: false },
    ];
    await using other = await Shop.open({
      ...world,
      exactOnline: { ...world.exactOnline, rows: { ...rows, SystemDivisions } },
    } as typeof world);
    other.write('answers.yml', ONLY_CUSTOMERS);
    delete other.environment.INPUT_EXACT_ONLINE_DIVISION;
    const ended = await other.init('--answers', 'answers.yml');
    expect(ended.err).toBe(
      `MISSING_INPUT The login may see 2 administrations of Exact Online. | Give --exact-online-division with one of: 654321, ${other.exactOnline.division}.`,
    );
    expect(Object.keys(other.files())).toEqual([]);
  });

  test.each(['../books', '.', join(tmpdir(), 'books')])(
    'refuses %s as the folder of mappings: no workflow would find it',
    async (place) => {
      await using shop = await Shop.open();
      shop.write('answers.yml', ANSWERS);
      const { err } = await shop.init('--answers', 'answers.yml', '--mappings', place);
      expect(err).toMatch(/^OPTION_VALUE --mappings is not a folder below this one/);
      expect(shop.exactOnline.requests).toEqual([]);
      expect(Object.keys(shop.files())).toEqual([]);
    },
  );

  test('writes the path in the repository of a folder of mappings that is named absolutely', async () => {
    await using shop = await Shop.open();
    shop.write('answers.yml', ONLY_CUSTOMERS);
    const { err } = await shop.init('--answers', 'answers.yml', '--mappings', join(shop.folder, 'eu', 'books/'));
    expect(err).toBe('');
    expect(shop.read('.github/CODEOWNERS')).toContain('\n/eu/books/tables/ ');
    expect(Object.keys(shop.files())).toContain('eu/books/settings.yml');
  });
});

/** Calls that would change something. */
function writesOf({ exactOnline, asperion }: Shop): readonly string[] {
  return [...exactOnline.requests, ...asperion.requests]
    .filter(({ method, path }) => method !== 'GET' && !path.endsWith('/token'))
    .map(({ method, path }) => `${method} ${path}`);
}
