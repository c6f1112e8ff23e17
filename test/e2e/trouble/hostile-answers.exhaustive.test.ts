import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../../sandbox/faults.ts';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';
import { makeCertificate, serveTls } from '../../http/certificates.ts';
import { Clock, impatient, UNTIL_SENT_AGAIN_MS } from '../support/clock.ts';
import { reportOf, setStage, smallWorld } from '../support/stage.ts';
import { type Holdings, holdings } from '../support/target.ts';
import {
  type Answer,
  answers,
  arm,
  asperionToken,
  type Calls,
  exactToken,
  feeds,
  foreignList,
  foreignRecord,
  newDebtor,
  newItem,
  plain,
  writes,
} from './hostile.ts';

/** Disturbed runs one after the other, then an undisturbed one, and what both systems held at the end. */
interface Story {
  readonly runs: readonly StageRun[];
  readonly last: StageRun;
  readonly after: Holdings;
}

/** Prepares a run. */
type Disturb = (stage: Stage) => void;

const play = (...disturbed: readonly Disturb[]): Promise<Story> => playIn({}, ...disturbed);

async function playIn(env: Readonly<Record<string, string>>, ...disturbed: readonly Disturb[]): Promise<Story> {
  const clock = new Clock();
  const { now } = clock;
  await using stage = await setStage({ world: smallWorld(), exactOnline: { clock: now }, asperion: { clock: now } });
  const runs: StageRun[] = [];
  for (const disturb of disturbed) {
    disturb(stage);
    runs.push(await stage.run({ env }));
    stage.exactOnline.faults.clear();
    stage.asperion.faults.clear();
  }
  clock.forward(UNTIL_SENT_AGAIN_MS);
  const last = await stage.run({ env: clock.env });
  return { runs, last, after: holdings(stage) };
}

/** The codes with which the flows stopped, in their order; null for one that did not. */
const codes = (run: StageRun | undefined) =>
  run === undefined ? [] : reportOf(run).flows.map(({ error }) => error?.code ?? null);

const thrice = (code: string) => [code, code, code];

/** How a flow ends whose first read is answered so. */
const readEndings = {
  page: 'NOT_JSON',
  atom: 'NOT_JSON',
  error: 'BAD_ANSWER',
  huge: 'RESPONSE_TOO_LARGE',
  elsewhere: 'REDIRECT_REFUSED',
} as const;
const reads = Object.keys(readEndings) as (keyof typeof readEndings)[];

/** How the flows end when all token calls are answered so. */
const tokenEndings = {
  page: 'TOKEN_UNAVAILABLE',
  error: 'TOKEN_UNAVAILABLE',
  huge: 'RESPONSE_TOO_LARGE',
  elsewhere: 'REDIRECT_REFUSED',
  cut: 'GAVE_UP',
} as const;
const tokens = Object.keys(tokenEndings) as (keyof typeof tokenEndings)[];

/** Two of the answers at a time, one after the other for each kind of write. */
const pairs = [
  ['page', 'cut'],
  ['error', 'elsewhere'],
  ['atom', 'huge'],
] as const;
const answerWrites =
  (pair: (typeof pairs)[number], act: Fault['act']): Disturb =>
  (stage) => {
    // What was not done waits, or is sent again: the second answer is met by another record.
    for (const [index, name] of pair.entries()) {
      arm(stage, writes, { ...answers[name], skip: act === 'status' ? index : 0 }, act);
    }
  };

/** How often each kind of write was answered falsely, as far as a status tells: a true PUT of Asperion is a 200 itself. */
const falseAnswers = (run: StageRun | undefined) =>
  writes
    .filter(({ system, method }) => system !== 'asperion' || method !== 'PUT')
    .map(
      ({ method, path }) =>
        run?.writes.filter(
          (call) => call.method === method && path.test(call.path) && ![201, 204].includes(call.status),
        ).length,
    );

const always: Partial<Answer> = { times: 1000 };

