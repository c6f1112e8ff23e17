import { createHash } from 'node:crypto';
import { catalogs, type Flows } from '../../../src/commands/select-flows.ts';
import type { Link } from '../../../src/state/links/link.ts';
import { type DeadLetter, emptyProgress } from '../../../src/state/progress.ts';
import type { FinishedFlow } from '../../../src/sync/result.ts';
import { runFlows } from '../../../src/sync/run/run.ts';
import { createLiveWriter } from '../../../src/sync/write/writer.ts';
import type { System } from '../../../src/systems/system.ts';
import { afterChanges } from '../../../src/validate/changed-rows.ts';
import type { Rows } from '../../../src/validate/test-values.ts';
import type { RecordValues } from '../../../src/values.ts';
import { openBooks, type Sent, typed } from './books.ts';
import type { Records } from './case.ts';

/** What both systems hold before a run, in full, and when it takes place. */
export interface Moment {
  readonly name: string;
  readonly day: string;
  readonly exact: Records;
  /** All of it before the first run, later only what changed. */
  readonly asperion: Records;
  /** Ids of accounts that were deleted in Exact Online before this run. */
  readonly deleted: readonly string[];
  /** Closed periods of Asperion, `2026-9`. */
  readonly closed: readonly string[];
  readonly isForgotten: boolean;
}

/** What both systems hold after a run, and what the run did and said. */
export interface Outcome {
  readonly name: string;
  readonly exact: Rows;
  readonly asperion: Rows;
  /** By the flow's name, then by the key of the source record. */
  readonly letters: Readonly<Record<string, Readonly<Record<string, DeadLetter>>>>;
  readonly sent: { readonly exact: readonly Sent[]; readonly asperion: readonly Sent[] };
  readonly flows: readonly FinishedFlow[];
  /** By pair of resources, then by source key. */
  readonly links: Readonly<Record<string, Readonly<Record<string, Link>>>>;
}

/** Takes the moments of a case through the real engine, one run each, with both systems in memory. */
export async function runMoments(moments: readonly Moment[], { config, programs }: Flows): Promise<readonly Outcome[]> {
  const { 'exact-online': exactCatalog, asperion: asperionCatalog } = catalogs;
  const { signal } = new AbortController();
  let progress = emptyProgress();
  let exact: Rows = new Map();
  let asperion: Rows = new Map();
  let shown = '';
  const outcomes: Outcome[] = [];
  for (const moment of moments) {
    const accounts = new Map([['crm/Accounts', moment.deleted]]);
    const records = JSON.stringify(moment.exact);
    // What nobody changed in the case stays as the sync has left it.
    if (records !== shown)
      exact = afterChanges(exact, typed(moment.exact, exactCatalog, asperionCatalog), exactCatalog, accounts);
    shown = records;
    asperion = afterChanges(asperion, typed(moment.asperion, asperionCatalog, exactCatalog), asperionCatalog);
    if (moment.isForgotten) progress = emptyProgress();
    const sent = { exact: [] as Sent[], asperion: [] as Sent[] };
    const systems = {
      'exact-online': openBooks(exactCatalog, exact, [], accounts, sent.exact),
      asperion: openBooks(asperionCatalog, asperion, moment.closed, new Map(), sent.asperion),
    };
    const now = Date.parse(`${moment.day}T08:00:00Z`);
    const { flows } = await runFlows({
      kind: 'test',
      programs,
      selected: new Set(programs.map(({ name }) => name)),
      systems,
      progress,
      links: config.links,
      records: null,
      since: null,
      fingerprint: (text) => createHash('sha256').update(text).digest('hex').slice(0, 16),
      takeCalls: () => ({}),
      save: async () => {},
      clock: () => now,
      createWriter: (target) => createLiveWriter({ target, sleep: async () => {}, signal }),
      signal,
      log: () => {},
    });
    [exact, asperion] = await Promise.all([allRows(systems['exact-online']), allRows(systems.asperion)]);
    const letters = Object.fromEntries(
      Object.entries(progress.flows).map(([name, { deadLetters }]) => [name, { ...deadLetters }]),
    );
    const links = Object.fromEntries(Object.entries(progress.links).map(([pair, table]) => [pair, table.toJSON()]));
    outcomes.push({ name: moment.name, exact, asperion, letters, sent, flows, links });
  }
  return outcomes;
}

async function allRows(system: System): Promise<Rows> {
  const { signal } = new AbortController();
  const rows = new Map<string, readonly RecordValues[]>();
  for (const { name, fields } of system.catalog.resources.values()) {
    rows.set(name, await system.list({ resource: name, fields: Object.keys(fields), signal }));
  }
  return rows;
}
