import { createReadStream, createWriteStream, writeFileSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type EventLine, LOG_FILE, type RunLine } from './format.ts';
import { MerkleRoot } from './merkle.ts';
import { type RunDraft, sealRun } from './seal-run.ts';

/**
 * The activity log of one run. Events go to the disk as they come, because a first load has hundreds of thousands; the line of the run,
 * which stands above them, is known last.
 */
export class ActivityLog {
  /** Where the whole log is in the end. */
  readonly file: string;
  readonly #eventsFile: string;
  readonly #events = new MerkleRoot();

  /** `folder`: where the file is made; one of an earlier run in it is replaced. */
  constructor(folder: string) {
    this.file = path.join(folder, LOG_FILE);
    this.#eventsFile = `${this.file}.events`;
    writeFileSync(this.#eventsFile, '');
  }

  /** Adds events at once. */
  add(events: readonly EventLine[]): void {
    if (events.length === 0) return;
    const lines = events.map((event) => JSON.stringify(event));
    for (const line of lines) this.#events.add(line);
    writeFileSync(this.#eventsFile, `${lines.join('\n')}\n`, { flag: 'a' });
  }

  /** The line of the run with all events that were added, see `sealRun`. */
  seal(draft: RunDraft, place: Pick<RunLine['ledger'], 'previous' | 'kept'>): RunLine {
    return sealRun(draft, this.#events, place);
  }

  /** Writes the whole log. No event may be added any more. */
  async finish(run: RunLine): Promise<void> {
    await writeFile(this.file, `${JSON.stringify(run)}\n`);
    await pipeline(createReadStream(this.#eventsFile), createWriteStream(this.file, { flags: 'a' }));
    await rm(this.#eventsFile);
  }
}
