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

describe('a third system, which is one folder and one line', () => {
  test('syncs with each of the two, in both directions, and then rests', async () => {
    const first = await run();
    expect(first.log).toBe('');
    const all = await cards();
    const accounts = stage.exactOnline.rows('Accounts');
    const debtors = stage.asperion.rows('debtors');
    expect(accounts.find(({ SearchCode }) => SearchCode === 'K-1')).toMatchObject({ Name: CARD.name, City: CARD.city });
    expect(debtors.find(({ characteristic5 }) => characteristic5 === 'K-1')).toMatchObject({ name: CARD.name });
    expect(all.filter(({ number }) => number.startsWith('EO-')).length).toBeGreaterThan(2);
    expect(all.filter(({ number }) => number.startsWith('D-')).length).toBeGreaterThan(0);
  });
});
