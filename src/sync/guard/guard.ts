import type { Guard } from '../../mapping/flow/program.ts';

/** What a flow would write in this run. */
export interface WriteCounts {
  readonly creates: number;
  readonly updates: number;
  readonly linked: number;
}

const PERCENT_FROM_LINKS = 50;

/** The limits that a run would exceed, each as a clause for a sentence; empty if it may write. Pure. */
export function exceededLimits(limits: Guard, counts: WriteCounts): readonly string[] {
  const found: string[] = [];
  if (limits.maxCreates !== undefined && counts.creates > limits.maxCreates) {
    found.push(`${counts.creates} creates (maxCreates ${limits.maxCreates})`);
  }
  if (limits.maxUpdates !== undefined && counts.updates > limits.maxUpdates) {
    found.push(`${counts.updates} updates (maxUpdates ${limits.maxUpdates})`);
  }
  const { maxPercent } = limits;
  if (maxPercent !== undefined && counts.linked >= PERCENT_FROM_LINKS) {
    const percent = (100 * counts.updates) / counts.linked;
    if (percent > maxPercent) {
      found.push(`updates of ${percent.toFixed(1)} % of ${counts.linked} linked records (maxPercent ${maxPercent})`);
    }
  }
  return found;
}
