import { mkdtempDisposableSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EventLine, RunLine } from '../../src/activity/format.ts';
import { MerkleRoot } from '../../src/activity/merkle.ts';
import { type RunDraft, sealRun } from '../../src/activity/seal-run.ts';

/** An event of customer 20001, changed as a test needs it. */
export function event(more: Partial<EventLine> = {}): EventLine {
  return {
    kind: 'event',
    at: '2026-03-02T08:00:00.000Z',
    flow: 'customers',
    step: 'debtor',
    reference: '20001',
    target: '10042',
    action: 'updated',
    fields: ['city'],
    code: null,
    ...more,
  };
}

/** A run as its lines, the line of the run first. */
export interface Log {
  readonly run: RunLine;
  readonly lines: readonly string[];
}

/** What differs between the runs of a test. */
export interface RunOf extends Partial<RunDraft> {
  readonly after?: Log | null;
  readonly events?: readonly EventLine[];
  readonly kept?: boolean;
}

/** The log of the run of this number, an hour after the one before it. */
export function log(number: number, { after = null, events = [], kept = true, ...more }: RunOf = {}): Log {
  const hour = String(number).padStart(2, '0');
  const draft: RunDraft = {
    run: `${number}-1`,
    page: `https://github.com/OWNER/company/actions/runs/${number}/attempts/1`,
    administration: '4711',
    startedAt: `2026-03-02T${hour}:00:00.000Z`,
    finishedAt: `2026-03-02T${hour}:01:00.000Z`,
    version: '0.1.0',
    config: null,
    action: null,
    result: 'ok',
    calls: {},
    flows: [],
    booked: [],
    waiting: [],
    ...more,
  };
  const texts = events.map((one) => JSON.stringify(one));
  const root = new MerkleRoot();
  for (const text of texts) root.add(text);
  const run = sealRun(draft, root, { previous: after?.run.ledger.hash ?? null, kept });
  return { run, lines: [JSON.stringify(run), ...texts] };
}

/** A new folder with a file per entry: its lines, or a log. */
export function folderWith(files: Readonly<Record<string, Log | readonly string[]>>) {
  const folder = mkdtempDisposableSync(join(tmpdir(), 'activity-'));
  for (const [name, content] of Object.entries(files)) {
    const lines = 'lines' in content ? content.lines : content;
    writeFileSync(join(folder.path, name), lines.map((line) => `${line}\n`).join(''));
  }
  return folder;
}
