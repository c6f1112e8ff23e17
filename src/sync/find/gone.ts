import { ConfigError } from '../../errors/errors.ts';

/** The number of linked records that may be gone from the target in one run, or this share of the links if that is more. */
const FEW = 5;
const SHARE = 0.1;

/** So many source records are named. */
const MOST_NAMED = 10;

/**
 * The linked records that a run found to be gone from the target. A few are created again. Many at once mean that something
 * else happened there: another administration was opened, or a clean-up went wrong. A person must look at that first.
 */
export class Gone {
  /** By pair and key: the reference of the source record that leads to it. */
  readonly #byPair = new Map<string, Map<string, string>>();
  /** Resource and key of the records that are proved to be gone. */
  readonly #proved = new Set<string>();

  /** Keeps that records of a resource are gone, because their own addresses do not know them: each proof costs a call that counts as an error. */
  prove(resource: string, targets: readonly string[]): void {
    for (const target of targets) this.#proved.add(`${resource}\n${target}`);
  }

  /** True for a record that this run has proved to be gone. */
  isProved(resource: string, target: string): boolean {
    return this.#proved.has(`${resource}\n${target}`);
  }

  /**
   * Notes gone records of a pair, each with the reference of the source record that leads to it, and its number of links. Throws ConfigError
   * `TARGETS_GONE` if there are too many to create again.
   */
  note(pair: string, resource: string, targets: ReadonlyMap<string, string>, links: number): void {
    const known = this.#byPair.get(pair) ?? new Map();
    this.#byPair.set(pair, known);
    for (const [target, reference] of targets) known.set(target, reference);
    if (known.size <= Math.max(FEW, links * SHARE)) return;
    const named = [...new Set(known.values())].slice(0, MOST_NAMED);
    throw new ConfigError(
      'TARGETS_GONE',
      `${known.size} of ${links} linked records of ${resource} are no longer in the target; none of them was created again. Among their source records: ${named.join(', ')}.`,
      {
        hint: 'Find out why in the target. If they were deleted there on purpose, name the source records in the input `records`: those are created again.',
      },
    );
  }
}
