/** What a supervised thread may do: the entry of the threads of the tests. */
import { setTimeout as delay } from 'node:timers/promises';
import * as core from '@actions/core';
import { answer } from '../../../src/commands/review/answer.ts';
import { AccessError, ConfigError, ConfigErrors } from '../../../src/errors/errors.ts';

const deeds: Readonly<Record<string, (signal: AbortSignal) => Promise<number>>> = {
  /** Says much and ends. */
  talk: async () => {
    for (let line = 0; line < 5000; line += 1) core.info(`line ${line}`);
    core.setSecret('a secret text');
    core.warning('look', { file: 'mappings/flow.yml', startLine: 7 });
    return 1;
  },
  /** Waits for an answer, longer than it may be silent. */
  wait: async () => {
    await delay(4000);
    return 0;
  },
  /** Calculates without an end. */
  hang: async () => {
    core.info('before');
    await delay(50);
    for (;;) Math.sqrt(2);
  },
  /** Takes memory without an end. */
  grow: async () => {
    const lists: string[][] = [];
    for (;;) lists.push(Array.from({ length: 1000 }, (_, at) => `text ${lists.length} ${at}`));
  },
  /** Keeps more memory than it may, and less than the engine's own limit, which would not survive a map that grows. */
  keep: async () => {
    const texts = (list: number) => Array.from({ length: 1000 }, (_, at) => `text ${list} ${at}`);
    const lists = Array.from({ length: 1500 }, (_, list) => texts(list));
    await delay(60_000);
    return lists.length;
  },
  /** Ends when it is told to. */
  obey: async (signal) => {
    core.info('waiting');
    await delay(10_000, undefined, { signal }).catch(() => core.info('told'));
    return 3;
  },
  /** Loses its way: nothing is left that could end it. */
  forget: () => new Promise(() => {}),
  /** Ends itself, as no command should. */
  leave: async () => process.exit(0),
  problems: async () => {
    const at = { file: 'mappings/flow.yml', line: 3, column: 5 };
    throw new ConfigErrors([new ConfigError('UNKNOWN_FIELD', 'There is no such field.', { at, hint: 'Mend it.' })]);
  },
  refusal: async () => {
    throw new AccessError('UNAUTHORIZED', 'Refused.', { cause: new TypeError('below') });
  },
  crash: async () => {
    throw new TypeError('not foreseen');
  },
  crashLater: async () => {
    setTimeout(() => {
      throw new RangeError('not foreseen');
    }, 10);
    await delay(1000);
    return 0;
  },
};

void answer(async (task, signal) => (await deeds[String(task)]?.(signal)) ?? 9);
