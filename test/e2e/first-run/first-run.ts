import type { Stage, StageRun } from '../../../sandbox/stage.ts';
import type { Rows } from '../support/rows.ts';
import { setStage } from '../support/stage.ts';

/** The first sync of the sandbox company: the sources, and the targets before and after it. */
export interface FirstRun extends Targets {
  readonly stage: Stage;
  readonly run: StageRun;
  readonly accounts: Rows;
  readonly contacts: Rows;
  readonly orders: Rows;
  readonly orderLines: Rows;
  readonly articles: Rows;
  readonly before: Targets;
}

interface Targets {
  readonly debtors: Rows;
  readonly invoices: Rows;
  readonly items: Rows;
  readonly prices: Rows;
}

/** Runs it. The caller disposes of the stage. */
export async function firstRun(): Promise<FirstRun> {
  const stage = await setStage();
  const { exactOnline, asperion } = stage;
  const targets = (): Targets =>
    structuredClone({
      debtors: asperion.rows('debtors'),
      invoices: asperion.rows('salesinvoiceswithlines'),
      items: exactOnline.rows('Items'),
      prices: exactOnline.rows('SalesItemPrices'),
    });
  const before = targets();
  const sources = {
    accounts: exactOnline.rows('Accounts'),
    contacts: exactOnline.rows('Contacts'),
    orders: exactOnline.rows('SalesOrders'),
    orderLines: exactOnline.rows('SalesOrderLines'),
    articles: asperion.rows('articles'),
  };
  const run = await stage.run();
  return { stage, run, ...sources, before, ...targets() };
}
