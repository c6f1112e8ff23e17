import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { notify, notifyFailure } from '../../../src/commands/alarm/notify.ts';
import { readInputs } from '../../../src/config/inputs.ts';
import { ConfigError } from '../../../src/errors/errors.ts';
import { raise } from '../../../src/report/alarm/alarm.ts';
import { webhookBody } from '../../../src/report/alarm/message.ts';
import type { RunReport } from '../../../src/report/run-report.ts';
import { type AlarmMemory, noAlarm } from '../../../src/state/alarm-memory.ts';
import { deadLetter, reportWith } from '../../report/reports.ts';

const NOW = Date.parse('2026-12-01T08:00:00Z');

/** What is sent to a chat and to a heartbeat, and what is warned of; both answer with `status`. */
async function sent(
  work: (context: Parameters<typeof notify>[1]) => Promise<void>,
  { status = 200, inputs = {} }: { readonly status?: number; readonly inputs?: Readonly<Record<string, string>> } = {},
) {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part) => {
      body += String(part);
    });
    request.on('end', () => {
      calls.push(`${request.method} ${request.url} ${body}`.trim());
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const environment = {
    INPUT_MODE: 'sync',
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: 'koffie/books',
    GITHUB_RUN_ID: '7',
  };
  const given = readInputs({
    INPUT_MODE: 'validate',
    INPUT_WEBHOOK_URL: `${url}/hook?sig=a`,
    INPUT_HEARTBEAT_URL: `${url}/beat`,
    ...inputs,
  });
  const warnings: string[] = [];
  await work({ inputs: { ...given, mode: 'sync' }, environment, warn: (text) => warnings.push(text) });
  await new Promise((resolve) => server.close(resolve));
  return { calls, warnings, url };
}

const alarmed = (report: RunReport, memory: AlarmMemory = noAlarm()): RunReport => {
  const context = { nowMs: NOW, failOn: 'new', outageAfterMs: 0, about: 'everything' } as const;
  return { ...report, alarm: raise(report, memory, context).alarm };
};
const outage = { system: 'asperion', why: '503' };
const down = alarmed(
  reportWith({ status: 'stopped', error: { code: 'GAVE_UP', message: 'It kept failing.', hint: null, outage } }),
);

describe('the chat and the heartbeat', () => {
  test('get nothing but a beat from a good run', async () => {
    expect((await sent((context) => notify(alarmed(reportWith()), context))).calls).toEqual(['GET /beat']);
  });

  test('get a word with a link from a red run, and no beat if a flow stopped', async () => {
    const { calls } = await sent((context) => notify(down, context));
    const text =
      'Exact Online ⇄ Asperion, koffie/books: Asperion does not answer (503), since 1 December 2026 at 09:00. customers stopped. Written: 3 customers. https://github.com/koffie/books/actions/runs/7';
    expect(calls).toEqual([`POST /hook?sig=a ${JSON.stringify({ text })}`]);
  });

  test('get nothing from a run that only waits for what a lost one sent', async () => {
    const held = alarmed(reportWith({ rest: { reason: 'lost', began: false, done: null, left: null, minutes: null } }));
    expect((await sent((context) => notify(held, context))).calls).toEqual([]);
  });

  test('get nothing if the token had ended before the first call, and a beat if calls were made', async () => {
    const rest = { reason: 'token', began: true, done: null, left: null, minutes: null } as const;
    const beats = async (calls: Readonly<Record<string, number>>) =>
      (await sent((context) => notify(alarmed(reportWith({ rest, calls })), context))).calls;
    expect(await beats({})).toEqual([]);
    expect(await beats({ asperion: 1 })).toEqual(['GET /beat']);
  });

  test('get both from a run that is red for records, since the sync itself goes well', async () => {
    const report = alarmed(reportWith({ deadLetters: [deadLetter('20001')] }));
    const { calls } = await sent((context) => notify(report, context));
    expect(calls.map((call) => call.slice(0, 10))).toEqual(['POST /hook', 'GET /beat']);
  });

  test('hear once that all is well again, in the language of the run', async () => {
    const told = { 'outage/asperion': { atMs: NOW, flows: ['customers'] } };
    const outages = { asperion: { sinceMs: NOW, overAtMs: null } };
    const well = alarmed(reportWith(), { ...noAlarm(), told, outages, redAtMs: NOW });
    const { calls } = await sent((context) => notify(well, context), { inputs: { INPUT_LANGUAGE: 'nl' } });
    expect(calls[0]).toContain('Asperion antwoordt weer. Alles is weer in orde: 3 klanten.');
  });

  test('are no reason to fail: an answer that is no yes is a warning without the address', async () => {
    const { warnings, url } = await sent(
      (context) => notify(alarmed(reportWith({ deadLetters: [deadLetter('1')] })), context),
      {
        status: 404,
      },
    );
    expect(warnings).toEqual([
      'The webhook was not told: it answered HTTP 404.',
      'The address of heartbeat-url could not be called: it answered HTTP 404.',
    ]);
    expect(warnings.join()).not.toContain(url);
    const nobody = { INPUT_WEBHOOK_URL: 'http://127.0.0.1:9/x' };
    const gone = await sent((context) => notify(down, context), { inputs: nobody });
    expect(gone.warnings).toEqual(['The webhook was not told: no connection, ECONNREFUSED.']);
  });

  test('hear of a run that could not begin, with its first problem', async () => {
    const error = new ConfigError('NO_FLOWS', 'There is no flow.', { hint: 'Write one.' });
    const { calls } = await sent((context) => notifyFailure(error, false, context));
    expect(calls).toHaveLength(1);
    expect(calls[0]).toContain('The run did not begin, and nothing was written: 1 problem. NO_FLOWS There is no flow.');
  });
});

test('Teams gets a card, everybody else a text', () => {
  const hosts = [
    'prod-12.westeurope.logic.azure.com',
    'default1.2.environment.api.powerplatform.com',
    'company.webhook.office.com',
  ];
  for (const host of hosts) {
    expect(webhookBody(`https://${host}/x?sig=a`, 'Hello.')).toMatchObject({
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: 'Hello.', wrap: true }] },
        },
      ],
    });
  }
  for (const host of ['hooks.slack.com', 'chat.example', 'notlogic.azure.com.example'])
    expect(webhookBody(`https://${host}/x`, 'Hello.')).toEqual({ text: 'Hello.' });
});
