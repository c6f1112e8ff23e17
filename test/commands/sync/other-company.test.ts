import { describe, expect, test } from 'vitest';
import { assertSameCompany } from '../../../src/commands/state/other-company.ts';
import { readInputs } from '../../../src/config/inputs.ts';
import { defaultSettings } from '../../../src/config/schema/settings-schema.ts';
import { StateError } from '../../../src/errors/errors.ts';
import { LinkTable } from '../../../src/state/links/link-table.ts';
import { emptyProgress, type Progress } from '../../../src/state/progress.ts';
import type { SealedState } from '../../../src/state/sealed-state.ts';
import { bySystem } from '../../../src/systems/registry.ts';

const LISTED = [
  { name: 'noord', division: '1001', tenant: '5001' },
  { name: 'oost', division: '1002', tenant: '5001' },
];

interface Given {
  readonly savedAt?: string;
  readonly acceptState?: 'never' | 'once';
  readonly administrations?: typeof LISTED;
  /** What comes of loading the state of another pair. */
  readonly load?: () => Promise<Progress>;
}

const link = { target: '1', reference: null, keep: {}, fingerprints: {} };
const synced = async (): Promise<Progress> => ({ ...emptyProgress(), links: { pair: LinkTable.of({ '1': link }) } });

/** A run of 1002 and 5001 beside states of these names. */
function run(
  names: readonly string[],
  { savedAt = '', acceptState = 'never', administrations = [], load = synced }: Given = {},
) {
  const ids = { 'exact-online': '1002', asperion: '5001' };
  const inputs = readInputs({ INPUT_MODE: 'validate' });
  const systems = bySystem((name) => ({ ...inputs.systems[name], administration: ids[name] }));
  const state = { names: async () => names, load } as Partial<SealedState> as SealedState;
  const saved = { state, progress: { ...emptyProgress(), savedAt } };
  return assertSameCompany(saved, { ...defaultSettings, administrations }, { systems, acceptState });
}

describe('a first run', () => {
  test.each([
    ['1001-5001', 'Exact Online 1001 + Asperion 5001', 'exact-online-division'],
    ['1002-5002', 'Exact Online 1002 + Asperion 5002', 'asperion-tenant'],
  ])(
    'whose administration was synced with another one before (%s) stops, and names the input',
    async (name, told, input) => {
      await expect(run(['1003-5003', name])).rejects.toMatchObject({
        code: 'OTHER_ADMINISTRATION',
        message: expect.stringContaining(
          `Earlier runs synced ${told}, and this one is about Exact Online 1002 + Asperion`,
        ),
        hint: expect.stringMatching(new RegExp(`^If it is a slip, correct ${input}\\. .*accept-state: once`)),
      });
    },
  );

  test('stops as well if only its own pair is listed: the other may be what the entry said before', async () => {
    await expect(run(['1001-5001'], { administrations: LISTED.slice(1) })).rejects.toMatchObject({
      code: 'OTHER_ADMINISTRATION',
    });
  });

  test('stops if nobody can tell what was synced with the other', async () => {
    const load = () => Promise.reject(new StateError('STATE_UNREADABLE', 'It cannot be read.'));
    await expect(run(['1001-5001'], { load })).rejects.toMatchObject({ code: 'OTHER_ADMINISTRATION' });
  });

  test.each([
    ['beside other companies', ['1003-5003'], {}],
    ['beside a state of another form', ['5001', 'old'], {}],
    ['beside a number that nothing was ever synced with', ['1001-5001'], { load: async () => emptyProgress() }],
    ['if a person says so', ['1001-5001'], { acceptState: 'once' }],
    ['if both companies are listed: their values differ', ['1001-5001'], { administrations: LISTED }],
    ['and no other one is held against it', ['1001-5001'], { savedAt: '2026-12-01T08:00:00Z' }],
  ] as const)('goes on %s', async (_, names, given) => {
    await expect(run(names, given)).resolves.toBeUndefined();
  });
});
