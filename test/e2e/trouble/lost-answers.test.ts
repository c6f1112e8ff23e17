import { beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../../sandbox/faults.ts';
import type { Stage, StageRun } from '../../../sandbox/stage.ts';
import { Clock, impatient, UNTIL_SENT_AGAIN_MS } from '../support/clock.ts';
import { flowOf, reportOf, setStageWithFile, smallWorld } from '../support/stage.ts';
import { type Holdings, holdings } from '../support/target.ts';

/** A kind of write, as a fault finds it. */
interface Kind {
  readonly system: 'exactOnline' | 'asperion';
  readonly method: 'POST' | 'PUT';
  readonly path: RegExp;
}

const newDebtor: Kind = { system: 'asperion', method: 'POST', path: /\/debtors$/ };
const newInvoice: Kind = { system: 'asperion', method: 'POST', path: /\/salesinvoiceswithlines$/ };
const newItem: Kind = { system: 'exactOnline', method: 'POST', path: /\/logistics\/Items$/ };
const changedItem: Kind = { system: 'exactOnline', method: 'PUT', path: /\/logistics\/Items\(/ };

/** All kinds of writes that a first sync of the small world makes at least twice. */
const kinds: readonly Kind[] = [
  newDebtor,
  { system: 'asperion', method: 'PUT', path: /\/debtors\/\d+$/ },
  newInvoice,
  newItem,
  { system: 'exactOnline', method: 'POST', path: /\/logistics\/SalesItemPrices$/ },
  changedItem,
];

/** What goes wrong with a call, whichever it is. */
type Mishap = Omit<Fault, 'method' | 'path'>;

/** An error body as both systems would word it. */
const refusal = (sentence: string): Mishap => ({
  act: 'status',
  status: 500,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ error: { code: '', message: { lang: '', value: sentence } }, detail: sentence }),
});

/** What leaves the outcome of a write open, although it was carried out. */
const stored: Readonly<Record<string, Mishap>> = {
  'stored, then the connection is lost': { act: 'drop-after', delayMs: 50 },
  'stored, then answered with 503 and a page': {
    act: 'replace',
    status: 503,
    headers: { 'content-type': 'text/html' },
    body: '<h1>Service Unavailable</h1>',
  },
  'stored, then answered with an error': { ...refusal('Er is een fout opgetreden.'), act: 'replace' },
};

/** What leaves the outcome open of a write that is not there, or not yet. */
const absent: Readonly<Record<string, Mishap>> = {
  'lost on its way': { act: 'drop-before' },
  'not stored, answered with a bare 500': { act: 'status', status: 500 },
  'answered by a gateway, and stored when the run is over': { act: 'store-late', storeAfterMs: 20_000 },
};

function arm(stage: Stage, struck: readonly Kind[], mishap: Mishap): void {
  for (const { system, method, path } of struck) stage[system].faults.add({ ...mishap, method, path });
}

/** A run that met mishaps, the run after it, and what both systems held after each. */
interface Story {
  readonly run: StageRun;
  readonly next: StageRun;
  readonly after: Holdings;
  readonly afterNext: Holdings;
}

async function play(
  prepare: (stage: Stage) => void,
  options: Parameters<Stage['run']>[0] = {},
  afterwards: (stage: Stage) => Promise<void> = async () => {},
): Promise<Story> {
  const clock = new Clock();
  const { now } = clock;
  await using stage = await setStageWithFile({
    world: smallWorld(),
    exactOnline: { clock: now },
    asperion: { clock: now },
  });
  prepare(stage);
  const run = await stage.run(options);
  await afterwards(stage);
  const after = holdings(stage);
  stage.exactOnline.faults.clear();
  stage.asperion.faults.clear();
  clock.forward(UNTIL_SENT_AGAIN_MS);
  const next = await stage.run({ env: clock.env });
  return { run, next, after, afterNext: holdings(stage) };
}

/** What was still under way when the run ended is stored before the next one begins. */
async function carryOutLate({ exactOnline, asperion }: Stage): Promise<void> {
  for (const { faults } of [exactOnline, asperion]) await faults.catchUp(Number.POSITIVE_INFINITY);
}

