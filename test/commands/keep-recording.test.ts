import { describe, expect, test } from 'vitest';
import { keepRecording } from '../../src/commands/state/keep-recording.ts';
import { StateError } from '../../src/errors/errors.ts';
import type { Program } from '../../src/mapping/flow/program.ts';
import { stateKeys } from '../../src/state/keys.ts';
import { openSealedState } from '../../src/state/sealed-state.ts';
import type { StateKind, StateStore } from '../../src/state/store.ts';
import { createItem, type Item } from '../../src/sync/item.ts';
import { Recorder } from '../../src/sync/recording/recorder.ts';
import { TODAY } from '../mapping/flows.ts';
import { compile } from '../support/engine.ts';
import { customers } from '../support/samples.ts';

const { programs } = compile({ 'customers.yml': customers({}) });
const [program] = programs as readonly [Program];

/** A store that answers each question as it is told. */
class Store implements StateStore {
  saved: Buffer | null = null;
  onLoad: StateError | null = null;
  onSave: StateError | null = null;
  asked = 0;
  touched = 0;

  async load(_kind: StateKind, _name: string): Promise<Buffer | null> {
    this.asked += 1;
    if (this.onLoad !== null) throw this.onLoad;
    return this.saved;
  }

  async touch(): Promise<void> {
    this.touched += 1;
  }

  async loadNewest(): Promise<null> {
    return null;
  }

  async save(_kind: StateKind, _name: string, sealed: Buffer): Promise<void> {
    if (this.onSave !== null) throw this.onSave;
    this.saved = sealed;
  }

  async assertNewest(): Promise<void> {}

  assertWritable(): void {}
}

/** A record that was created in this run. */
function createdItem(key: string): Item {
  const item = createItem(
    { key, reference: key, fields: { ID: key, Name: 'Zon' }, changedAt: null },
    { full: false, trust: 'fingerprints', isAsked: false, isToTakeBack: false, today: TODAY },
  );
  const target = { id: Number(key), name: 'Zon' };
  item.results.set('debtor', { outcome: 'created', values: target, target, sent: target, before: null, isMet: false });
  return item;
}

/** Keeps a recording of one record, or of none, and returns the warnings. */
async function keep(
  store: Store,
  key: string | null,
  { lastAt = '1970-01-01T00:00:00.000Z', records = 10 } = {},
): Promise<readonly string[]> {
  const warnings: string[] = [];
  const warn = (message: string): void => void warnings.push(message);
  const recorder = new Recorder(records);
  if (key !== null) recorder.observe(program, [createdItem(key)]);
  const keys = stateKeys({ stateKey: 'a key for the sandbox only, never for real records', planKey: '' });
  const state = openSealedState({ store, keys, repositoryId: '7', acceptState: 'never', warn });
  await keepRecording({ clock: () => 0, warn }, { state, name: '1-2' }, recorder, { programs, lastAt });
  return warnings;
}

describe('keeping the recording', () => {
  test('asks for nothing and saves nothing when nothing happened', async () => {
    const store = new Store();
    expect(await keep(store, null)).toEqual([]);
    expect([store.asked, store.saved, store.touched]).toEqual([0, null, 0]);
  });

  test('is kept from being forgotten once a day, unless nothing is to be kept', async () => {
    const store = new Store();
    const lastAt = '1969-12-31T23:59:00.000Z';
    await keep(store, null, { lastAt, records: 0 });
    expect(store.touched).toBe(0);
    expect(await keep(store, null, { lastAt })).toEqual([]);
    expect([store.asked, store.touched]).toEqual([0, 1]);
  });

  test('saves it once, and not again while it is unchanged', async () => {
    const store = new Store();
    expect(await keep(store, '1')).toEqual([]);
    const { saved } = store;
    expect(saved).not.toBeNull();
    expect(await keep(store, '1')).toEqual([]);
    expect(store.saved).toBe(saved);
    await keep(store, '2');
    expect(store.saved).not.toBe(saved);
  });

  test('warns when it cannot be saved, and goes on', async () => {
    const store = new Store();
    store.onSave = new StateError('STATE_NOT_SAVED', 'The recording could not be saved.', { hint: 'x' });
    expect(await keep(store, '1')).toEqual([expect.stringContaining('The recording could not be saved. Nothing else')]);
  });

  test('begins a new one, with a warning, when the old one cannot be used', async () => {
    const store = new Store();
    store.saved = Buffer.from('damaged');
    expect(await keep(store, '1')).toEqual([
      expect.stringMatching(/^The saved recording of 1-2 cannot be used.*new recording/),
    ]);
    expect(await keep(store, '1')).toEqual([]);
  });

  test('leaves it alone when nobody can tell whether there is one', async () => {
    const store = new Store();
    store.onLoad = new StateError('STATE_NOT_LISTED', 'No saved recording came back.', { hint: 'x' });
    expect(await keep(store, '1')).toEqual([expect.stringContaining('No saved recording came back.')]);
    expect(store.saved).toBeNull();
  });
});
