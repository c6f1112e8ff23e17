import { factsOf } from '../../systems/registry.ts';
import type { FlowReport } from '../run-report.ts';
import type { Noun } from '../words/forms.ts';
import type { Words } from '../words/words.ts';

/** What people call the records of a resource. */
export function nounOf(source: FlowReport['source'] | null, { language, nouns }: Words): Noun {
  const known = source === null || source === undefined ? undefined : factsOf(source.system).nouns?.[source.resource];
  return known?.[language] ?? nouns.record;
}

/** Numbers of records in words, those of one kind added up, none left out: `6 orders and 2 customers`. */
export function recordsInWords(
  numbers: readonly { readonly source: FlowReport['source'] | null; readonly count: number }[],
  words: Words,
): { readonly parts: readonly string[]; readonly text: string; readonly total: number } {
  const kinds = new Map<string, { noun: Noun; count: number }>();
  for (const { source, count } of numbers) {
    const noun = nounOf(source, words);
    const kind = kinds.get(noun[0]) ?? { noun, count: 0 };
    kind.count += count;
    kinds.set(noun[0], kind);
  }
  const some = [...kinds.values()].filter(({ count }) => count > 0);
  const parts = some.map(({ noun, count }) => words.counted(count, noun));
  return {
    parts,
    text: words.list(parts),
    total: some.reduce((sum, { count }) => sum + count, 0),
  };
}
