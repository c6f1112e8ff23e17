import type { Figure } from '../figures.ts';
import { type Counted, countCalls } from './scenarios.ts';

/** How many times fewer calls than the usual sequence are wanted. */
const FEWER = 3;

/** Calls of the bundle for so many records of each kind, beside the floor and the usual sequence. */
export async function callFigures(records: number): Promise<readonly Figure[]> {
  const counted = await countCalls(records, true);
  for (const { name, byKind } of counted) {
    console.log(`\n${name}`);
    for (const [kind, count] of Object.entries(byKind)) console.log(`${String(count).padStart(8)} ${kind}`);
  }
  return counted.flatMap(figuresOf);
}

function figuresOf({ name, records, calls, floor, target, baseline }: Counted): readonly Figure[] {
  const count = records.toLocaleString('en-US');
  const title = floor < records ? name : `${count} ${name}`;
  const own: Figure = {
    name: title,
    value: calls,
    unit: 'calls',
    comparedWith: `the floor of ${floor.toLocaleString('en-US')}`,
    ratio: calls / floor,
    wanted: { is: 'at most', value: target, of: 'ratio' },
  };
  if (baseline === null) return [own];
  const usual: Figure = {
    name: `${title}, the usual sequence`,
    value: baseline,
    unit: 'calls',
    comparedWith: 'ours',
    ratio: baseline / calls,
    wanted: floor < records ? null : { is: 'at least', value: FEWER, of: 'ratio' },
  };
  return [own, usual];
}
