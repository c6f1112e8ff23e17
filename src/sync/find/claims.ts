import type { Progress } from '../../state/progress.ts';
import type { Value } from '../../values.ts';

/** A source record that a step stands for: its id and its human name. */
export interface Claimant {
  readonly key: string;
  readonly reference: string;
}

/**
 * Which target record each source record without a link would take, by pair of resources. A step notes what all its
 * records would take before it writes the first of them, a guard's pass does so for all pages, and the dead letters of earlier
 * runs keep the claims of records that still wait. So if two records would take the same one, neither gets it by coming first.
 */
export class Claims {
  readonly #pairs = new Map<string, { targets: Map<string, string>; claimants: Map<string, Map<string, string>> }>();

  /** The claims of records that wait because another record claims the same target. */
  static of({ flows }: Progress): Claims {
    const claims = new Claims();
    for (const { deadLetters } of Object.values(flows)) {
      for (const { claim } of Object.values(deadLetters))
        if (claim !== undefined) claims.note(claim.pair, claim.target, claim);
    }
    return claims;
  }

  /** Notes what a source record would take; its earlier claim is released. */
  note(pair: string, target: Value, { key, reference }: Claimant): void {
    this.withdraw(pair, key);
    const { targets, claimants } = this.#of(pair);
    const name = String(target);
    targets.set(key, name);
    claimants.set(name, (claimants.get(name) ?? new Map()).set(key, reference));
  }

  /** Notes that a source record takes nothing. */
  withdraw(pair: string, key: string): void {
    const { targets, claimants } = this.#of(pair);
    claimants.get(targets.get(key) ?? '')?.delete(key);
    targets.delete(key);
  }

  /** Human names of the other source records that claim a target record. */
  rivals(pair: string, target: Value, key: string): readonly string[] {
    const claimants = this.#of(pair).claimants.get(String(target)) ?? new Map<string, string>();
    return [...claimants].filter(([other]) => other !== key).map(([, reference]) => reference);
  }

  #of(pair: string) {
    const known = this.#pairs.get(pair) ?? { targets: new Map(), claimants: new Map() };
    this.#pairs.set(pair, known);
    return known;
  }
}
