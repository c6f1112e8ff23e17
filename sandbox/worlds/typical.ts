import { landmarks } from '../world/landmarks.ts';
import { createWorld } from '../world/world.ts';
import type { NamedWorld } from './named-world.ts';

const { customers, articles, orders } = landmarks;

/** The company that the demo and the tests use: docs/sandbox.md lists its orders. */
export const typical: NamedWorld = {
  about: 'A coffee roaster with 40 customers, 24 articles and 30 orders.',
  create: () => createWorld(),
  sights: [
    { there: 'Most records are ordinary.', seen: 'Debtors, items, prices and invoices are created.' },
    {
      there: `Customer ${customers.withoutAddress} has no address.`,
      seen: 'It waits: Asperion needs an address.',
    },
    {
      there: `The articles ${articles.unknownUnits.join(' and ')} are sold in units that Exact Online does not have.`,
      seen: 'They wait until tables/units.yml has their units.',
    },
    {
      there: `The totals of order ${orders.totalMismatch} contain a charge that is on no line.`,
      seen: 'It waits: what does not add up is not booked.',
    },
    { there: `The invoice of order ${orders.notPrinted} is not printed.`, seen: 'It waits until it is printed.' },
  ],
};
