import type { SystemFacts } from '../facts.ts';
import { exactOnlineAssumptions } from './assumptions/table.ts';
import { exactOnlineTests } from './assumptions/tests.ts';
import { callShare, exactBudget } from './budget.ts';
import { exactOnlineCatalog } from './catalog.ts';
import { createExactOnline } from './client.ts';
import type { ConnectionOptions } from './connection.ts';
import { alternatives } from './facts/alternatives.ts';
import { exactOnlineInDutch } from './facts/dutch.ts';
import { inputs } from './facts/inputs.ts';
import { limits } from './facts/limits.ts';
import { lists } from './facts/lists.ts';
import { meanings } from './facts/meanings.ts';
import { messages } from './facts/messages.ts';
import { money } from './facts/money.ts';
import { nouns } from './facts/nouns.ts';
import { screens } from './facts/screens.ts';
import { exactOnlineSettings } from './facts/settings.ts';
import { inspectExactOnline } from './inspection.ts';
import { EARLIEST_REFRESH_MS, exactOnlineLogin, tokenUrlOf } from './login.ts';

/** What the rest of the product knows about Exact Online. */
export const exactOnline: SystemFacts<'exactOnline', typeof exactOnlineSettings> = {
  title: 'Exact Online',
  inputs,
  settings: { key: 'exactOnline', schema: exactOnlineSettings },
  catalog: exactOnlineCatalog,
  example: 'crm/Accounts',
  outOfUse: 'ended',
  alternatives,
  dutch: exactOnlineInDutch,
  messages,
  money,
  nouns,
  screens,
  lists,
  meanings,
  assumptions: exactOnlineAssumptions,
  limits,
  // EX-financial-periods
  periods: { resource: 'financial/FinancialPeriods', from: 'StartDate', until: 'EndDate' },

  budget: ({ settings, sharing, ...context }) => {
    const { callsPerMinute: perMinute, callsPerDay: perDay } = settings;
    return exactBudget({ ...context, perMinute, perDay, share: callShare(settings, sharing) });
  },

  connect({ inputs: { url, administration }, bookYearStart, maxFileBytes, clock, transport, tokens }) {
    const options: ConnectionOptions = {
      url,
      division: administration,
      clock,
      maxFileBytes,
      transport,
      tokens: tokens(tokenUrlOf(url), EARLIEST_REFRESH_MS),
    };
    return {
      open: () => createExactOnline(options),
      inspect: () => inspectExactOnline(options),
      tests: () => exactOnlineTests(options, bookYearStart),
    };
  },

  login: (addresses) => exactOnlineLogin(addresses),
};
