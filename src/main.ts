import { runAction } from './commands/action.ts';

// Kept sockets of the cache client would hold the process open: it ends when the work has.
process.exit(await runAction(process.env, process.cwd()));
