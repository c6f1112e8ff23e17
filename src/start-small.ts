import { isMainThread } from 'node:worker_threads';
import { startSmall } from './commands/sync/v8-flags.ts';

// Imported before everything else, because what is imported takes most of the start.
if (isMainThread) startSmall();
