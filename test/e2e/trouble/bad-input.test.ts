import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Stage } from '../../../sandbox/stage.ts';
import { expectProblems, type Problem, STACK } from '../support/problems.ts';
import { setStage, smallWorld } from '../support/stage.ts';

const customers = 'customers.exact-online-to-asperion.yml';
const products = 'products.asperion-to-exact-online.yml';
const orders = 'orders.exact-online-to-asperion.yml';
const debtor = 'parts/debtor.yml';
const invoice = 'parts/invoice.yml';

describe('the action reports a mistake', () => {
  let stage: Stage;
  let original: string;

  beforeAll(async () => {
    stage = await setStage({ world: smallWorld() });
    original = join(stage.temp, 'original');
    await cp(join(stage.workspace, 'mappings'), original, { recursive: true });
  });
  afterAll(() => stage[Symbol.asyncDispose]());
  afterEach(async () => {
    await rm(join(stage.workspace, 'mappings'), { recursive: true });
    await cp(original, join(stage.workspace, 'mappings'), { recursive: true });
  });

  /** Puts one text in the place of another in a file of the mappings. */
  async function change(file: string, from: string, to: string): Promise<void> {
    const text = await readFile(stage.mapping(file), 'utf8');
    if (text.split(from).length !== 2) throw new Error(`${file} does not hold "${from}" once.`);
    await writeFile(
      stage.mapping(file),
      text.replace(from, () => to),
    );
  }

  /** Runs, and expects these problems and not one call: none of tokens, and nothing saved either. */
  async function expectRefusal(
    problems: readonly Problem[],
    inputs: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    const run = await stage.run({ inputs });
    await expectProblems(stage, run, problems);
    expect(stage.exactOnline.requests).toEqual([]);
    expect(stage.asperion.requests).toEqual([]);
    expect(stage.github.entries).toEqual([]);
    expect(run.outputs).toEqual({});
    expect(run.summary).toContain(`The run did not begin, and nothing was written: ${problems.length} problem`);
    for (const { code } of problems) expect(run.summary).toContain(code);
  }

  describe('in YAML', () => {
    test('a bracket that is never closed is one problem, on its line', async () => {
      await change(customers, 'steps:\n  - id', 'steps: [\n  - id');
      await expectRefusal([
        { code: 'YAML_SYNTAX', in: customers, at: '- id: debtor', says: ['not valid YAML', 'bracket'] },
      ]);
    });

    test('a table value that the target cannot hold, at its place in the table', async () => {
      await change('tables/payment-conditions.yml', '"60": 3', '"60": sixty');
      const problem = { code: 'BAD_VALUE', in: 'tables/payment-conditions.yml', at: 'sixty', says: ['whole number'] };
      await expectRefusal([problem]);
    });

    test('a flow in links.yml that does not exist', async () => {
      await writeFile(stage.mapping('links.yml'), 'customer.exact-online-to-asperion: { "20001": "10002" }\n');
      await expectRefusal([
        {
          code: 'UNKNOWN_FLOW',
          in: 'links.yml',
          at: 'customer.',
          says: ['Did you mean "customers.exact-online-to-asperion"?'],
        },
      ]);
    });

    test('many at once, whatever their kind and file', async () => {
      await change(orders, 'cancelled:', 'canceled:');
      await change(debtor, 'city: $customer.City', 'city: $customer.Citty');
      await change(products, ' Unit: {', ' Unnit: {');
      await change(invoice, 'customer.PaymentConditionSales', 'customer.PaymentConditionSale');
      await change(
        orders,
        '- { table: payment-conditions, key: PaymentCondition }',
        '- { table: payment-conditions, key: PaymentConditions }',
      );
      await expectRefusal([
        { code: 'UNKNOWN_KEY', in: orders, at: 'canceled', says: ['cancelled'] },
        { code: 'UNKNOWN_FIELD', in: debtor, at: 'Citty', says: ['City'] },
        { code: 'UNKNOWN_FIELD', in: products, at: 'Unnit', says: ['Unit'] },
        { code: 'UNKNOWN_FIELD', in: invoice, at: 'PaymentConditionSale ', says: ['PaymentConditionSales'] },
        { code: 'UNKNOWN_FIELD', in: orders, at: 'key: PaymentConditions }', says: ['PaymentCondition'] },
      ]);
    });
  });

  describe('in the inputs', () => {
    test('a missing secret, and where to get it', async () => {
      await expectRefusal(
        [
          {
            code: 'MISSING_INPUT',
            says: ['"exact-online-client-secret" is missing', 'under "with:" in the workflow', 'arrives empty'],
          },
        ],
        { 'exact-online-client-secret': '' },
      );
    });

    test('all missing and wrong ones at once', async () => {
      await expectRefusal(
        [
          { code: 'MISSING_INPUT', says: ['asperion-tenant'] },
          { code: 'WRONG_INPUT', says: ['"fail-on"', 'never'] },
          { code: 'INSECURE_URL', says: ['"asperion-url" must start with https:'] },
        ],
        { 'asperion-tenant': '', 'fail-on': 'nevver', 'asperion-url': 'http://api.asperion.example' },
      );
    });

    test('a state key that is too short, without showing it', async () => {
      await expectRefusal([{ code: 'WRONG_INPUT', says: ['"state-key" is too short', '32 characters'] }], {
        'state-key': 'hunter2-hunter2',
      });
    });

    test('a company that settings.yml does not list', async () => {
      const says = ['lists no administration "noord"'];
      await expectRefusal([{ code: 'UNKNOWN_ADMINISTRATION', says }], { mode: 'shards', administration: 'noord' });
    });

    test('an unknown flow', async () => {
      await expectRefusal([{ code: 'UNKNOWN_FLOW', says: ['"orders"', 'orders.exact-online-to-asperion'] }], {
        flows: 'orders',
      });
    });

    test('a folder of mappings that does not exist', async () => {
      await expectRefusal([{ code: 'NO_MAPPINGS', says: ['"mapings"', 'inputs "mappings" and "base"'] }], {
        mappings: 'mapings',
      });
    });
  });

  test('with a stack trace only for those who ask for it', async () => {
    const run = await stage.run({ inputs: { flows: 'orders' }, env: { RUNNER_DEBUG: '1' } });
    expect(run.log).toMatch(STACK);
  });
});
