import { ConfigError } from '../../../errors/errors.ts';
import { guessText } from '../../../nearest.ts';
import { childOf, plainValue, type Tree } from '../tree.ts';
import type { BrokenPromise } from './promises.ts';

/** The flows of a folder by their names. */
export interface KnownFlows {
  readonly all: readonly string[];
  readonly running: readonly string[];
}

/**
 * What of broken promises the key `tests.accept` of the settings does not take back, and its entries that name none (UNKNOWN_PROMISE): a mistyped one,
 * or one that is left from an override that is gone. An entry about a flow that does not run waits until it does.
 */
export function notAccepted(
  broken: readonly BrokenPromise[],
  settings: Tree | null,
  { all, running }: KnownFlows,
): readonly ConfigError[] {
  const tests = settings === null ? undefined : childOf(settings, 'tests');
  const accept = tests === undefined ? undefined : childOf(tests, 'accept');
  const entries = accept?.kind === 'list' ? accept.items : [];
  const accepted = new Set(entries.map((entry) => String(plainValue(entry))));
  const open = broken.filter(({ name }) => !accepted.has(name));
  const strange = entries.flatMap((entry) => {
    const name = String(plainValue(entry));
    const flow = name.split('/', 1)[0] ?? '';
    const isAsleep = all.includes(flow) && !running.includes(flow);
    if (isAsleep || broken.some((one) => one.name === name)) return [];
    const hint =
      guessText(
        name,
        open.map((one) => one.name),
      ) ?? 'Remove it.';
    const { source, path } = entry.origin;
    const message = `No override takes away a promise "${name}".`;
    return [new ConfigError('UNKNOWN_PROMISE', message, { at: source.at(path), hint })];
  });
  return [...open.map(({ problem }) => problem), ...strange];
}