/** A server that nobody should speak to, because its certificate ended long ago, and how to trust it but for that. */
async function expired(folder: string) {
  const [from, until] = [new Date('2001-01-01T00:00:00Z'), new Date('2002-01-01T00:00:00Z')];
  const certificate = makeCertificate({ host: 'localhost', from, until });
  const authority = join(folder, 'authority.pem');
  await writeFile(authority, certificate.cert);
  return { server: await serveTls(certificate), env: { NODE_EXTRA_CA_CERTS: authority } };
}

async function playExpired(): Promise<Story & { readonly received: number }> {
  await using stage = await setStage({ world: smallWorld() });
  const { server, env } = await expired(stage.temp);
  await using _server = server;
  const runs = [
    await stage.run({ env, inputs: { 'exact-online-url': server.url } }),
    await stage.run({ env, inputs: { 'asperion-url': server.url } }),
  ];
  const last = await stage.run();
  return { runs, last, after: holdings(stage), received: server.seen.count };
}

let told: {
  readonly calm: Story;
  readonly hostile: Story;
  readonly again: Story;
  readonly foreign: Story;
  readonly exactTokens: Story;
  readonly asperionTokens: Story;
  readonly lostToken: Story;
  readonly expired: Story & { readonly received: number };
  readonly done: readonly Story[];
  readonly notDone: readonly Story[];
};

// Some stories wait for pauses between tries: all are played at once.
beforeAll(async () => {
  const disturbTokens = (call: Calls) =>
    play(
      ...tokens.map(
        (name): Disturb =>
          (stage) =>
            arm(stage, [call], { ...answers[name], ...always }, 'status'),
      ),
    );
  const [calm, hostile, again, foreign, exactTokens, asperionTokens, lostToken, expired, done, notDone] =
    await Promise.all([
      play(),
      play(
        ...reads.map(
          (name): Disturb =>
            (stage) =>
              arm(stage, feeds, answers[name], 'replace'),
        ),
        (stage) => arm(stage, feeds.slice(0, 1), { ...answers.cut, ...always }, 'replace'),
      ),
      play((stage) => {
        arm(stage, feeds, answers.cut, 'replace');
        for (const calls of [feeds, writes, [exactToken, asperionToken]]) arm(stage, calls, plain, 'replace');
      }),
      play(
        (stage) => arm(stage, feeds.slice(0, 1), foreignList, 'replace'),
        (stage) => arm(stage, [newDebtor], foreignRecord, 'replace'),
        (stage) => arm(stage, feeds.slice(1, 2), foreignList, 'replace'),
        (stage) => arm(stage, [newItem], foreignRecord, 'replace'),
      ),
      disturbTokens(exactToken),
      disturbTokens(asperionToken),
      play(
        (stage) => arm(stage, [exactToken], answers.page, 'replace'),
        () => {},
        (stage) => {
          stage.inputs['exact-online-refresh-token'] = stage.exactOnline.issueRefreshToken();
        },
      ),
      playExpired(),
      Promise.all(pairs.map((pair) => playIn(impatient, answerWrites(pair, 'replace')))),
      Promise.all(pairs.map((pair) => playIn(impatient, answerWrites(pair, 'status')))),
    ]);
  told = { calm, hostile, again, foreign, exactTokens, asperionTokens, lostToken, expired, done, notDone };
});

/** The undisturbed run was green, and nothing is lost and nothing there twice. */
function expectWhole({ last, after }: Story): void {
  expect(codes(last)).toEqual([null, null, null]);
  expect(last.exitCode).toBe(0);
  expect(after).toEqual(told.calm.after);
}

it('without hostile answers, makes every call that gets one here, twice where two are given', () => {
  const { last } = told.calm;
  const made = ({ method, path }: (typeof writes)[number]) =>
    last.calls.filter((call) => call.method === method && path.test(call.path)).length;
  expect(feeds.map(made)).toEqual([1, 1, 1]);
  for (const kind of writes) expect(made(kind), String(kind.path)).toBeGreaterThanOrEqual(2);
  expectWhole(told.calm);
});

