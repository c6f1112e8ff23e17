import { causeId } from '../report/run/causes.ts';
import type { Progress } from '../state/progress.ts';
import { isTransient } from '../sync/run/dead-letters.ts';
import { keyOfBox, readBoxes } from './issue-marks.ts';
import type { DeskIssue } from './plan-issues.ts';

/**
 * Makes the dead letters due whose boxes *retry* are ticked, in the flows of this run; `progress` is changed in place. Returns the keys of the boxes
 * that were acted on, by the issue's number.
 */
export function retryTicked(
  issues: readonly DeskIssue[],
  progress: Pick<Progress, 'flows'>,
  { selected, nowMs }: { readonly selected: ReadonlySet<string>; readonly nowMs: number },
): ReadonlyMap<number, ReadonlySet<string>> {
  const acted = new Map<number, ReadonlySet<string>>();
  for (const { number, body, mark } of issues) {
    const ticked = readBoxes(body).filter(({ what, isTicked }) => isTicked && what.startsWith('retry'));
    const ready = ticked.filter(({ what, flow }) =>
      what === 'retry-all' ? mark.flows.every((one) => selected.has(one)) : selected.has(flow),
    );
    if (ready.length === 0) continue;
    acted.set(number, new Set(ready.map(keyOfBox)));
    const isAll = ready.some(({ what }) => what === 'retry-all');
    const asked = new Set(ready.map(({ flow, reference }) => `${flow}\n${reference}`));
    for (const flow of mark.flows.filter((one) => selected.has(one))) {
      for (const letter of Object.values(progress.flows[flow]?.deadLetters ?? {})) {
        const isAsked = asked.has(`${flow}\n${letter.reference}`) || (isAll && causeId(letter) === mark.id);
        if (isAsked && !isTransient(letter)) letter.nextAtMs = Math.min(letter.nextAtMs, nowMs);
      }
    }
  }
  return acted;
}