const stepsOf = (run: StageRun) => reportOf(run).flows.map((flow) => flow.steps);
const unanswered = (run: StageRun) => run.calls.filter(({ status }) => status === 0 || status === 429 || status >= 500);

/** The minute of Exact Online is used up and ends in two seconds; Asperion asks for one second. */
function tooMany(system: Kind['system']): Mishap {
  if (system === 'asperion') return { act: 'status', status: 429, headers: { 'retry-after': '1' }, body: '' };
  const headers: Record<string, string> = {
    'x-ratelimit-minutely-limit': '6000',
    'x-ratelimit-minutely-remaining': '0',
  };
  const before = (): void => {
    headers['x-ratelimit-minutely-reset'] = String(Date.now() + 2000);
  };
  return { act: 'status', status: 429, headers, body: '', before };
}

const stories = new Map<string, Story>();

function storyOf(name: string): Story {
  const story = stories.get(name);
  if (story === undefined) throw new Error(`Nothing was played under "${name}".`);
  return story;
}

// The stories wait most of the time, so all of them are played at once.
beforeAll(async () => {
  const tell = async (name: string, story: Promise<Story>): Promise<void> => {
    stories.set(name, await story);
  };
  const singles = Object.entries({ ...stored, ...absent }).flatMap(([told, mishap]) =>
    [0, 1].map((skip) =>
      tell(
        `${told} ${skip}`,
        play((stage) => arm(stage, kinds, { ...mishap, skip }), { env: impatient }, carryOutLate),
      ),
    ),
  );
  const lookUpLost = play((stage) => {
    arm(stage, [newDebtor, newItem], { act: 'drop-after' });
    // Both lists are read once before the first write; what is lost is the look-up after it.
    stage.asperion.faults.add({ method: 'GET', path: /\/debtors$/, skip: 1, act: 'drop-before' });
    stage.exactOnline.faults.add({ method: 'GET', path: /\/Logistics\/Items$/, skip: 1, act: 'drop-before' });
  });
  const twiceLost = play((stage) => arm(stage, [changedItem], { act: 'drop-before', times: 2 }));
  const throttled = play(
    (stage) => {
      for (const kind of kinds) arm(stage, [kind], tooMany(kind.system));
    },
    { env: impatient },
  );
  const outage = play(
    (stage) => stage.asperion.faults.add({ path: /\/debtors/, skip: 5, times: 1000, act: 'drop-before' }),
    { inputs: { flows: 'customers.exact-online-to-asperion' } },
  );
  await Promise.all([
    ...singles,
    tell(
      'calm',
      play(() => {}),
    ),
    tell('look-up lost', lookUpLost),
    tell('twice lost', twiceLost),
    tell('throttled', throttled),
    tell('outage', outage),
  ]);
  calm = storyOf('calm');
});

let calm: Story;

it('without a mishap every kind of write is made at least twice, and the next run makes none', () => {
  for (const { method, path } of kinds) {
    const made = calm.run.writes.filter((call) => call.method === method && path.test(call.path));
    expect(made.length, `${method} ${path}`).toBeGreaterThanOrEqual(2);
  }
  expect(calm.run.exitCode).toBe(0);
  expect(calm.next.writes).toEqual([]);
});

describe.each(Object.keys(stored))('when a write of each kind is %s', (told) => {
  it.each([0, 1])('nothing is missing and nothing is there twice (after %i of its kind)', (skip) => {
    const { run, next, after, afterNext } = storyOf(`${told} ${skip}`);
    expect(unanswered(run)).toHaveLength(kinds.length);
    expect(after).toEqual(calm.after);
    expect(stepsOf(run)).toEqual(stepsOf(calm.run));
    expect(run.exitCode).toBe(0);
    expect(next.writes).toEqual([]);
    expect(next.exitCode).toBe(0);
    expect(afterNext).toEqual(calm.after);
  });
});

