import type { FlowProgress } from '../../state/progress.ts';
import type { SourceRecord } from '../../systems/system.ts';
import { HOUR_MS } from '../../time.ts';

/** How long a record that was asked for and not shown may still exist, ms: a list can lag behind, or lack a page. */
const MAY_EXIST_MS = HOUR_MS;

/**
 * Records that a flow asked for by key and that the source did not show. One read proves nothing: they count as deleted once they were not shown in two
 * runs an hour apart. Kept by source key in the flow's progress, and changed in place.
 */
export class Unseen {
  readonly #progress: FlowProgress;
  readonly #nowMs: number;

  constructor(progress: FlowProgress, nowMs: number) {
    this.#progress = progress;
    this.#nowMs = nowMs;
  }

  /** Notes records that the source showed, whoever asked for them. */
  noteShown(records: readonly SourceRecord[]): void {
    for (const { key } of records) delete this.#progress.unseen?.[key];
    this.#tidy();
  }

  /** Notes which of the records that were asked for were shown; returns the keys of those that count as deleted. */
  note(asked: readonly string[], shown: readonly SourceRecord[]): readonly string[] {
    this.noteShown(shown);
    const since = this.#progress.unseen ?? {};
    const keys = new Set(shown.map(({ key }) => key));
    const missing = asked.filter((key) => !keys.has(key));
    for (const key of missing) since[key] ??= this.#nowMs;
    const gone = missing.filter((key) => this.#nowMs - (since[key] ?? this.#nowMs) >= MAY_EXIST_MS);
    for (const key of gone) delete since[key];
    this.#progress.unseen = since;
    this.#tidy();
    return gone;
  }

  #tidy(): void {
    if (Object.keys(this.#progress.unseen ?? {}).length === 0) delete this.#progress.unseen;
  }
}
