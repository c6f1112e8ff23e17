import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { ConfigError } from '../../errors/errors.ts';

/** Where a dialogue takes place. */
export interface Streams {
  readonly input: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  /** What is told and asked. */
  readonly output: NodeJS.WritableStream & { readonly isTTY?: boolean };
  /** Shows what a person types: the terminal, even if the output goes elsewhere. */
  readonly echo: NodeJS.WritableStream;
}

/** Talks with a person at the terminal, or with a program that writes one answer per line. */
export interface Dialogue extends Disposable {
  tell(...lines: readonly string[]): void;
  /** The answer without blanks around it; null when the input has ended. */
  ask(question: string): Promise<string | null>;
  /** As `ask`; what is typed is not shown. */
  askHidden(question: string): Promise<string | null>;
  /** Whether output is seen on a terminal and goes nowhere else. */
  readonly isOnTerminal: boolean;
  /** Aborts when the person presses Ctrl-C. */
  readonly signal: AbortSignal;
}

/** Opens the dialogue; disposing it gives the terminal back as it was. */
export function openDialogue({ input, output, echo }: Streams): Dialogue {
  const cancel = new AbortController();
  const isTyped = input.isTTY === true;
  // Only answers that may be seen are shown; what is typed ahead of its question is not.
  let isShown = false;
  const shown = new Writable({
    write(chunk, _encoding, done) {
      if (isShown) echo.write(chunk);
      done();
    },
  });
  // On a terminal readline itself echoes, so that it can be silent; answers are not kept for the arrow keys.
  const reader = createInterface({ input, output: shown, terminal: isTyped, historySize: 0 });
  const answers: string[] = [];
  const waiting: ((answer: string | null) => void)[] = [];
  let hasEnded = false;
  reader.on('line', (line) => {
    const next = waiting.shift();
    if (next === undefined) answers.push(line);
    else next(line);
  });
  reader.on('close', () => {
    hasEnded = true;
    for (const next of waiting.splice(0)) next(null);
  });
  reader.on('SIGINT', () => {
    cancel.abort();
    reader.close();
  });

  const answer = (): Promise<string | null> => {
    const early = answers.shift();
    if (early !== undefined) return Promise.resolve(early);
    return hasEnded ? Promise.resolve(null) : new Promise((resolve) => waiting.push(resolve));
  };
  const ask = async (question: string, isVisible: boolean): Promise<string | null> => {
    if (!isTyped) output.write(`${question}\n`);
    else if (!isVisible) echo.write(`${question} `);
    else {
      isShown = true;
      reader.setPrompt(`${question} `);
      reader.prompt();
    }
    const given = await answer();
    isShown = false;
    if (isTyped && !isVisible) echo.write('\n');
    return given?.trim() ?? null;
  };
  return {
    tell: (...lines) => void output.write(lines.map((line) => `${line}\n`).join('')),
    ask: (question) => ask(question, true),
    askHidden: (question) => ask(question, false),
    isOnTerminal: output.isTTY === true,
    signal: cancel.signal,
    [Symbol.dispose]: () => reader.close(),
  };
}

const TRIES = 3;

/**
 * Asks until `read` can make something of the answer, three times at most; its ConfigErrors are told in between. Throws the
 * last of them, or ConfigError `INPUT_ENDED` when there is no answer at all, `STOPPED` after Ctrl-C.
 */
export async function askUntil<Answer>(
  dialogue: Dialogue,
  ask: () => Promise<string | null>,
  read: (answer: string) => Answer,
): Promise<Answer> {
  let problem = new ConfigError('INPUT_ENDED', 'The input ended before everything was answered; nothing was set.', {
    hint: 'Run authorize again on a terminal.',
  });
  for (let tries = 1; tries <= TRIES; tries += 1) {
    const answer = await ask();
    if (answer === null) throw dialogue.signal.aborted ? stopped() : problem;
    try {
      return read(answer);
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error;
      problem = error;
      if (tries < TRIES) dialogue.tell(`${error.message} ${error.hint ?? ''}`.trim());
    }
  }
  throw problem;
}

function stopped(): ConfigError {
  return new ConfigError('STOPPED', 'Stopped; nothing was set.', { hint: 'Run authorize again when you are ready.' });
}

/** Reads any answer that is not empty. Throws ConfigError `NO_ANSWER`. */
export function filled(answer: string): string {
  if (answer !== '') return answer;
  throw new ConfigError('NO_ANSWER', 'Nothing was entered.', { hint: 'Type or paste it and press Enter.' });
}
