import { setImmediate } from 'node:timers/promises';

/** Makes a call and gives up on it as soon as this holds, as a client does whose patience is over; the call must fail by that. */
export async function giveUpWhen(
  holds: () => boolean,
  call: (signal: AbortSignal) => Promise<unknown>,
): Promise<unknown> {
  const patience = new AbortController();
  const over = call(patience.signal).then(
    () => 'answered',
    (error: unknown) => error,
  );
  while (!holds()) await setImmediate();
  patience.abort();
  return over;
}
