import { logText } from '../../report/log-text.ts';
import { wordsIn } from '../../report/words/words.ts';
import { onRunner } from '../on-runner.ts';
import { plan } from '../plan.ts';
import { type CommandContext, realTime } from '../session.ts';
import { validate } from '../validate.ts';
import { answer, isSupervised } from './answer.ts';

/** A command that runs under supervision; `isTerminal` says whether a person looks at its output. Returns the exit code. */
type Command = (context: CommandContext, isTerminal: boolean) => Promise<number>;

/** Modes whose mappings may still be under review, each with its command. */
const commands = { plan, validate } satisfies Readonly<Record<string, Command>>;

/** A mode that runs in a thread of its own. */
export type ReviewMode = keyof typeof commands;

/** What is done in the thread: a command with all of its context that can be sent. */
export interface ReviewTask extends Pick<CommandContext, 'inputs' | 'environment' | 'github'> {
  readonly mode: ReviewMode;
  /** True when a runner reads the output: it hides secrets, and folds lines. */
  readonly isRunner: boolean;
  readonly isTerminal: boolean;
}

if (isSupervised()) void answer((task, signal) => perform(task as ReviewTask, signal));

async function perform(task: ReviewTask, signal: AbortSignal): Promise<number> {
  const { mode, inputs, environment, github, isRunner, isTerminal } = task;
  const command: Command = commands[mode];
  const show = (line: string): void => void process.stdout.write(`${logText(line)}\n`);
  const way = isRunner
    ? onRunner(wordsIn(inputs.language))
    : // Nothing between here and a terminal hides secrets, and naming them would show them.
      { log: show, warn: show, fold: <T>(_title: string, work: () => Promise<T>) => work(), mask: () => {} };
  return command({ inputs, environment, github, ...realTime, random: Math.random, signal, ...way }, isTerminal);
}
