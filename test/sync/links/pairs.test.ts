import { describe, expect, it } from 'vitest';
import { inOrder } from '../../../src/sync/links/pairs.ts';
import { compile } from '../../support/engine.ts';
import { customers } from '../../support/samples.ts';

/** Given the wrong way round. */
const order = (files: Readonly<Record<string, string>>) =>
  inOrder(compile(files).programs.toReversed()).map(({ name }) => name);

describe('the order of flows', () => {
  it('is that in which records depend on one another, whatever the alphabet says', () => {
    const names = [
      'customers.a',
      'products.a',
      'prices.a',
      'orders.a',
      'invoices.a',
      'entries.a',
      'stock.a',
      'a.stock',
    ];
    const files = Object.fromEntries([...names].sort().map((name) => [`${name}.yml`, customers({})]));
    expect(order(files)).toEqual(names);
  });

  it('ends with those that verify, whatever they are called', () => {
    expect(
      order({
        'customers.check.yml': customers({ head: 'purpose: verify' }).replace('    update: true\n', ''),
        'stock.yml': customers({}),
        'zebra.yml': customers({}),
      }),
    ).toEqual(['stock', 'zebra', 'customers.check']);
  });

  it('begins with the flow whose source wins among flows of one kind, then goes by name', () => {
    expect(
      order({
        'customers.a.yml': customers({ head: 'winner: dead-letter' }),
        'customers.c.yml': customers({}),
        'customers.b.yml': customers({}),
        'products.yml': customers({}),
      }),
    ).toEqual(['customers.b', 'customers.c', 'customers.a', 'products']);
  });
});
