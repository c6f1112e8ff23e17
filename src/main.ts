import { runAction } from './commands/action.ts';
import { isSupervised } from './commands/review/answer.ts';

// Kept sockets of the cache client would hold the process open: it ends when the work has. A thread of a review starts with
// this file, too; what it does stands in `review/thread.ts`.
if (!isSupervised()) process.exit(await runAction(process.env, process.cwd()));
