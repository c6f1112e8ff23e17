import { beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../src/sandbox/faults.ts';
import type { Stage, StageRun } from '../../src/sandbox/stage.ts';
import { reportOf, setStage, smallWorld } from './stage.ts';
import { type Holdings, holdings } from './target.ts';

/** Calls of one kind, as a fault finds them. */
interface Calls {
  readonly system: 'exactOnline' | 'asperion';
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: RegExp;
}

/** The first read of each of the three flows. */
const feeds: readonly Calls[] = [
  { system: 'exactOnline', method: 'GET', path: /\/sync\/CRM\/Accounts$/ },
  { system: 'asperion', method: 'GET', path: /\/articles$/ },
  { system: 'exactOnline', method: 'GET', path: /\/sync\/SalesOrder\/SalesOrderLines$/ },
];
const newItem: Calls = { system: 'exactOnline', method: 'POST', path: /\/logistics\/Items$/ };
const newDebtor: Calls = { system: 'asperion', method: 'POST', path: /\/debtors$/ };
/** Every kind of write that a first sync of the small world makes. */
const writes: readonly Calls[] = [
  newDebtor,
  { system: 'asperion', method: 'PUT', path: /\/debtors\/\d+$/ },
  { system: 'asperion', method: 'POST', path: /\/salesinvoiceswithlines$/ },
  newItem,
  { system: 'exactOnline', method: 'POST', path: /\/logistics\/SalesItemPrices$/ },
  { system: 'exactOnline', method: 'PUT', path: /\/logistics\/Items\(/ },
];
const tokens: readonly Calls[] = [
  { system: 'exactOnline', method: 'POST', path: /\/oauth2\/token$/ },
  { system: 'asperion', method: 'POST', path: /\/connect\/token$/ },
];

/** What is answered in place of the truth; whether the call was carried out all the same is the fault's `act`. */
type Answer = Omit<Fault, 'act' | 'method' | 'path'>;

const sentence = 'Er is een fout opgetreden.';
const page: Answer = {
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: '<!doctype html><html><title>Onderhoud</title><p>Even geduld.</html>',
};
const feed: Answer = {
  status: 200,
  headers: { 'content-type': 'application/atom+xml' },
  body: '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"></feed>',
};
const anError: Answer = {
  status: 200,
  headers: { 'content-type': 'application/json' },
  // Both systems' form in one body; `error` alone is that of a token endpoint.
  body: JSON.stringify({ error: { code: '', message: { lang: '', value: sentence } }, title: sentence, status: 500 }),
};
const huge: Answer = {
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ d: { results: [] }, _data: [], filler: 'x'.repeat(10_000_000) }),
};
const elsewhere: Answer = { status: 302, headers: { location: 'https://login.example.com/sign-in?a=1' }, body: '' };
const cut: Answer = {
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: '{"d":{"results":[{"ID":"7","_data":[{"id":7',
};
const foreignRecord: Answer = {
  status: 201,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    d: {
      __metadata: { uri: 'https://start.exactonline.nl/api/v1/999999/logistics/Items(guid)' },
      ID: '77777777-7777-4777-8777-777777777777',
    },
    id: 999_999,
    _meta: { administrationId: 999_999 },
  }),
};
const foreignList: Answer = {
  status: 200,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    d: {
      results: [
        {
          __metadata: { uri: 'https://start.exactonline.nl/api/v1/999999/crm/Accounts(guid)' },
          Timestamp: '7',
          ID: '7',
        },
      ],
    },
    _data: [{ id: 7 }],
    _meta: { administrationId: 999_999, nextPage: null },
  }),
};

/** A run that met such answers, the undisturbed run after it, and what both systems held then. */
interface Story {
  readonly run: StageRun;
  readonly next: StageRun;
  readonly after: Holdings;
}

async function play(prepare: (stage: Stage) => void): Promise<Story> {
  await using stage = await setStage({ world: smallWorld() });
  prepare(stage);
  const run = await stage.run();
  stage.exactOnline.faults.clear();
  stage.asperion.faults.clear();
  const next = await stage.run();
  return { run, next, after: holdings(stage) };
}

const arm = (stage: Stage, struck: readonly Calls[], answer: Answer, act: Fault['act']): void => {
  for (const { system, method, path } of struck) stage[system].faults.add({ ...answer, method, path, act });
};

/** The codes with which the flows stopped, in their order; null for one that did not. */
const codes = (run: StageRun) => reportOf(run).flows.map(({ error }) => error?.code ?? null);

const stories = new Map<string, Promise<Story>>();
const tell = (name: string, prepare: (stage: Stage) => void): void => void stories.set(name, play(prepare));

function storyOf(name: string): Promise<Story> {
  const story = stories.get(name);
  if (story === undefined) throw new Error(`Nothing was played under "${name}".`);
  return story;
}

/** Answers to the first read of each flow, and how each flow ends then. */
const hostileReads = {
  'an HTML page': { answer: page, code: 'NOT_JSON' },
  'an Atom feed': { answer: feed, code: 'NOT_JSON' },
  'a 200 with an error inside': { answer: anError, code: 'BAD_ANSWER' },
  '10 MB': { answer: huge, code: 'RESPONSE_TOO_LARGE' },
  'a redirect to another host': { answer: elsewhere, code: 'REDIRECT_REFUSED' },
  'a truncated body, every time': { answer: { ...cut, times: 100 }, code: 'GAVE_UP' },
} as const;

/** Answers to one write of each kind. */
const hostileWrites = {
  'an HTML page': page,
  'an Atom feed': feed,
  'a 200 with an error inside': anError,
  '10 MB': huge,
  'a redirect to another host': elsewhere,
  'a truncated body': cut,
} as const;

