/** The command line, which a person runs on a laptop. `exact-asperion-sync --help` explains it. */
import { runHere } from './commands/command-line/run.ts';
import { isSupervised } from './commands/review/answer.ts';

// In the packed command line, a thread of a review also starts with this file.
if (isSupervised()) await import('./commands/review/thread.ts');
else await runHere();
