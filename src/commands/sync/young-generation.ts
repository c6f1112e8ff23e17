import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/**
 * What new objects take until they are collected: large enough that few of a page's records are still in use by then. V8 would let it grow to
 * eight times as much while many records pass, and it would be no faster.
 */
const ENOUGH_BYTES = 16 * 1024 * 1024;

let isLimited = false;

/**
 * Keeps the part of the memory from growing in which V8 puts new objects, once it is large enough. To be called again and again. The flag is read whenever
 * that part might grow, so it can be set while the program runs; the one that sets its size can not.
 */
export function limitYoungGeneration(): void {
  if (isLimited) return;
  const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
  if ((young?.space_size ?? 0) < ENOUGH_BYTES) return;
  setFlagsFromString('--semi-space-growth-factor=1');
  isLimited = true;
}
