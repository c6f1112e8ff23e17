import type { SystemFacts } from '../facts.ts';
import { asperionCatalog } from './catalog.ts';
import { alternatives } from './facts/alternatives.ts';
import { lists } from './facts/lists.ts';
import { money } from './facts/money.ts';

/** Asperion, as the rest of the product may ask of it. */
export const asperion: SystemFacts = {
  title: 'Asperion',
  catalog: asperionCatalog,
  alternatives,
  unreadable: {
    'articles.image':
      'Asperion takes an image of an article and never shows it: images go from Exact Online to Asperion only.',
  },
  withoutDeletions:
    'Articles that are put away stay and become Inactive: map their activeState. What else is gone, a flow with purpose: verify tells.',
  money,
  lists,
  pathHint: ' The address of a resource is set by asperion.paths in settings.yml.',
};
