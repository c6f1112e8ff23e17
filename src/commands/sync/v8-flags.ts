import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

// Node warns of changing its engine's flags in a running process. All that are changed stand here: they only say when to optimize and when to take memory,
// and V8 reads each of them whenever it decides that.

/**
 * undici reads HTTP with WebAssembly, one very long function of it. To optimize that takes 20 MB and gains nothing, because a run waits for
 * answers far longer than it reads them.
 */
function leaveWebAssembly(): void {
  setFlagsFromString('--no-wasm-dynamic-tiering');
  setFlagsFromString('--no-wasm-tier-up');
}

/**
 * A sync is mostly its start, in which nothing is done often enough for optimized machine code to pay, and most of what is made is soon thrown
 * away. So the engine makes no such code for now, and does not double its room for new objects. For the whole process.
 */
export function startSmall(): void {
  setFlagsFromString('--no-opt');
  setFlagsFromString('--no-maglev');
  setFlagsFromString('--semi-space-growth-factor=1');
  leaveWebAssembly();
}

/**
 * From here on what is done often is made faster, by the first of the engine's two compilers for that: the second takes some 10 MB, and a sync
 * waits for answers most of its time.
 */
export function endSmallStart(): void {
  setFlagsFromString('--maglev');
  setFlagsFromString('--semi-space-growth-factor=2');
}

/** From here on the engine does as it always does, for work that computes more than it waits. */
export function optimizeFully(): void {
  endSmallStart();
  setFlagsFromString('--opt');
}

/**
 * What new objects take until they are collected: large enough that few of a page's records are still in use by then. V8 would let it grow to
 * eight times as much while many records pass, and it would be no faster.
 */
const ENOUGH_FOR_NEW_BYTES = 16 * 1024 * 1024;

/** By how many percent the older objects may grow until they are collected: V8 would let them double, or more. Of many, it is less. */
const GROWTH_PERCENT = { few: 50, many: 25 } as const;
const MANY_BYTES = 48 * 1024 * 1024;

let set = '';

/**
 * Keeps V8 from taking memory only because nobody stops it. To be called with every call: while a run waits, V8 gives memory back, and then it may grow
 * again. Only flags that it reads whenever it decides how much to take can be set while the program runs.
 */
export function limitHeap(): void {
  const spaces = new Map(getHeapSpaceStatistics().map((space) => [space.space_name, space]));
  const mayGrow = (spaces.get('new_space')?.space_size ?? 0) < ENOUGH_FOR_NEW_BYTES;
  const isMany = (spaces.get('old_space')?.space_used_size ?? 0) > MANY_BYTES;
  const flags = [
    `--semi-space-growth-factor=${mayGrow ? 2 : 1}`,
    `--heap-growing-percent=${isMany ? GROWTH_PERCENT.many : GROWTH_PERCENT.few}`,
  ];
  if (flags.join() === set) return;
  set = flags.join();
  for (const flag of flags) setFlagsFromString(flag);
}
