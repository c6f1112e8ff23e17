import type { Transport } from '../http/transport.ts';
import { systemNames, titleOf } from '../systems/registry.ts';
import { type Finding, notChecked, ok, warning } from './finding.ts';

/** How far our clock is ahead of each system's, ms; negative = behind. Systems that gave no time are left out. */
export type Skews = ReadonlyMap<string, number>;

/** Beyond this the margin of a token's life is used up: an expired token counts as valid, or the reverse. */
const TOO_FAR_MS = 30_000;

/** A `Date` header has whole seconds. */
const RESOLUTION_MS = 1000;

/** The same transport; `skews` learns from the `Date` header of every answer, the nearest counts. */
export function watchClocks(transport: Transport, clock: () => number): Transport & { readonly skews: Skews } {
  const skews = new Map<string, number>();
  return {
    calls: transport.calls,
    skews,
    async send(request) {
      const response = await transport.send(request);
      const told = Date.parse(response.headers.date ?? '');
      if (Number.isNaN(told)) return response;
      const skew = skewOf(clock(), told);
      const known = skews.get(request.system);
      if (known === undefined || Math.abs(skew) < Math.abs(known)) skews.set(request.system, skew);
      return response;
    },
  };
}

/** The second that the header cannot show is a tolerance. */
function skewOf(ownMs: number, toldMs: number): number {
  const difference = ownMs - toldMs;
  if (difference >= 0) return Math.max(0, difference - RESOLUTION_MS);
  return difference;
}

/** Judges our clock by the systems' times. Pure. */
export function judgeClocks(skews: Skews): readonly Finding[] {
  return systemNames().map((system) => {
    const skewMs = skews.get(system);
    if (skewMs === undefined) return notChecked('clock', `${titleOf(system)} gave no time.`);
    const seconds = Math.round(Math.abs(skewMs) / 1000);
    if (Math.abs(skewMs) <= TOO_FAR_MS) {
      return ok('clock', `This machine's clock is within ${Math.max(1, seconds)} s of ${titleOf(system)}'s.`);
    }
    const says = `This machine's clock is ${seconds} s ${skewMs > 0 ? 'ahead of' : 'behind'} ${titleOf(system)}'s.`;
    return warning('clock', says, 'Set the clock of the runner by a time server (NTP): tokens depend on it.');
  });
}
