import { describe, expect, test } from 'vitest';
import type { FlowStep } from '../../src/config/flow-schema.ts';
import { config } from './asperion-documents.ts';

const flowOf = (name: string) => {
  const source = config.flows.find((flow) => flow.name === name);
  if (source === undefined) throw new Error(`no flow ${name}`);
  return source.flow;
};

/** The step of a flow that makes accounts, its names without the relation that they belong to. */
function accountStep(name: string): { readonly step: FlowStep; readonly names: unknown } {
  const { steps, let: names } = flowOf(name);
  const step = steps.find(({ id }) => id === 'account');
  if (step === undefined) throw new Error(`${name} has no step account`);
  return JSON.parse(JSON.stringify({ step, names }).replaceAll('debtor.', ''));
}

describe('customers that come with a document of Asperion', () => {
  test.each([
    'invoices.asperion-to-exact-online',
    'invoices-as-invoices.asperion-to-exact-online',
    'orders.asperion-to-exact-online',
  ])('%s makes them as the flow of customers does', (name) => {
    expect(accountStep(name)).toEqual(accountStep('customers.asperion-to-exact-online'));
  });
});
