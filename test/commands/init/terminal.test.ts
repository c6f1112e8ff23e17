import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { hasTerminals, keys, Screen } from '../../../scripts/first-hour/screen.ts';
import { freeAddress } from '../authorize/free-address.ts';
import { allowAsperion } from '../authorize/logins.ts';
import { ANSWERS, Shop } from './shop.ts';

const cli = join(import.meta.dirname, '..', '..', '..', 'src', 'cli.ts');

test.skipIf(!hasTerminals)('init asks at a terminal, shows defaults, and writes what was chosen', async () => {
  await using shop = await Shop.open();
  const command = `${process.execPath} ${cli} init --repo morgenrood/shop`;
  using screen = new Screen(command, shop.folder, { ...shop.environment, INPUT_STATE_STORE: 'file:state' });
  await screen.answer('Which way do customers go?', keys.enter);
  await screen.answer('Which way do products go?', keys.down, keys.down, keys.down, keys.enter);
  await screen.answer('What do sales become?', keys.enter);
  await screen.answer('How often?', keys.down, keys.enter);
  await screen.answer('In which hours?', keys.enter);
  await screen.answer('Go live', keys.enter);
  await screen.answer('bookYear', keys.enter);
  await screen.answer('journals.sales', keys.enter);
  await screen.answer('prefix', keys.enter);
  await screen.answer('Who approves', keys.enter);
  expect(await screen.ended).toBe(0);
  const settings = parse(shop.read('mappings/settings.yml'));
  expect(settings).toMatchObject({
    flows: [
      'customers.exact-online-to-asperion',
      'orders.exact-online-to-asperion',
      'invoices.exact-online-to-asperion',
    ],
    values: { bookYear: '01-01', journals: { sales: '70' }, prefix: 'EO-' },
  });
  expect(settings.values.since).toMatch(/^\d{4}-\d\d-01$/);
  expect(shop.read('.github/CODEOWNERS')).toContain('# /mappings/tables/ @owner');
  expect(screen.text).toContain('CHECKLIST.md says what is left to do');
  // What a variable says is not said again.
  expect(screen.text).toMatch(/exact-asperion-sync plan\s*$/m);
  expect(shop.read('.gitignore')).toBe('/state*\n');
  for (const secret of [shop.exactOnline.clientSecret, shop.environment.INPUT_STATE_KEY])
    expect(screen.text).not.toContain(secret);
});

test.skipIf(!hasTerminals)('init that is stopped by Ctrl-C writes nothing', async () => {
  await using shop = await Shop.open();
  writeFileSync(join(shop.folder, 'answers.yml'), 'customers: none\n');
  const command = `${process.execPath} ${cli} init --answers answers.yml --state-store file:state`;
  using screen = new Screen(command, shop.folder, shop.environment);
  await screen.answer('Which way do products go?', keys.interrupt);
  expect(await screen.ended).toBe(1);
  expect(screen.text).toContain('STOPPED Stopped; nothing was written.');
  expect(Object.keys(shop.files())).toEqual([]);
});

test.skipIf(!hasTerminals)('init tells which inputs are missing before it leads through a login', async () => {
  await using shop = await Shop.open();
  writeFileSync(join(shop.folder, 'answers.yml'), ANSWERS);
  const { INPUT_ASPERION_REFRESH_TOKEN: _, ...environment } = shop.environment;
  using screen = new Screen(`${process.execPath} ${cli} init --answers answers.yml`, shop.folder, environment);
  await screen.answer('There is no login at Asperion yet.', keys.enter);
  expect(await screen.ended).toBe(1);
  expect(screen.text).toContain('MISSING_INPUT --state-store is missing.');
  expect(screen.text).not.toContain('Redirect address');
  expect(shop.asperion.requests).toEqual([]);
});

test.skipIf(!hasTerminals)(
  'init leads through a login, shows its secrets once, and reads the lists with it',
  async () => {
    await using shop = await Shop.open();
    writeFileSync(join(shop.folder, 'answers.yml'), ANSWERS);
    const { INPUT_ASPERION_REFRESH_TOKEN: _, INPUT_ASPERION_TENANT: __, ...environment } = shop.environment;
    const redirect = await freeAddress();
    const options = `--answers answers.yml --state-store file:state --redirect-uri ${redirect} --repo morgenrood/shop`;
    // Without gh, and without a browser that opens by itself.
    using screen = new Screen(`${process.execPath} ${cli} init ${options}`, shop.folder, {
      ...environment,
      PATH: '/bin',
    });
    await screen.answer('There is no login at Asperion yet.', keys.enter);
    await screen.answer('which is waiting');
    const [address = ''] = /^https?:\/\/\S+authorize\S+$/m.exec(screen.text.replaceAll('\r', '')) ?? [];
    expect((await fetch(await allowAsperion(address))).status).toBe(200);
    expect(await screen.ended).toBe(0);
    expect(screen.text).toMatch(/ASPERION_REFRESH_TOKEN=\S{20}/);
    expect(screen.text).toContain(`ASPERION_TENANT=${shop.asperion.tenant}`);
    expect(parse(shop.read('mappings/settings.yml')).use).toBe('shipped');
    // The token that was shown is still good: nobody has renewed it.
    expect(shop.asperion.requests.filter(({ path }) => path.endsWith('/token'))).toHaveLength(1);
  },
);
