import { StateError } from '../../errors/errors.ts';
import { encodeProgress } from '../../state/progress.ts';
import type { CommandContext, Saved } from '../session.ts';

/** Keeps the progress of one run among others that may run at once: only one of them writes, and only its progress stays. */
export interface ProgressKeeper {
  /**
   * Saves the progress before the first write; from then on, only this run may write. Throws StateError ANOTHER_RUN if another run got
   * there first: then nothing may be written. Also throws what saving throws.
   */
  claim(): Promise<void>;
  /**
   * Saves the progress, unless another run saved newer progress meanwhile: that stays. If something was claimed, this throws StateError ANOTHER_RUN. Also
   * throws what saving throws.
   */
  save(): Promise<void>;
  /** True when another run's progress stays instead of this one's. */
  readonly hasLost: boolean;
  /** `ledger` of the progress that was saved last; undefined = nothing was saved, or it has none. */
  readonly keptLedger: string | undefined;
}

/** What the keeper of a run works with. */
export interface KeeperContext extends Pick<CommandContext, 'clock' | 'log'> {
  /** The used-up calls, by system. */
  readonly budgets: () => Readonly<Record<string, unknown>>;
}

/**
 * See `ProgressKeeper`. An entry that others saved is looked for before the claim is saved, and once more behind it: of two that claim in the
 * same moment at least one then sees the other. A run that has claimed need not look again before its time is up, since no other begins to write; one
 * that goes on after that, such as on a machine that slept, looks before each save.
 */
export function keepProgress({ state, name, progress }: Saved, { clock, log, budgets }: KeeperContext): ProgressKeeper {
  /** The end of this run's time, epoch ms, once it has claimed. */
  let claimEndsMs: number | null = null;
  let hasLost = false;
  let keptLedger: string | undefined;
  const assertNewest = async (): Promise<void> => {
    try {
      await state.assertNewest('progress', name);
    } catch (error) {
      hasLost ||= error instanceof StateError && error.code === 'ANOTHER_RUN';
      throw error;
    }
  };
  const write = async (): Promise<void> => {
    progress.sequence += 1;
    progress.savedAt = new Date(clock()).toISOString();
    Object.assign(progress.budgets, budgets());
    await state.save('progress', name, encodeProgress(progress));
    keptLedger = progress.ledger;
  };
  return {
    async claim() {
      await assertNewest();
      await write();
      await assertNewest();
      claimEndsMs = progress.mayWriteUntilMs ?? Number.POSITIVE_INFINITY;
    },
    async save() {
      if (claimEndsMs === null) await assertNewest().catch(ignoreLoss);
      else if (clock() >= claimEndsMs) await assertNewest();
      if (!hasLost) await write();
      else log('Another run saved newer progress meanwhile. This one wrote nothing, so its progress is dropped.');
    },
    get hasLost() {
      return hasLost;
    },
    get keptLedger() {
      return keptLedger;
    },
  };
}

function ignoreLoss(error: unknown): void {
  if (!(error instanceof StateError) || error.code !== 'ANOTHER_RUN') throw error;
}
