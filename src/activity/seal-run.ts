import type { RunLine } from './format.ts';
import { hashOfJson, type MerkleRoot } from './merkle.ts';

/** What a run says of itself, before it takes its place in the chain. */
export type RunDraft = Omit<RunLine, 'kind' | 'format' | 'ledger'>;

/** The line of a run in its place in the chain: behind the run whose hash is `previous`; null = it begins a chain. */
export function sealRun(
  draft: RunDraft,
  events: MerkleRoot,
  { previous, kept }: Pick<RunLine['ledger'], 'previous' | 'kept'>,
): RunLine {
  const ledger = { previous, root: events.root(), events: events.count, kept };
  const line = { kind: 'run', format: 1, ...draft, ledger } as const;
  return { ...line, ledger: { ...ledger, hash: hashOfJson(line) } };
}

/** The hash that the line of a run should have, by its text as it was read. The text must be that of a run. */
export function hashOfRun(text: string): string {
  const line = JSON.parse(text) as RunLine;
  const { hash: _, ...ledger } = line.ledger;
  return hashOfJson({ ...line, ledger });
}