describe('a read', () => {
  it.each(reads)('that is answered with %s stops its flow', (name) => {
    const run = told.hostile.runs[reads.indexOf(name)];
    // A feed of customers whose page is too large is read again by its keys.
    const isMended = name === 'huge';
    const [, ...others] = thrice(readEndings[name]);
    expect(codes(run)).toEqual([isMended ? null : readEndings[name], ...others]);
    if (!isMended) expect(run?.writes).toEqual([]);
    // A cause that an earlier run told, or a silence that is short yet, makes no run red.
    expect(run?.summary).toMatch(/^(❌|⚠️) /m);
    expect(run?.log).not.toContain('sign-in');
  });

  it('that is cut off every time stops its flow alone', () => {
    expect(codes(told.hostile.runs.at(-1))).toEqual(['GAVE_UP', null, null]);
  });

  it('is completed by the next run, whatever it was answered with', () => {
    expectWhole(told.hostile);
  });

  it('is repeated when it is cut off once, and a right answer is read under a wrong content type', () => {
    const { runs, last } = told.again;
    expect(codes(runs[0])).toEqual([null, null, null]);
    expect(runs[0]?.exitCode).toBe(0);
    expect(last.writes).toEqual([]);
    expectWhole(told.again);
  });
});

describe('an answer of another company', () => {
  it('stops everything: a read of another division, a new record elsewhere, and the reverse', () => {
    expect(told.foreign.runs.map(codes)).toEqual([
      thrice('WRONG_DIVISION'),
      thrice('WRONG_TENANT'),
      [null, 'WRONG_TENANT', 'WRONG_TENANT'],
      [null, 'WRONG_DIVISION', 'WRONG_DIVISION'],
    ]);
    expect(told.foreign.runs[0]?.writes).toEqual([]);
  });

  it('loses and doubles nothing: the records that were made are found again', () => {
    expectWhole(told.foreign);
  });
});

describe.each(pairs.map((pair, index) => ({ told: pair.join(', then with '), index })))(
  'writes that are answered with $told',
  ({ index }) => {
    it('and were carried out are looked up and settled in the same run', () => {
      const story = told.done[index];
      if (story === undefined) throw new Error('This was not played.');
      const [run] = story.runs;
      expect(falseAnswers(run)).toEqual([2, 2, 2, 2, 2]);
      expect(codes(run)).toEqual([null, null, null]);
      expect(run?.exitCode).toBe(0);
      expect(story.last.writes).toEqual([]);
      expectWhole(story);
    });

    it('and were not carried out are settled by the next run, and nothing is there twice', () => {
      const story = told.notDone[index];
      if (story === undefined) throw new Error('This was not played.');
      const [run] = story.runs;
      // While the creates of two debtors are unclear, an invoice fewer is sent: it waits for its debtor.
      const isRefused = pairs[index]?.[1] === 'elsewhere';
      expect(falseAnswers(run)).toEqual([2, 2, isRefused ? 2 : 1, 2, 2]);
      expect(codes(run)).toEqual([null, null, null]);
      expectWhole(story);
    });
  },
);

describe('a token call', () => {
  describe.each(['exactTokens', 'asperionTokens'] as const)('(%s)', (which) => {
    it.each(tokens)('that is answered with %s stops the flows', (name) => {
      const run = told[which].runs[tokens.indexOf(name)];
      expect(codes(run)).toEqual(thrice(tokenEndings[name]));
      expect(run?.writes).toEqual([]);
    });

    it('is made again by the next run', () => {
      expectWhole(told[which]);
    });
  });

  it('needs a new login, and says so, when the answer is lost after the pair was changed', () => {
    const [lost, refused, renewed] = told.lostToken.runs;
    expect(codes(lost)).toEqual(thrice('TOKEN_UNAVAILABLE'));
    expect(codes(refused)).toEqual(thrice('REFRESH_REFUSED'));
    expect(codes(renewed)).toEqual([null, null, null]);
    expectWhole(told.lostToken);
  });
});

describe('an expired certificate', () => {
  it('is refused for tokens and reads alike, with nothing sent, and costs no record', () => {
    const [exact, asperion] = told.expired.runs;
    expect(codes(exact)).toEqual(thrice('CERTIFICATE_REFUSED'));
    expect(codes(asperion)).toEqual(thrice('CERTIFICATE_REFUSED'));
    expect(told.expired.received).toBe(0);
    expectWhole(told.expired);
  });
});
