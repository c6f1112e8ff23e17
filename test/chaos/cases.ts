import { parseArgs } from 'node:util';
import { shippedFlows } from './mappings.ts';

/** What the command line asks for. */
export interface Wanted {
  readonly flows: readonly string[];
  /** `exactOnline:7`, `asperion:3`, `state:5`; null = all. */
  readonly call: string | null;
  readonly fault: string | null;
  /** So many cases, chosen by the seed; null = all. */
  readonly sample: number | null;
  readonly seed: number;
  readonly jobs: number;
}

export const usage = `npm run chaos -- [options]: every call and every load or save of every shipped flow meets every fault.
  --flow NAME     this flow only (several: repeat it)
  --call PLACE    this call only, such as exactOnline:7, asperion:3 or state:5
  --fault NAME    this fault only
  --sample N      so many cases, chosen by the seed
  --seed N        another choice
  --jobs N        processes at a time, default 2`;

/** Reads the arguments. Throws for unknown ones. */
export function wantedOf(args: readonly string[]): Wanted {
  const { values } = parseArgs({
    args: [...args],
    options: {
      flow: { type: 'string', multiple: true },
      call: { type: 'string' },
      fault: { type: 'string' },
      sample: { type: 'string' },
      seed: { type: 'string', default: '1' },
      jobs: { type: 'string', default: '2' },
    },
  });
  const flows = values.flow ?? shippedFlows;
  const unknown = flows.find((flow) => !shippedFlows.includes(flow));
  if (unknown !== undefined) throw new RangeError(`No flow ${unknown} ships.`);
  return {
    flows,
    call: values.call ?? null,
    fault: values.fault ?? null,
    sample: values.sample === undefined ? null : Number(values.sample),
    seed: Number(values.seed),
    jobs: Number(values.jobs),
  };
}
