import type { Progress } from '../../state/progress.ts';
import type { Value } from '../../values.ts';
import { nameInPair } from '../links/pairs.ts';

/** A source record that a step stands for: its id and its human name. */
export interface Claimant {
  readonly key: string;
  readonly reference: string;
}

/** So many names of takers are kept: a first load has far more, and two that are alike mostly stand close together. */
const TAKERS = 1000;

/**
 * Which target record each source record without a link would take, by pair of resources. A step notes what all its
 * records would take before it writes the first of them, a guard's pass does so for all pages, and the dead letters of earlier
 * runs keep the claims of records that still wait. So if two records would take the same one, neither gets it by coming first.
 */
export class Claims {
  #pairs = new Map<string, { targets: Map<string, string>; claimants: Map<string, Map<string, string>> }>();
  /** The names of those who took a record last, by pair and target: the link says that it is taken, and not by whom. */
  #takers = new Map<string, string>();
  /** In the plan of a guard: what it makes up. Null in a run. */
  #madeUp: ReadonlyMap<Value, string> | null = null;

  /** The claims of records that wait because another record claims the same target, or because it differs. */
  static of({ flows }: Progress): Claims {
    const claims = new Claims();
    for (const { deadLetters } of Object.values(flows)) {
      for (const { claim } of Object.values(deadLetters))
        if (claim !== undefined) claims.note(claim.pair, claim.target, claim);
    }
    return claims;
  }

  /** The same claims in the plan of a guard: what a record takes there it only claims, because the run may not get so far. */
  inPlan(madeUp: ReadonlyMap<Value, string>): Claims {
    const claims = new Claims();
    claims.#pairs = this.#pairs;
    claims.#takers = this.#takers;
    claims.#madeUp = madeUp;
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

  /** Notes that a source record has taken a target record: the two are linked, so it claims nothing more. */
  take(pair: string, target: Value, { key, reference }: Claimant): void {
    if (this.#madeUp?.has(target) === false) {
      this.note(pair, target, { key, reference });
      return;
    }
    this.withdraw(pair, key);
    this.#takers.set(nameInPair(pair, String(target)), reference);
    const [first] = this.#takers.keys();
    if (first !== undefined && this.#takers.size > TAKERS) this.#takers.delete(first);
  }

  /** The human name of the source record that took a target record lately; undefined = not known. */
  takerOf(pair: string, target: Value): string | undefined {
    return this.#takers.get(nameInPair(pair, String(target)));
  }

  /** Notes that a source record takes nothing. */
  withdraw(pair: string, key: string): void {
    const { targets, claimants } = this.#of(pair);
    const name = targets.get(key);
    if (name === undefined) return;
    targets.delete(key);
    claimants.get(name)?.delete(key);
    if (claimants.get(name)?.size === 0) claimants.delete(name);
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
