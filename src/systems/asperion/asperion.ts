import { pacedBudget } from '../../http/budget.ts';
import type { SystemFacts } from '../facts.ts';
import { asperionAssumptions } from './assumptions/table.ts';
import { asperionTests } from './assumptions/tests.ts';
import { asperionCatalog } from './catalog.ts';
import { readInFullHours } from './changes.ts';
import { createAsperion } from './client.ts';
import { alternatives } from './facts/alternatives.ts';
import { asperionInDutch } from './facts/dutch.ts';
import { inputs } from './facts/inputs.ts';
import { lists } from './facts/lists.ts';
import { meanings } from './facts/meanings.ts';
import { messages } from './facts/messages.ts';
import { money } from './facts/money.ts';
import { nouns } from './facts/nouns.ts';
import { asperionSettings } from './facts/settings.ts';
import { inspectAsperion } from './inspection.ts';
import { asperionLogin } from './login.ts';
import { asperionNames } from './names.ts';

/** What the rest of the product knows about Asperion. */
export const asperion: SystemFacts<'asperion', typeof asperionSettings> = {
  title: 'Asperion',
  inputs,
  settings: { key: 'asperion', schema: asperionSettings },
  catalog: asperionCatalog,
  example: 'articles',
  outOfUse: 'Inactive',
  alternatives,
  dutch: asperionInDutch,
  unreadable: {
    'articles.image':
      'Asperion accepts an image of an article but never shows it: images go from Exact Online to Asperion only.',
  },
  messages,
  withoutDeletions:
    'Articles are not deleted but become Inactive: map their activeState. To find other deleted records, use a flow with purpose: verify.',
  money,
  nouns,
  lists,
  meanings,
  assumptions: asperionAssumptions,
  pathHint: ' Set the address of a resource with asperion.paths in settings.yml.',

  readsAllAgainHours: readInFullHours,

  fixedLoginDays: ({ loginDays }) => loginDays ?? null,

  // No limit is documented (AS-request-rate).
  budget: ({ settings, sharing, clock, sleep }) =>
    pacedBudget({ perSecond: settings.requestsPerSecond / sharing.administration, clock, sleep }),

  connect({ inputs: { url, identityUrl, administration }, settings, bookYearStart, clock, transport, tokens }) {
    const options = {
      url,
      tenant: administration,
      settings,
      bookYearStart,
      clock,
      transport,
      tokens: tokens(`${identityUrl}${asperionNames.identity.token}`, 0),
    };
    return {
      open: (readFile) => createAsperion({ ...options, readFile }),
      inspect: () => inspectAsperion(options),
      tests: () => asperionTests(options),
    };
  },

  login: asperionLogin,
};
