import { diff } from 'node:util';

/** How many equal lines are shown around a change. */
const AROUND = 2;

/** What differs between two texts, line by line, as `diff -u` shows it: - what is there, + what would be written. Pure. */
export function differenceOf(before: string, after: string): readonly string[] {
  const edits = diff(lines(before), lines(after)).map(([kind, text]) => ({ sign: SIGNS[kind + 1] ?? ' ', text }));
  const near = edits.map((_, at) =>
    edits.slice(Math.max(0, at - AROUND), at + AROUND + 1).some(({ sign }) => sign !== ' '),
  );
  return edits.flatMap(({ sign, text }, at) => {
    if (near[at] !== true) return [];
    const isGap = at > 0 && near[at - 1] !== true;
    return [...(isGap ? ['…'] : []), `${sign}${text}`];
  });
}

/** Node's `diff` counts a line of its first text as 1, one of its second text as -1. */
const SIGNS = ['+', ' ', '-'] as const;

const lines = (text: string): string[] => text.replace(/\n$/, '').split('\n');
