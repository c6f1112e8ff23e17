import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { whyCommand } from '../../../src/commands/activity/why.ts';
import { event, folderWith, log } from '../../activity/logs.ts';
import { customers, orderDocuments } from '../../support/samples.ts';
import { worldIn } from './world.ts';

const environment = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CEILING_DIRECTORIES: '/',
};

const KINDS = 'address: AddressLine1\npostCode: { table: post-codes, key: Country }';

/** A folder with two flows, a table and the log of one run. */
function company(config: string | null = null) {
  const events = [
    event({ action: 'created', fields: ['name', 'address', 'postCode'] }),
    event({
      reference: '7',
      target: 'EO-7',
      flow: 'orders',
      step: 'order',
      action: 'created',
      fields: ['date', 'lines'],
    }),
    event({ at: '2026-03-02T09:00:00.000Z', fields: ['postCode'] }),
  ];
  const folder = folderWith({ 'log.jsonl': log(1, { events, config }) });
  const write = (name: string, text: string): void => writeFileSync(join(folder.path, 'mappings', name), text);
  mkdirSync(join(folder.path, 'mappings', 'tables'), { recursive: true });
  write('settings.yml', 'since: 2026-01-01\n');
  write('customers.yml', customers({ fields: KINDS.split('\n')[1] ?? '' }));
  write('orders.yml', orderDocuments());
  write('tables/post-codes.yml', 'NL: 1000 AA\n');
  const git = (...args: readonly string[]): string => {
    const who = ['-c', 'user.name=Somebody', '-c', 'user.email=somebody@example.org', '-c', 'init.defaultBranch=main'];
    return spawnSync('git', [...who, ...args], { cwd: folder.path, env: environment, encoding: 'utf8' }).stdout.trim();
  };
  return { folder, write, git };
}

async function why(folder: string, ...args: readonly string[]): Promise<readonly [boolean, string]> {
  const world = worldIn(folder, environment);
  return [await whyCommand([...args, '--log', '.'], world), world.said()];
}

test('why tells the run and the rule with its line and table; without git it names no commit', async () => {
  const { folder } = company();
  using _ = folder;
  const [isKnown, said] = await why(folder.path, '20001', 'postCode');
  expect(isKnown).toBe(true);
  expect(
    said,
  ).toBe(`postCode of 20001 → 10042 was last written on 2 March 2026 at 10:00 Dutch time, when the record was updated.
  flow      customers, step debtor
  run       1-1, https://github.com/OWNER/company/actions/runs/1/attempts/1
  The run does not say which commit its mappings had.

Rule of postCode, mappings/customers.yml:14:7
    postCode: { table: post-codes, key: Country }
  table     mappings/tables/post-codes.yml
  This folder is no git checkout, so the commit behind the rule is not known.
`);
});

test('why speaks Dutch if it is asked to', async () => {
  const { folder } = company();
  using _ = folder;
  const [isKnown, said] = await why(folder.path, '20001', 'postCode', '--language', 'nl');
  expect(isKnown).toBe(true);
  expect(said).toContain(
    'postCode van 20001 → 10042 is het laatst geschreven op 2 maart 2026 om 10:00 Nederlandse tijd, toen het record werd gewijzigd.',
  );
  expect(said).toContain('Deze map is geen checkout van git, dus de commit achter de regel is niet bekend.');
  const [, unknown] = await why(folder.path, '20001', 'postcode', '--language', 'nl');
  expect(unknown).toContain('In 1 run is postcode van 20001 niet geschreven. Bedoelde u postCode?');
});

