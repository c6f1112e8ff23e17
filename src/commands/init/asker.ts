import type { Readable, Writable } from 'node:stream';
import { isCancel, select, text } from '@clack/prompts';
import { ConfigError } from '../../errors/errors.ts';
import { remark } from '../../init/yaml-text.ts';
import type { Streams } from '../authorize/dialogue.ts';

/** One answer that can be chosen. */
export interface Choice {
  readonly value: string;
  readonly says?: string | undefined;
}

/** Asks a person at a terminal. Throws ConfigError `STOPPED` when they press Ctrl-C or Escape. */
export interface Asker {
  choose(question: string, choices: readonly Choice[]): Promise<string>;
  /** `wrong` says what is wrong with an answer; undefined = nothing. */
  type(question: string, start: string, wrong: (answer: string) => string | undefined): Promise<string>;
}

/** The person at this terminal; null if there is none, or if the output goes elsewhere. */
export function askerOn({ input, output }: Streams): Asker | null {
  if (input.isTTY !== true || output.isTTY !== true) return null;
  const streams = { input: input as Readable, output: output as Writable };
  return {
    async choose(message, choices) {
      const options = choices.map(({ value, says }) => ({
        value,
        label: says === undefined ? value : `${value}  ${remark(says)}`,
      }));
      return answered(await select({ ...streams, message, options, maxItems: 12 }));
    },
    async type(message, start, wrong) {
      const validate = (answer: string | undefined): string | undefined => wrong((answer ?? '').trim());
      return answered(await text({ ...streams, message, initialValue: start, validate })).trim();
    },
  };
}

function answered(answer: string | symbol): string {
  if (!isCancel(answer)) return String(answer);
  throw new ConfigError('STOPPED', 'Stopped; nothing was written.', { hint: 'Run init again when you are ready.' });
}
