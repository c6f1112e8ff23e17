import type { SystemFacts } from '../facts.ts';
import { exactOnlineCatalog } from './catalog.ts';
import { alternatives } from './facts/alternatives.ts';
import { lists } from './facts/lists.ts';
import { money } from './facts/money.ts';

/** Exact Online, as the rest of the product may ask of it. */
export const exactOnline: SystemFacts = {
  title: 'Exact Online',
  catalog: exactOnlineCatalog,
  alternatives,
  money,
  lists,
  periods: { resource: 'financial/FinancialPeriods', from: 'StartDate', until: 'EndDate' },
};
