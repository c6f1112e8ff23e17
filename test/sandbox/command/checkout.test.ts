import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { OpenSandbox } from '../../../sandbox/command/open-sandbox.ts';

/** In the action's place: says what the checkout holds, and says it again when the address that it is given answers. */
const STEP = `
import { readdirSync } from 'node:fs';
const list = () => readdirSync('.', { recursive: true }).map((one) => one.replaceAll('\\\\', '/')).sort().join(' ');
console.log(list());
if (process.env.INPUT_RECORDS) {
  await fetch(process.env.INPUT_RECORDS);
  console.log(list());
}
`;

let base: string;
let repository: string;
let sandbox: OpenSandbox;

beforeAll(async () => {
  base = await mkdtemp(join(tmpdir(), 'checkout-'));
  repository = join(base, 'repository');
  const files = [
    'shared/settings.yml',
    'shared/exact/settings.yml',
    'repository/.git/HEAD',
    'repository/node_modules/x',
  ];
  for (const file of files) {
    await mkdir(join(base, file, '..'), { recursive: true });
    await writeFile(join(base, file), '');
  }
  await symlink(join(base, 'shared'), join(repository, 'mappings'), 'junction');
  await symlink(join(base, 'gone'), join(repository, 'gone'), 'junction');
  const entry = join(base, 'step.mjs');
  await writeFile(entry, STEP);
  sandbox = await OpenSandbox.open({ world: 'small', port: 0, folder: repository, mappings: 'mappings', entry });
});
afterAll(async () => {
  await sandbox[Symbol.asyncDispose]();
  await rm(base, { recursive: true, force: true });
});

/** Runs the step; what it printed. */
async function checkedOut(mappings: string, records = ''): Promise<readonly string[]> {
  return (await sandbox.run({ folder: repository, inputs: { mappings, records } }, () => undefined)).log.split('\n');
}

const ALL = 'mappings mappings/exact mappings/exact/settings.yml mappings/settings.yml';

it('a run has a copy of the mappings, also through links, and removes nothing of the person', async () => {
  expect(await checkedOut('mappings')).toEqual([ALL]);
  expect(await checkedOut('mappings/exact')).toEqual(['mappings mappings/exact mappings/exact/settings.yml']);
  expect((await readdir(join(base, 'shared'), { recursive: true })).toSorted()).toEqual(
    ['exact', join('exact', 'settings.yml'), 'settings.yml'].toSorted(),
  );
});

it('a run on the whole folder leaves out .git, node_modules and links that lead nowhere', async () => {
  expect(await checkedOut('.')).toEqual([ALL]);
});

it('two runs at once do not touch the checkout of each other', async () => {
  const asked = Promise.withResolvers<ServerResponse>();
  const server = createServer((_, response) => asked.resolve(response)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const first = checkedOut('mappings', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const response = await asked.promise;
  await checkedOut('mappings/exact');
  response.writeHead(204, { Connection: 'close' }).end();
  expect(await first).toEqual([ALL, ALL]);
  server.close();
});