/** Answers to the first token call of each system, and how the first two flows end then. */
const hostileTokens = {
  'an HTML page': { answer: page, code: 'TOKEN_UNAVAILABLE' },
  'a 200 with an error inside': { answer: { ...anError, body: '{"error":"server_error"}' }, code: 'TOKEN_UNAVAILABLE' },
  '10 MB': { answer: huge, code: 'RESPONSE_TOO_LARGE' },
  'a redirect to another host': { answer: elsewhere, code: 'REDIRECT_REFUSED' },
  'a truncated body': { answer: cut, code: 'GAVE_UP' },
} as const;

let calm: Story;

// Some stories wait for pauses between tries: all are played at once.
beforeAll(async () => {
  tell('calm', () => {});
  for (const [name, { answer }] of Object.entries(hostileReads)) {
    tell(`read ${name}`, (stage) => arm(stage, feeds, answer, 'replace'));
  }
  tell('read truncated once', (stage) => arm(stage, feeds, cut, 'replace'));
  tell('read plain', (stage) => {
    const plain: Answer = { headers: { 'content-type': 'text/plain' } };
    for (const calls of [feeds, writes, tokens]) arm(stage, calls, plain, 'replace');
  });
  tell('read foreign division', (stage) => arm(stage, feeds.slice(0, 1), foreignList, 'replace'));
  tell('read foreign tenant', (stage) => arm(stage, feeds.slice(1, 2), foreignList, 'replace'));
  for (const [name, answer] of Object.entries(hostileWrites)) {
    tell(`write done ${name}`, (stage) => arm(stage, writes, answer, 'replace'));
    tell(`write not done ${name}`, (stage) => arm(stage, writes, answer, 'status'));
  }
  tell('write foreign division', (stage) => arm(stage, [newItem], foreignRecord, 'replace'));
  tell('write foreign tenant', (stage) => arm(stage, [newDebtor], foreignRecord, 'replace'));
  for (const [name, { answer }] of Object.entries(hostileTokens)) {
    tell(`token ${name}`, (stage) => arm(stage, tokens, answer, 'status'));
  }
  await Promise.all(stories.values());
  calm = await storyOf('calm');
}, 90_000);

/** Nothing is lost and nothing is there twice after the undisturbed run, and it was green. */
function expectWhole({ next, after }: Story): void {
  expect(codes(next)).toEqual([null, null, null]);
  expect(next.exitCode).toBe(0);
  expect(after).toEqual(calm.after);
}

it('without any of it every call is made that is answered falsely here', () => {
  expect(calm.run.exitCode).toBe(0);
  for (const { method, path } of [...feeds, ...writes]) {
    expect(
      calm.run.calls.filter((call) => call.method === method && path.test(call.path)),
      String(path),
    ).not.toEqual([]);
  }
});

describe('a read that is answered with', () => {
  it.each(Object.entries(hostileReads))('%s stops its flow, and the next run goes on', async (name, { code }) => {
    const story = await storyOf(`read ${name}`);
    expect(codes(story.run)).toEqual([code, code, code]);
    expect(story.run.writes).toEqual([]);
    expect(story.run.exitCode).toBe(1);
    expect(story.run.log).not.toContain('sign-in');
    expectWhole(story);
  });

  it('a truncated body is made again', async () => {
    const story = await storyOf('read truncated once');
    expect(story.run.exitCode).toBe(0);
    expect(story.next.writes).toEqual([]);
    expectWhole(story);
  });

  it('rows of another division stops everything: nothing is written', async () => {
    const story = await storyOf('read foreign division');
    expect(codes(story.run)).toEqual(['WRONG_DIVISION', 'WRONG_DIVISION', 'WRONG_DIVISION']);
    expect(story.run.writes).toEqual([]);
    expectWhole(story);
  });

  it('another administration stops everything that is still to come', async () => {
    const story = await storyOf('read foreign tenant');
    expect(codes(story.run)).toEqual([null, 'WRONG_TENANT', 'WRONG_TENANT']);
    expectWhole(story);
  });
});

describe('a write that is answered with', () => {
  const cases = Object.keys(hostileWrites).flatMap((name) => [`done ${name}`, `not done ${name}`]);

  it.each(cases)('(%s) is looked up: in the same run nothing is missing and nothing there twice', async (name) => {
    const story = await storyOf(`write ${name}`);
    expect(codes(story.run)).toEqual([null, null, null]);
    expect(story.run.exitCode).toBe(0);
    expect(story.next.writes).toEqual([]);
    expectWhole(story);
  });

  it('a record of another division stops everything, and the record is found again', async () => {
    const story = await storyOf('write foreign division');
    expect(codes(story.run)).toEqual([null, 'WRONG_DIVISION', 'WRONG_DIVISION']);
    expectWhole(story);
  });

  it('a record of another administration stops everything, and the record is found again', async () => {
    const story = await storyOf('write foreign tenant');
    expect(codes(story.run)).toEqual(['WRONG_TENANT', 'WRONG_TENANT', 'WRONG_TENANT']);
    expectWhole(story);
  });
});

describe('a token call that is answered with', () => {
  it.each(Object.entries(hostileTokens))('%s stops its flow, and the next run goes on', async (name, { code }) => {
    const story = await storyOf(`token ${name}`);
    // The first flow meets Exact Online's token, the second one Asperion's; the third finds both in order again.
    expect(codes(story.run)).toEqual([code, code, null]);
    expectWhole(story);
  });
});

it('the right answers under a wrong content type are read all the same', async () => {
  const story = await storyOf('read plain');
  expect(story.run.exitCode).toBe(0);
  expect(story.next.writes).toEqual([]);
  expectWhole(story);
});
