import { factsOfCode } from '../../errors/codes.ts';
import type { AlarmMemory } from '../../state/alarm-memory.ts';
import { DAY_MS } from '../../time.ts';
import { type Cause, causesOf } from '../run/causes.ts';
import type { FlowReport, RunReport } from '../run-report.ts';
import type { OutageReport } from './alarm-report.ts';

/** An outage of this run, and whether it is to be told. */
export interface StandingOutage extends OutageReport {
  /** Its place in the memory of what was told. */
  readonly id: string;
  readonly flows: readonly string[];
  /** It was not told yet, and lasts. */
  readonly isFresh: boolean;
}

/** The outages of a run, and the memory of them that the next run gets. */
export interface Outages {
  readonly standing: readonly StandingOutage[];
  readonly next: AlarmMemory['outages'];
  /** Systems whose told outage ended in this run. */
  readonly answering: readonly string[];
}

/** True for a stop that the next run may get over by itself. */
export function isOutage({ kind, code }: Cause): boolean {
  const facts = factsOfCode(code);
  return kind === 'stopped' && facts?.class === 'transient' && facts.isUrgent !== true;
}

/** The id under which an outage is told. */
export const outageId = (key: string): string => `outage/${key}`;

/**
 * The outages of a run, each since when it lasts. An outage that returns within a day of its end is the same one: it is told again only if
 * it then lasts for a day. Pure.
 */
export function outagesIn(report: RunReport, memory: AlarmMemory, nowMs: number, afterMs: number): Outages {
  const stops = Map.groupBy(causesOf(report).filter(isOutage), keyOf);
  const next: AlarmMemory['outages'] = {};
  const answering: string[] = [];
  for (const [key, outage] of Object.entries(memory.outages)) {
    if (stops.has(key)) continue;
    const wasTold = memory.told[outageId(key)] !== undefined;
    if (outage.overAtMs === null && !answers(report.flows, key)) next[key] = outage;
    else if (outage.overAtMs === null && wasTold) {
      next[key] = { ...outage, overAtMs: nowMs };
      if (factsOfCode(key) === undefined) answering.push(key);
    } else if (outage.overAtMs !== null && nowMs - outage.overAtMs <= DAY_MS) next[key] = outage;
  }
  const standing = [...stops].map(([key, causes]): StandingOutage => {
    const known = memory.outages[key];
    const sinceMs = known === undefined || known.overAtMs !== null ? nowMs : known.sinceMs;
    next[key] = { sinceMs, overAtMs: null };
    const told = memory.told[outageId(key)];
    const isLong = nowMs - sinceMs >= (told === undefined ? afterMs : DAY_MS);
    const [{ outage, reason }] = causes as [Cause, ...Cause[]];
    return {
      id: outageId(key),
      system: outage?.system ?? null,
      why: outage?.why ?? null,
      message: reason,
      since: new Date(sinceMs).toISOString(),
      flows: [...new Set(causes.flatMap(({ flows }) => flows))],
      isFresh: isLong && (told === undefined || told.atMs < sinceMs),
      isYoung: told === undefined && !isLong,
    };
  });
  return { standing, next, answering };
}

const keyOf = ({ outage, code }: Cause): string => outage?.system ?? code;

/** True if a flow that came to its end has called this system; for a code, if nothing stopped at all. */
function answers(flows: readonly FlowReport[], key: string): boolean {
  const good = flows.filter(({ status }) => status === 'ok');
  if (good.length === flows.length && factsOfCode(key) !== undefined) return flows.length > 0;
  return good.some(({ calls }) => Object.keys(calls).some((call) => call.startsWith(`${key} `)));
}
