import { ConfigError } from '../errors.ts';
import type { Program } from '../mapping/program.ts';
import type { SourceRecord } from '../systems/system.ts';
import type { BatchResult } from './batch.ts';
import type { Page } from './flow-run.ts';
import { exceededLimits } from './guard.ts';
import { reportedSteps, wasWorked } from './item.ts';
import type { LinkBook } from './link-book.ts';
import { createTally } from './tally.ts';
import { createDryWriter, type Writer } from './writer.ts';

/** How the pass takes records through the steps. */
export interface GuardPass {
  readonly batchSize: number;
  /** Updates beside those of the pages: target records that are put out of use. */
  readonly furtherUpdates: number;
  readonly choose: (page: Page) => readonly SourceRecord[];
  readonly run: (records: readonly SourceRecord[], page: Page, links: LinkBook, writer: Writer) => Promise<BatchResult>;
}

/**
 * Counts what a flow would write in this run, over links that leave no trace and with a writer that only pretends. Throws
 * ConfigError `GUARD_EXCEEDED` when that is more than the flow's guard allows.
 */
export async function checkGuard(
  program: Program,
  links: LinkBook,
  pairs: readonly string[],
  pages: readonly Page[],
  { batchSize, furtherUpdates, choose, run }: GuardPass,
): Promise<void> {
  const dryLinks = links.fork();
  const writer = createDryWriter();
  const tally = createTally(reportedSteps(program));
  const limit = program.limit ?? Number.POSITIVE_INFINITY;
  const seen = new Set<string>();
  let worked = 0;
  for (const page of pages) {
    let rest = choose(page).filter((record) => !seen.has(record.key));
    while (rest.length > 0) {
      const room = page.from === 'feed' ? limit - worked : batchSize;
      if (room <= 0) break;
      const batch = rest.slice(0, Math.min(batchSize, room));
      rest = rest.slice(batch.length);
      for (const record of batch) seen.add(record.key);
      const { items, error } = await run(batch, page, dryLinks, writer);
      if (error !== null) throw error;
      for (const item of items) {
        tally.add(item);
        if (page.from === 'feed' && wasWorked(item)) worked += 1;
      }
    }
  }
  const linked = [...new Set(pairs)].reduce((sum, pair) => sum + links.count(pair), 0);
  const { creates, updates } = tally.writes();
  const exceeded = exceededLimits(program.guard ?? {}, { creates, updates: updates + furtherUpdates, linked });
  if (exceeded.length === 0) return;
  throw new ConfigError('GUARD_EXCEEDED', `${program.name} would make ${exceeded.join(' and ')}; it wrote nothing.`, {
    hint: 'When this is as it should be, raise `guard` in the flow for this run, or take it in parts with `limit`.',
  });
}
