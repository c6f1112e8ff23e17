/**
 * The candidate that a mistyped name most likely means, or null if none is near: the same letters in another
 * case, or else the fewest edits, at most a third of the name's letters (at least two).
 */
export function nearest(name: string, candidates: Iterable<string>): string | null {
  return allNearest(name, candidates)[0] ?? null;
}

/** The name that was probably meant, as a hint; undefined if none is near. */
export function guess(name: string, candidates: Iterable<string>): string | undefined {
  const meant = nearest(name, candidates);
  return meant === null ? undefined : `Did you mean ${meant}?`;
}

/** The same for a text, in quotes. */
export function guessText(text: string, candidates: Iterable<string>): string | undefined {
  const meant = nearest(text, candidates);
  return meant === null ? undefined : `Did you mean "${meant}"?`;
}

/** The nearest candidate, with all others that are as near. */
export function allNearest(name: string, candidates: Iterable<string>): readonly string[] {
  const wanted = name.toLowerCase();
  let best: string[] = [];
  let fewest = Math.max(2, Math.floor(name.length / 3)) + 1;
  for (const candidate of candidates) {
    const edits = editDistance(wanted, candidate.toLowerCase());
    // A name of two letters is not near another one that shares none of them.
    if (edits >= Math.max(wanted.length, candidate.length)) continue;
    if (edits < fewest) {
      best = [candidate];
      fewest = edits;
    } else if (edits === fewest && best.length > 0) best.push(candidate);
  }
  return best;
}

/** The number of insertions, deletions, replacements and swaps of neighbours between two texts. */
function editDistance(from: string, to: string): number {
  let beforePrevious: number[] = [];
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row++) {
    const current = [row];
    for (let column = 1; column <= to.length; column++) {
      const same = from[row - 1] === to[column - 1];
      let edits = Math.min(
        (previous[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (previous[column - 1] ?? 0) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1]) {
        edits = Math.min(edits, (beforePrevious[column - 2] ?? 0) + 1);
      }
      current.push(edits);
    }
    beforePrevious = previous;
    previous = current;
  }
  return previous[to.length] ?? 0;
}

/** Who needs something: `a, b need`, sorted, the first eight. */
export const whoNeed = (names: readonly string[]): string =>
  `${fewOf(names.toSorted())} ${names.length === 1 ? 'needs' : 'need'}`;

/** What there is, as a hint: `There are: a, b.`, or what to do if there is nothing. */
export const thereAre = (names: readonly string[], ifNone: string): string =>
  names.length === 0 ? ifNone : `There are: ${fewOf(names)}.`;

/** Which of the names was probably meant, as a hint; or which there are, or what to do if there is none. */
export function meantOrThere(name: string, names: readonly string[], ifNone: string): string {
  return guessText(name, names) ?? thereAre(names, ifNone);
}

/** The first eight of some names, for a hint that cannot hold them all. */
export const fewOf = (names: readonly string[]): string =>
  names.slice(0, 8).join(', ') + (names.length > 8 ? ', …' : '');
