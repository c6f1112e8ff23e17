import type { z } from 'zod';
import type { CallLimits } from '../../facts.ts';
import { announcedPerDay, callShare } from '../budget.ts';
import { EARLIEST_REFRESH_MS } from '../login.ts';
import type { exactOnlineSettings } from './settings.ts';

/** The limits that a schedule must keep to (EX-token-lifetimes, EX-token-calls-per-day, EX-rate-limits). */
export const limits: CallLimits<z.output<typeof exactOnlineSettings>> = {
  callsPerDay: (settings, snapshot, administration) =>
    announcedPerDay(snapshot, administration) ?? settings.callsPerDay,
  share: (settings, sharing) => callShare(settings, sharing).perDay,
  // One call per feed; two for documents whose lines move separately.
  idleCalls({ feed }, fields) {
    if (feed === undefined) return 0;
    const hasLines =
      feed.kind === 'headers-and-lines' && fields.some((field) => field.startsWith(`${feed.linesField}.`));
    return hasLines ? 2 : 1;
  },
  tokens: { earliestRenewalS: EARLIEST_REFRESH_MS / 1000, perDay: 200, loginDays: 30 },
};
