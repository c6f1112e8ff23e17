import type { Inputs } from '../../config/inputs.ts';
import type { GitHubContext } from '../../github/context.ts';
import { createFileStore } from '../../state/file-store.ts';
import { stateKeys } from '../../state/keys.ts';
import { patient } from '../../state/patient-store.ts';
import { openSealedState, type SealedState } from '../../state/sealed-state.ts';
import type { StateStore } from '../../state/store.ts';
import type { Time } from '../session.ts';

/** Runs something with its lines folded away in the log under a title. */
export type Fold = <T>(title: string, work: () => Promise<T>) => Promise<T>;

/** What opening the state takes of a command's context. */
interface StateContext extends Time {
  readonly inputs: Inputs;
  readonly github: GitHubContext;
  readonly warn: (message: string) => void;
  readonly fold: Fold;
  readonly signal: AbortSignal;
  /** Where the state is kept; what the input `state-store` names when left out. */
  readonly store?: StateStore | undefined;
}

/** Opens the sealed state. Throws ConfigError STATE_KEY_SHORT. */
export async function openState(context: StateContext): Promise<SealedState> {
  const { inputs, github, warn } = context;
  const { acceptState } = inputs;
  const store = patient(context.store ?? (await storeOf(context)), context);
  const { repositoryId } = github;
  return openSealedState({ store, keys: stateKeys(inputs), repositoryId, acceptState, warn });
}

/** The cache client is a quarter of the bundle: it is a separate file, and only runs that use it load it. */
async function storeOf(context: StateContext): Promise<StateStore> {
  const { inputs, github, warn, fold, deadline } = context;
  const { stateStore, acceptState, githubToken } = inputs;
  if (stateStore.kind === 'file') return createFileStore({ path: stateStore.path, acceptState });
  const { createCacheStore } = await import('../../github/cache-store.ts');
  const { apiUrl } = github;
  const token = apiUrl === null ? null : githubToken;
  const where = { ...github, apiUrl: apiUrl ?? '', token };
  return folded(createCacheStore({ ...where, warn, deadline }), fold);
}

/** The cache client logs every archive it packs: that belongs behind a fold. */
function folded(store: StateStore, fold: Fold): StateStore {
  return {
    load: (kind, name) => fold(`Restoring ${kind}`, () => store.load(kind, name)),
    names: async (kind) => (await store.names?.(kind)) ?? [],
    touch: async (kind, name) => fold(`Restoring ${kind}`, async () => store.touch?.(kind, name)),
    loadNewest: (kind) => fold(`Restoring ${kind}`, () => store.loadNewest(kind)),
    save: (kind, name, sealed) => fold(`Saving ${kind}`, () => store.save(kind, name, sealed)),
    assertNewest: (kind, name) => store.assertNewest(kind, name),
    assertWritable: () => store.assertWritable(),
    prune: async () => store.prune?.(),
  };
}
