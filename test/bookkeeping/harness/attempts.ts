import { type Case, cases, readData, readingOf } from './case.ts';
import { failures } from './forms.ts';
import { type Attempt, hasBareRun, isTried, type Verdict, verdictOn } from './judge.ts';

/** A way in which a case is tried, by its own name. */
export interface NamedAttempt {
  readonly name: string;
  readonly title: string;
  readonly one: Case;
  readonly attempt: Attempt;
}

/**
 * All ways in which the cases are tried: each with and without a prefix of external keys, those that take rows as present
 * also without these rows, and those with other records that must end the same.
 */
export const attempts: readonly NamedAttempt[] = cases.filter(isTried).flatMap((one) => {
  const named = (more: string, attempt: Attempt): NamedAttempt => ({
    name: more === '' ? one.id : `${one.id} ${more}`,
    title: one.title,
    one,
    attempt,
  });
  return [
    named('', { prefix: '' }),
    named('behind EO-', { prefix: 'EO-' }),
    ...(hasBareRun(one) ? [named('without its rows', { prefix: '', isBare: true })] : []),
    ...(readingOf(one).variants ?? []).map(({ name }) => named(`with ${name}`, { prefix: '', variant: name })),
  ];
});

/** Attempts that are known to fail on the mappings that ship, by their names, each with the first reason. */
export const knownFailing = readData<Readonly<Record<string, string>>>('known-failing.yml', failures);

const verdicts = new Map<string, Promise<Verdict>>();

/** The verdict on an attempt; each is made once. */
export function verdictFor({ name, one, attempt }: NamedAttempt): Promise<Verdict> {
  const known = verdicts.get(name);
  if (known !== undefined) return known;
  const verdict = verdictOn(one, attempt);
  verdicts.set(name, verdict);
  return verdict;
}