test('why names the commit and pull request that last changed the line, squashed or merged', async () => {
  const { folder, git, write } = company();
  using _ = folder;
  git('init');
  git('add', '.');
  git('commit', '-m', 'First mappings (#12)');
  expect((await why(folder.path, '20001', 'postCode'))[1]).toMatch(
    /^ {2}commit {4}[0-9a-f]{12} First mappings \(#12\)\n {2}pull request #12$/m,
  );
  git('checkout', '-b', 'change');
  write('customers.yml', customers({ fields: 'postCode: { table: post-codes, key: upper(Country) }' }));
  git('commit', '-am', 'Countries in capitals');
  git('checkout', 'main');
  expect((await why(folder.path, '20001', 'postCode'))[1]).toMatch(/pull request #12/);
  git('merge', '--no-ff', '-m', 'Merge pull request #15 from OWNER/change', 'change');
  const [, said] = await why(folder.path, '20001', 'postCode');
  expect(said).toMatch(/^ {2}commit {4}[0-9a-f]{12} Countries in capitals\n {2}pull request #15$/m);
  expect(said).not.toMatch(/Somebody|example\.org/);
});

test('why names no pull request for a commit of the branch itself', async () => {
  const { folder, git } = company();
  using _ = folder;
  git('init');
  git('add', '.');
  git('commit', '-m', 'First mappings');
  git('checkout', '-b', 'change');
  git('commit', '--allow-empty', '-m', 'Something else');
  git('checkout', 'main');
  git('merge', '--no-ff', '-m', 'Merge pull request #15 from OWNER/change', 'change');
  const [, said] = await why(folder.path, '20001', 'postCode');
  expect(said).toMatch(/^ {2}commit {4}[0-9a-f]{12} First mappings$/m);
  expect(said).not.toContain('#15');
});

test('why says if the line was changed since that run, or is not committed', async () => {
  const { folder, git, write } = company();
  using _ = folder;
  git('init');
  git('add', '.');
  git('commit', '-m', 'First mappings');
  const run = git('rev-parse', 'HEAD');
  writeFileSync(
    join(folder.path, 'log.jsonl'),
    log(1, { config: run, events: [event({ fields: ['postCode'] })] }).lines.join('\n'),
  );
  const [, before] = await why(folder.path, '20001', 'postCode');
  expect(before).toMatch(new RegExp(`^ {2}mappings {2}of commit ${run}$`, 'm'));
  expect(before).toMatch(/No merge names a pull request for this commit\.$/m);
  expect(before).not.toMatch(/has changed since/);
  write('customers.yml', customers({ fields: 'postCode: { table: post-codes, key: lower(Country) }' }));
  expect((await why(folder.path, '20001', 'postCode'))[1]).toMatch(/customers\.yml:14 is not committed yet\.$/m);
  git('commit', '-am', 'Other countries (#16)');
  expect((await why(folder.path, '20001', 'postCode'))[1]).toMatch(
    new RegExp(`customers\\.yml has changed since that run: git diff ${run} -- mappings/customers\\.yml$`, 'm'),
  );
});

test('why finds the rule of a field of lines, and all of them for the lines', async () => {
  const { folder } = company();
  using _ = folder;
  const rules = async (field: string): Promise<readonly string[]> =>
    (await why(folder.path, '7', field))[1].match(/(?<=^Rule of )\S+(?=,)/gm) ?? [];
  expect(await rules('lines.quantity')).toEqual(['lines.quantity']);
  expect(await rules('lines')).toEqual(['lines.articleNumber', 'lines.quantity']);
});

test('why says who did not write a field, and proposes the nearest', async () => {
  const { folder } = company();
  using _ = folder;
  expect(await why(folder.path, '20001', 'postcod')).toEqual([
    false,
    'None of 1 run wrote postcod of 20001. Did you mean postCode?\n',
  ]);
  expect(await why(folder.path, '99999', 'postCode')).toEqual([
    false,
    'No event of 99999 in 1 run. A record that stays as it is has none.\n',
  ]);
});

test('why leads to the history of a record that nobody wrote, such as one that waits', async () => {
  const { folder } = company();
  using _ = folder;
  const waits = event({ reference: '20019', target: null, action: 'waits', fields: [], code: 'REQUIRED_EMPTY' });
  writeFileSync(join(folder.path, 'log.jsonl'), log(1, { events: [waits] }).lines.join('\n'));
  expect(await why(folder.path, '20019', 'city')).toEqual([
    false,
    'None of 1 run wrote city of 20019.\nWhat happened to it: exact-asperion-sync history 20019\n',
  ]);
});

test('why says if the mappings cannot be read, or have the rule no more', async () => {
  const { folder, write } = company();
  using _ = folder;
  expect((await why(folder.path, '20001', 'postCode', '--mappings', 'elsewhere'))[1]).toMatch(
    /^The rule cannot be shown: .* Name the folder of the mappings with --mappings\.$/m,
  );
  write('customers.yml', customers({}));
  expect((await why(folder.path, '20001', 'postCode'))[1]).toMatch(
    /^The mappings have no rule for postCode in customers, step debtor, any more\.$/m,
  );
});

test('why says that a rule comes with the action', async () => {
  const { folder } = company();
  using _ = folder;
  mkdirSync(join(folder.path, 'built', 'tables'), { recursive: true });
  writeFileSync(join(folder.path, 'built', 'tables', 'item-vat-included.yml'), '"2": 0\n');
  writeFileSync(
    join(folder.path, 'built', 'settings.yml'),
    'use: shipped\nflows: [products.asperion-to-exact-online]\nvalues: { prefix: EO-, since: 2026-01-01 }\n',
  );
  const flow = 'products.asperion-to-exact-online';
  const events = [event({ flow, step: 'item', reference: 'A1', fields: ['Description'] })];
  writeFileSync(join(folder.path, 'log.jsonl'), log(1, { events, version: '0.0.1' }).lines.join('\n'));
  const [, said] = await why(folder.path, 'A1', 'Description', '--mappings', 'built');
  expect(said).toMatch(/^Rule of Description, shipped\/\S+\.yml:\d+:\d+\n {4}Description: /m);
  expect(said).toMatch(/It comes with the action\. That run used version 0\.0\.1; this is the rule of version /);
});
