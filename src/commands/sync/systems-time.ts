import { ConfigError } from '../../errors/errors.ts';
import { aheadOfServer } from '../../http/server-time.ts';
import { factsOf, systemNames } from '../../systems/registry.ts';
import { DAY_MS, MINUTE_MS } from '../../time.ts';
import type { CommandContext } from '../session.ts';

/** What a clock may be off, ms: less than anything that a run waits for. */
const FINE_MS = 2 * MINUTE_MS;

/**
 * The same context on the time of the systems, if the clock of this machine is off by more than two minutes: cursors, pauses and dated rows are
 * compared with it. The system that it is nearest to counts, because a proxy may answer with an old date. Throws ConfigError `CLOCK` if it is off
 * by more than a day: then nobody knows what else is wrong with this machine. Where no system tells its time, the clock stays.
 */
export async function onSystemsTime(context: CommandContext): Promise<CommandContext> {
  const { inputs, clock, warn } = context;
  const told = await Promise.all(
    systemNames().map((name) => {
      const { url } = factsOf(name).inputs;
      return url === undefined ? null : aheadOfServer(inputs.systems[name].url, url.name, context);
    }),
  );
  const [aheadMs] = told.filter((ms) => ms !== null).sort((left, right) => Math.abs(left) - Math.abs(right));
  if (aheadMs === undefined || Math.abs(aheadMs) <= FINE_MS) return context;
  const side = aheadMs > 0 ? 'ahead of' : 'behind';
  if (Math.abs(aheadMs) > DAY_MS) {
    const days = Math.round(Math.abs(aheadMs) / DAY_MS);
    throw new ConfigError('CLOCK', `The clock of this machine is ${days} days ${side} that of the systems.`, {
      hint: 'Set it by a time server (NTP). Nothing was read or written.',
    });
  }
  const minutes = Math.round(Math.abs(aheadMs) / MINUTE_MS);
  warn(
    `The clock of this machine is ${minutes} minutes ${side} that of the systems, so this run goes by theirs. Set it by a time server (NTP).`,
  );
  return { ...context, clock: () => clock() - aheadMs };
}
