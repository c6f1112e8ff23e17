import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Stage, type StageRun } from '../../sandbox/stage.ts';
import { createWorld } from '../../sandbox/world/world.ts';

const root = join(import.meta.dirname, '..', '..');

/** A card that a person has written, who is in neither of the other systems. */
const CARD = { id: 1, number: 'K-1', name: 'Molen De Zwaan', city: 'Hoorn', email: 'zwaan@example.com' };

let stage: Stage;

/** Runs the action's own source, with the one line more in the list of systems. */
const run = (inputs: Readonly<Record<string, string>> = {}): Promise<StageRun> =>
  stage.run({
    inputs: { 'state-store': 'file:state.json', 'card-index-number': '7', ...inputs },
    env: { NODE_OPTIONS: `--import=${pathToFileURL(join(import.meta.dirname, 'register.ts'))}` },
  });

const file = (): string => join(stage.workspace, 'cards.json');
const cards = async (): Promise<readonly (typeof CARD)[]> => JSON.parse(await readFile(file(), 'utf8'));

beforeEach(async () => {
  stage = await Stage.set({
    entry: join(root, 'src', 'main.ts'),
    mappings: join(import.meta.dirname, 'mappings'),
    world: createWorld({ customers: 4, articles: 1, orders: 1 }),
    exactOnline: { minuteLimit: 6000 },
  });
  await writeFile(file(), JSON.stringify([CARD]));
});

afterEach(() => stage[Symbol.asyncDispose]());

/** What differs in the workspace's mappings. */
const change = (name: string, path: readonly (string | number)[], value: unknown) => stage.setYaml(name, path, value);

describe('a third system, which is one folder and one line', () => {
  test('syncs with each of the two in both directions, rests, and follows a change', async () => {
    expect(await run()).toMatchObject({ exitCode: 0 });
    const numbers = (await cards()).map(({ number }) => number.replace(/\d+$/, ''));
    expect(numbers.toSorted()).toEqual([...Array(4).fill('D-'), ...Array(4).fill('EO-'), 'K-']);
    const { name, city, number } = CARD;
    const account = stage.exactOnline.rows('Accounts').find(({ SearchCode }) => SearchCode === number);
    expect(account).toMatchObject({ Name: name, City: city });
    const debtor = stage.asperion.rows('debtors').find(({ characteristic5 }) => characteristic5 === number);
    expect(debtor).toMatchObject({ name, city });
    await run();
    const before = await cards();
    expect(before).toContainEqual(CARD);
    expect(await run()).toMatchObject({ exitCode: 0, writes: [] });
    expect(await cards()).toEqual(before);
    stage.exactOnline.update('Accounts', account?.ID, { City: 'Enkhuizen' });
    expect(await run()).toMatchObject({ exitCode: 0 });
    const moved = { ...CARD, city: 'Enkhuizen' };
    expect(await cards()).toEqual(before.map((card) => (card.id === CARD.id ? moved : card)));
    expect(stage.asperion.rows('debtors').find(({ id }) => id === debtor?.id)).toMatchObject({ city: 'Enkhuizen' });
  });

  test('is planned without a write, and no name is shown', async () => {
    const { exitCode, summary, writes } = await run({ mode: 'plan' });
    expect([exitCode, writes, await cards()]).toEqual([0, [], [CARD]]);
    expect(summary).toContain('Plan: 10 to create, 0 to change, 0 to refuse, € 0.00 to book.');
    expect(summary).toContain('`number` EO-20001, `name` \\[name\\], `city` \\[address\\], `email` \\[email\\]');
    expect(summary).not.toContain(CARD.name);
  });

  test('is examined by the doctor', async () => {
    const { exitCode, log } = await run({ mode: 'doctor' });
    expect(exitCode).toBe(0);
    expect(log).toContain('Card index accepts the token.');
    expect(log).toContain('In Card index the user may read cards; create cards; change cards.');
    expect(log).toContain('Card index describes all 8 mapped fields');
  });

  test('has its inputs, settings and names of fields checked', async () => {
    expect((await run({ 'card-index-number': '' })).log).toContain('the number on the drawer of the card index');
    await change('settings.yml', ['cardIndex', 'fil'], 'other.json');
    expect((await run({ mode: 'validate' })).log).toContain(
      'Unknown key "fil" in "cardIndex". What to do: Did you mean',
    );
    await change('settings.yml', ['cardIndex', 'fil'], undefined);
    await change('customers.exact-online-to-card-index.yml', ['steps', 0, 'fields', 'id'], '1');
    expect((await run({ mode: 'validate' })).log).toContain('It is given by the card index: write number.');
  });
});
