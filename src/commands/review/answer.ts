import { parentPort, workerData } from 'node:worker_threads';
import type { FromThread, ThreadData } from './messages.ts';
import { toSend } from './sent-error.ts';

/** True in a thread that `supervise` started: there the file's own work is not to be done. */
export function isSupervised(): boolean {
  return dataOf(workerData) !== null;
}

/** In a thread that `supervise` started: does the task, sends signs of life, and finally its result. */
export async function answer(run: (task: unknown, signal: AbortSignal) => Promise<number>): Promise<void> {
  const data = dataOf(workerData);
  const port = parentPort;
  if (data === null || port === null) throw new Error('This is no thread of a review.');
  const tell = (message: FromThread): void => port.postMessage(message);
  const cancel = new AbortController();
  port.once('message', () => cancel.abort());
  // Neither keeps the thread open: stuck work ends, and that is noticed.
  port.unref();
  tell({ kind: 'alive' });
  setInterval(() => tell({ kind: 'alive' }), data.beatMs).unref();
  const outcome = await run(data.task, cancel.signal).then(
    (exitCode): FromThread => ({ kind: 'ended', exitCode }),
    (error: unknown): FromThread => ({ kind: 'failed', error: toSend(error) }),
  );
  await new Promise((resolve) => process.stdout.write('', resolve));
  tell(outcome);
}

function dataOf(data: unknown): ThreadData | null {
  return typeof data === 'object' && data !== null && 'kind' in data && data.kind === 'review'
    ? (data as ThreadData)
    : null;
}
