import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Row } from '../support/rows.ts';
import { namesOf } from '../support/stage.ts';
import { type FirstRun, firstRun } from './first-run.ts';

let stage: FirstRun['stage'];
let run: FirstRun['run'];
let accounts: FirstRun['accounts'];
let contacts: FirstRun['contacts'];
let orders: FirstRun['orders'];
let orderLines: FirstRun['orderLines'];
let articles: FirstRun['articles'];

beforeAll(async () => {
  ({ stage, run, accounts, contacts, orders, orderLines, articles } = await firstRun());
});

afterAll(() => stage[Symbol.asyncDispose]());

test('the run writes debtors and invoices in Asperion, items and prices in Exact Online', () => {
  expect([...new Set(namesOf(run.writes))].sort()).toEqual([
    'asperion POST debtors',
    'asperion POST salesinvoiceswithlines',
    'asperion PUT debtors',
    'exact-online POST logistics/Items',
    'exact-online POST logistics/SalesItemPrices',
    'exact-online PUT logistics/Items',
    'exact-online PUT logistics/SalesItemPrices',
  ]);
  expect(run.writes.filter(({ status }) => status >= 300)).toEqual([]);
});

test('the sources stay as they were', () => {
  expect(stage.exactOnline.rows('Accounts')).toEqual(accounts);
  expect(stage.exactOnline.rows('Contacts')).toEqual(contacts);
  expect(stage.exactOnline.rows('SalesOrders')).toEqual(orders);
  // Exact Online shows the item's new description on lines that are as they were.
  const own = ({ ItemDescription, ...line }: Row): Row => line;
  expect(stage.exactOnline.rows('SalesOrderLines').map(own)).toEqual(orderLines.map(own));
  expect(stage.asperion.rows('articles')).toEqual(articles);
});
