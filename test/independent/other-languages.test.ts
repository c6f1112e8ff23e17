import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, type TestContext, test } from 'vitest';
import type { ExactOnlineSandbox } from '../../sandbox/exact-online/exact-online.ts';
import { guid, openCompany } from './exact-company.ts';
import { consent, EXACT_HOST, REDIRECT_URI } from './exact-login.ts';

let sandbox: ExactOnlineSandbox;

beforeEach(async () => {
  ({ sandbox } = await openCompany());
});
afterEach(() => sandbox.close());

/**
 * Logs in as the client would, runs its script, and reads the JSON that it prints. `folder` is the variable that names the
 * client's checkout; the test is skipped without it.
 */
async function toldBy(
  context: TestContext,
  { program, script, folder }: Readonly<Record<'program' | 'script' | 'folder', string>>,
): Promise<unknown> {
  const checkout = process.env[folder];
  if (checkout === undefined) context.skip(`${folder} names no checkout: see docs/sandbox.md`);
  const login = new URLSearchParams({
    client_id: sandbox.clientId,
    redirect_uri: REDIRECT_URI,
    response_type: 'code',
    force_login: '0',
  });
  const child = spawn(program, [join(import.meta.dirname, script)], {
    env: {
      ...process.env,
      CLIENT_FOLDER: checkout,
      SANDBOX_URL: sandbox.url,
      REDIRECT_URI,
      CLIENT_ID: sandbox.clientId,
      CLIENT_SECRET: sandbox.clientSecret,
      CODE: await consent(sandbox, `${EXACT_HOST}/api/oauth2/auth?${login}`),
    },
  });
  const [out, said, [exitCode]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  if (exitCode !== 0) throw new Error(`${program} ${script} ended with ${exitCode}:\n${said}${out}`);
  return JSON.parse(out);
}

test('the PHP package picqer logs in, pages, creates, changes, orders and reads refusals', async (context) => {
  expect(await toldBy(context, { program: 'php', script: 'picqer.php', folder: 'PICQER_CLIENT' })).toEqual({
    expires: true,
    me: sandbox.division,
    accounts: 130,
    names: 130,
    item: guid(501),
    filtered: ['FILTER-80'],
    created: true,
    city: 'Deventer',
    order: true,
    refused: {
      'unknown field': [400, "Error 400: Could not find a property named 'Kleur' on type 'Exact.Web.Api.Models.Item'."],
      gone: [404, "Error 404: Resource not found for the segment 'Accounts'."],
      'without a name': [500, 'Error 500: Verplicht: Naam'],
      'in use': [500, 'Error 500: In gebruik: Relatie'],
    },
    limits: [60, 5000],
    left: true,
  });
  expect(sandbox.rows('Accounts')).toHaveLength(131);
  expect(sandbox.rows('SalesOrderLines')).toMatchObject([{ Item: guid(501), Quantity: 3, NetPrice: 12.5 }]);
});

test('the Ruby gem elmas logs in, finds, creates, and meets mandatory filtering', async (context) => {
  expect(await toldBy(context, { program: 'ruby', script: 'elmas.rb', folder: 'ELMAS_CLIENT' })).toEqual({
    expires: '600',
    me: sandbox.division,
    authorized: true,
    item: [['KOFFIE-1', 'Koffiebonen 1 kg']],
    created: 201,
    refused: ['Elmas::BadRequestException', expect.stringMatching(/^code 400: This endpoint has mandatory filtering/)],
  });
  expect(sandbox.rows('Accounts')).toHaveLength(131);
});
