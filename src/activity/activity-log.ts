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
  /** Why the disk does not have all events; null = it has them. */
  #failure: unknown = null;

  /** `folder`: where the file is made; one of an earlier run in it is replaced. */
  constructor(folder: string) {
    this.file = path.join(folder, LOG_FILE);
    // Two runs may share a folder.
    this.#eventsFile = `${this.file}.${process.pid}`;
    this.#write('', 'w');
  }

  /** Adds events at once. Never throws, because a log must not change how a sync ends: `finish` tells what could not be written. */
  add(events: readonly EventLine[]): void {
    if (events.length === 0) return;
    const lines = events.map(lineOf);
    for (const line of lines) this.#events.add(line);
    this.#write(`${lines.join('\n')}\n`, 'a');
  }

  #write(text: string, flag: 'a' | 'w'): void {
    try {
      writeFileSync(this.#eventsFile, text, { flag });
    } catch (error) {
      this.#failure ??= error;
    }
  }

  /** The line of the run with all events that were added, see `sealRun`. */
  seal(draft: RunDraft, place: Pick<RunLine['ledger'], 'previous' | 'kept'>): RunLine {
    return sealRun(draft, this.#events, place);
  }

  /** Writes the whole log. No event may be added any more. Throws the system's error if it, or an event before, could not be written. */
  async finish(run: RunLine): Promise<void> {
    if (this.#failure !== null) throw this.#failure;
    await writeFile(this.file, `${JSON.stringify(run)}\n`);
    await pipeline(createReadStream(this.#eventsFile), createWriteStream(this.file, { flags: 'a' }));
    await rm(this.#eventsFile);
  }
}

/** An event as one line, also for readers that end lines at the separators of Unicode. */
const lineOf = (event: EventLine): string =>
  JSON.stringify(event).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');
