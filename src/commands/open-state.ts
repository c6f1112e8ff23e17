import type { GitHubContext } from '../config/github-context.ts';
import type { Inputs } from '../config/inputs.ts';
import { createCacheStore } from '../state/cache-store.ts';
import { createFileStore } from '../state/file-store.ts';
import { openSealedState, type SealedState } from '../state/sealed-state.ts';

/** Opens the sealed state where the input `state-store` says. Throws ConfigError STATE_KEY_SHORT. */
export function openState(inputs: Inputs, github: GitHubContext, warn: (message: string) => void): SealedState {
  const { stateStore, acceptState, stateKey } = inputs;
  const store =
    stateStore.kind === 'file'
      ? createFileStore({ path: stateStore.path, acceptState })
      : createCacheStore({
          ...github,
          apiUrl: github.apiUrl ?? '',
          token: github.apiUrl === null ? null : inputs.githubToken,
          warn,
        });
  return openSealedState({ store, key: stateKey, context: github.repository, acceptState, warn });
}