describe.each(Object.keys(absent))('when a write of each kind is %s', (told) => {
  it.each([0, 1])('new records wait for the next run, and nothing is there twice (after %i of its kind)', (skip) => {
    const { run, next, afterNext } = storyOf(`${told} ${skip}`);
    expect(unanswered(run)).toHaveLength(kinds.length);
    const failures = reportOf(run).flows.flatMap((flow) => flow.failures);
    expect(new Set(failures.map(({ code }) => code))).toEqual(new Set(['WRITE_UNCLEAR']));
    expect(run.exitCode).toBe(1);
    expect(reportOf(run).flows.flatMap((flow) => flow.deadLetters)).toEqual([]);
    expect(next.exitCode).toBe(0);
    expect(afterNext).toEqual(calm.after);
  });
});

describe('when a write is not answered', () => {
  it('and the look-up after it gets lost as well, the look-up is repeated', () => {
    const { run, next, after } = storyOf('look-up lost');
    expect(unanswered(run)).toHaveLength(4);
    expect(after).toEqual(calm.after);
    expect(stepsOf(run)).toEqual(stepsOf(calm.run));
    expect(next.writes).toEqual([]);
  });

  it('twice, a change waits for the next run, and is no dead letter', () => {
    const { run, next, after, afterNext } = storyOf('twice lost');
    expect(run.exitCode).toBe(1);
    const failures = reportOf(run).flows.flatMap((flow) => flow.failures);
    expect(failures.map(({ code }) => code)).toEqual(['WRITE_UNCLEAR']);
    expect(reportOf(run).flows.flatMap((flow) => flow.deadLetters)).toEqual([]);
    expect(after).not.toEqual(calm.after);
    expect(next.exitCode).toBe(0);
    expect(afterNext).toEqual(calm.after);
  });

  it('because there are too many calls (429), it is sent again once it was looked for in vain', () => {
    const { run, next, after } = storyOf('throttled');
    expect(unanswered(run)).toHaveLength(kinds.length);
    expect(after).toEqual(calm.after);
    expect(stepsOf(run)).toEqual(stepsOf(calm.run));
    expect(run.exitCode).toBe(0);
    expect(next.writes).toEqual([]);
  });

  it('and nothing else is either, the flow stops, and the next run ends in the same target', () => {
    const { run, next, afterNext } = storyOf('outage');
    expect(run.exitCode).toBe(1);
    expect(flowOf(run, 'customers')).toMatchObject({ status: 'stopped', error: { code: 'GAVE_UP' } });
    expect(next.exitCode).toBe(0);
    expect(afterNext).toEqual(calm.after);
  });
});

describe('when a record is refused with 500 twice', () => {
  it('it becomes a dead letter with the system’s words, without the record’s personal values', async () => {
    await using stage = await setStageWithFile({ world: smallWorld() });
    const [article] = stage.asperion.rows('articles').filter(({ articleNumber }) => articleNumber === 'KOF-1004');
    arm(stage, [newItem], {
      ...refusal(`Artikel ${article?.articleNumber} (${article?.description}) mag niet.`),
      times: 2,
    });
    arm(stage, [newDebtor], { ...refusal('familie.devries@example.com staat op de zwarte lijst'), times: 2 });
    const run = await stage.run();
    expect(run.exitCode).toBe(1);
    expect(flowOf(run, 'products').deadLetters).toMatchObject([
      {
        reference: 'KOF-1004',
        code: 'REFUSED',
        step: 'item',
        attempts: 1,
        reason: `Artikel KOF-1004 (${article?.description}) mag niet.`,
      },
    ]);
    expect(flowOf(run, 'customers').deadLetters).toMatchObject([
      { reference: '20004', code: 'REFUSED', step: 'debtor', reason: '{Email} staat op de zwarte lijst' },
    ]);
    expect(run.summary).not.toMatch(/devries/i);
    expect(run.log).not.toMatch(/devries/i);

    const withLetter = await stage.run();
    expect(withLetter.exitCode).toBe(0);
    expect(withLetter.writes).toEqual([]);

    const asked = await stage.run({ inputs: { records: 'KOF-1004,20004' } });
    expect(asked.exitCode).toBe(0);
    expect(holdings(stage)).toEqual(calm.after);
    expect(reportOf(asked).flows.flatMap((flow) => flow.deadLetters)).toEqual([]);
  });
});
