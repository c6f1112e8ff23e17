import type { Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { Worker } from 'node:worker_threads';
import { ConfigError } from '../../errors/errors.ts';
import type { FromThread, ThreadData, ToThread } from './messages.ts';
import { fromSent } from './sent-error.ts';

/** What runs in a thread of its own, and how far it may go. */
export interface Supervised {
  /** The module that the thread starts with; it calls `answer`. */
  readonly entry: URL;
  /** Handed to the thread; plain values only. */
  readonly task: unknown;
  /** When it aborts, the thread is told so. */
  readonly signal: AbortSignal;
  /** Where the thread's output goes. */
  readonly output: Writable;
  /** How long the thread may be silent, in milliseconds; 30,000 by default. */
  readonly silentMs?: number;
  /** Most memory that the thread's values may take, in MB; 2048 by default. */
  readonly memoryMb?: number;
}

const SILENT_MS = 30_000;
const MEMORY_MB = 2048;
const MB = 1024 * 1024;
/** How often the thread is checked within the time that it may be silent. */
const LOOKS = 10;
/** How often its memory is checked, in milliseconds. */
const MEMORY_LOOK_MS = 100;

/**
 * Runs a task in a thread of its own and returns its exit code, when all of its output is out. What the task throws is
 * thrown here. Throws ConfigError MAPPINGS_TOO_SLOW for a thread that is busy for too long without a pause, and
 * MAPPINGS_TOO_LARGE for one that takes too much memory; it is ended first. A thread that waits for an answer is not busy.
 */
export async function supervise(options: Supervised): Promise<number> {
  const { entry, task, signal, output, silentMs = SILENT_MS, memoryMb = MEMORY_MB } = options;
  const data: ThreadData = { kind: 'review', task, beatMs: silentMs / LOOKS };
  // The engine's own limit is the second one: it ends a thread in most cases and the whole process in some, such as a map
  // that grows. Small steps of what is young make those few.
  const resourceLimits = { maxOldGenerationSizeMb: 2 * memoryMb, maxYoungGenerationSizeMb: 16 };
  const thread = new Worker(entry, { workerData: data, stdout: true, resourceLimits });
  thread.stdout.pipe(output, { end: false });
  const shown = finished(thread.stdout);
  const cancel = (): void => thread.postMessage('cancel' satisfies ToThread);
  signal.addEventListener('abort', cancel);
  if (signal.aborted) cancel();
  try {
    return await outcomeOf(thread, silentMs, memoryMb);
  } finally {
    signal.removeEventListener('abort', cancel);
    // Kept sockets would keep the thread open: it ends with its work.
    await thread.terminate();
    await shown;
  }
}

function outcomeOf(thread: Worker, silentMs: number, memoryMb: number): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  // Counted from the first sign of life: no mapping is read before. Looks are counted, not milliseconds: a laptop that slept
  // for an hour has looked once.
  let silentLooks = Number.NEGATIVE_INFINITY;
  const watch = setInterval(() => {
    silentLooks += 1;
    if (silentLooks > LOOKS) reject(tooSlow(silentMs));
  }, silentMs / LOOKS);
  const weigh = setInterval(async () => {
    // A thread that has ended does not answer.
    const heap = await thread.getHeapStatistics().catch(() => null);
    if (heap !== null && heap.used_heap_size + heap.external_memory > memoryMb * MB) reject(tooLarge(memoryMb));
  }, MEMORY_LOOK_MS);
  thread.on('message', (message: FromThread) => {
    silentLooks = 0;
    if (message.kind === 'ended') resolve(message.exitCode);
    if (message.kind === 'failed') reject(fromSent(message.error));
  });
  thread.on('error', (error: unknown) => {
    const isFull = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
    reject(isFull ? tooLarge(memoryMb) : error);
  });
  thread.on('exit', (code) => reject(new Error(`The thread ended with ${code} before its work had.`)));
  return promise.finally(() => {
    clearInterval(watch);
    clearInterval(weigh);
  });
}

function tooSlow(silentMs: number): ConfigError {
  const message = `The mappings kept the run busy for ${silentMs / 1000} s without an end; it was stopped.`;
  const hint = 'Look in the latest changes for lists within lists, and for files with very many keys.';
  return new ConfigError('MAPPINGS_TOO_SLOW', message, { hint });
}

function tooLarge(memoryMb: number): ConfigError {
  const message = `The mappings and what they make of the records take more than ${memoryMb} MB of memory; the run was stopped.`;
  const hint = 'Look in the latest changes for texts and lists that grow, and for files with very many keys.';
  return new ConfigError('MAPPINGS_TOO_LARGE', message, { hint });
}
