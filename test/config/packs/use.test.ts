import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadConfig, loadSettings } from '../../../src/config/config.ts';
import { problemsOf, workspaceWith } from '../folder.ts';
import { BASE, loaded, mergedFlow, problemsWith } from './packs.ts';

const PACK = {
  '../pack/orders.yml': BASE,
  '../pack/tables/units.yml': 'stuk: stuk\ndoos: doos\n',
  '../pack/tables/accounts.yml': 'NL: "8000"\n',
  '../pack/values.yml': 'tables: { accounts: the accounts of the example }\n',
  '../pack/settings.yml': 'asperion: { pageSize: 50 }\ntests: { rules: 100 }\n',
};

describe('a folder that builds on another one', () => {
  test('has its flows, those that are on', () => {
    const files = {
      ...PACK,
      'settings.yml': 'use: ../pack\nflows: [orders]\nvalues: { prefix: EO- }\n',
    };
    const { flows } = loaded(files);
    expect(flows.map(({ name, file, flow }) => [name, file, flow.enabled])).toEqual([
      ['orders', 'pack/orders.yml', true],
    ]);
  });

  test('has a flow of its own beside them, which runs if the list names it', () => {
    const mine = BASE.replace('enabled: false\n', '');
    const files = {
      ...PACK,
      'mine.yml': mine,
      'settings.yml': 'use: ../pack\nflows: [orders]\nvalues: { prefix: EO- }\n',
    };
    const { flows } = loaded(files);
    expect(flows.map(({ name, flow }) => [name, flow.enabled])).toEqual([
      ['mine', false],
      ['orders', true],
    ]);
  });

  describe('does not read a flow of it that is off', () => {
    const files = {
      ...PACK,
      '../pack/others.yml': BASE.replace('enabled: false', 'enabled: true'),
      'settings.yml': 'use: ../pack\nflows: [orders]\nvalues: { prefix: EO- }\n',
    };
    const flowsOf = (asked: readonly string[] | null, more: Readonly<Record<string, string>> = {}) => {
      using folder = workspaceWith({ ...files, ...more });
      const { flows } = loadConfig('mappings', folder.workspace, { asked });
      return flows.map(({ name, flow, isOnlyPinned = false }) => ({ name, isOn: flow.enabled, isOnlyPinned }));
    };
    const orders = { name: 'orders', isOn: true, isOnlyPinned: false };
    const others = { name: 'others', isOn: false, isOnlyPinned: false };

    test('unless a run asks for it, and it stays off', () => {
      expect(flowsOf(null)).toEqual([orders]);
      expect(flowsOf(['others'])).toEqual([orders, others]);
      expect(flowsOf(['other'])).toEqual([orders]);
    });

    test('but knows its name in links.yml and paused.yml', () => {
      const pause = '- { flow: others, until: 2026-12-05, by: Anna, why: New rows }\n';
      expect(flowsOf(null, { 'paused.yml': pause })).toEqual([orders]);
      const pinned = { ...others, isOnlyPinned: true };
      expect(flowsOf(null, { 'links.yml': 'others: { "26000020": skip }\n' })).toEqual([orders, pinned]);
      expect(problemsWith({ ...files, 'links.yml': 'another: { "26000020": skip }\n' })).toEqual([
        expect.stringMatching(/^UNKNOWN_FLOW mappings\/links\.yml:1:1 /),
      ]);
    });

    test('and asks for its values only if it is to run', () => {
      const broken = { '../pack/others.yml': BASE.replace('expr: customer.City', 'expr: $values.city') };
      const declared = { '../pack/values.yml': 'values:\n  city: { type: text, about: the city }\n' };
      const more = { ...broken, ...declared };
      expect(flowsOf(null, { ...more, 'links.yml': 'others: { "26000020": skip }\n' })).toHaveLength(2);
      using folder = workspaceWith({ ...files, ...more });
      expect(problemsOf(() => loadConfig('mappings', folder.workspace, { asked: ['others'] }))).toEqual([
        expect.stringMatching(
          /^VALUE_MISSING mappings\/settings\.yml:1:1 The value "city" is not set; others needs it/,
        ),
      ]);
    });
  });

  test('has its settings but for those of the tests, and its own go first', () => {
    using folder = workspaceWith({ ...PACK, 'settings.yml': 'use: ../pack\nasperion: { recentDays: 5 }\n' });
    const settings = loadSettings('mappings', folder.workspace);
    expect(settings.asperion).toMatchObject({ pageSize: 50, recentDays: 5 });
    expect(settings.tests.rules).toBe(0);
  });

  test('has the rows of its tables, but not those of the example company', () => {
    const files = {
      ...PACK,
      'settings.yml': 'use: ../pack\nflows: [orders]\nvalues: { prefix: EO- }\n',
      'tables/units.yml': 'kg: kg\ndoos: { remove: true }\n',
    };
    const { tables } = loaded(files);
    expect(Object.fromEntries(tables.get('units')?.rows ?? [])).toEqual({ stuk: 'stuk', kg: 'kg' });
    expect(tables.get('units')?.file).toBe('mappings/tables/units.yml');
    expect(tables.get('accounts')?.rows.size).toBe(0);
  });

  test('reads a table of the action only if a flow names it, or somebody asks for its rows', () => {
    using folder = workspaceWith({
      '../action/orders.yml': BASE.replace('city: {', 'country: { table: units, key: customer.City }\n      city: {'),
      '../action/tables/units.yml': 'stuk: stuk\n',
      '../action/tables/kinds.yml': 'doos: "1"\n',
      '../action/tables/torn.yml': 'doos: {\n',
      'settings.yml': 'use: shipped\nflows: [orders]\nvalues: { prefix: EO- }\n',
    });
    const shipped = { root: path.join(folder.workspace, 'action'), name: 'shipped' };
    const { tables } = loadConfig('mappings', folder.workspace, { shipped });
    expect([...tables.keys()].sort()).toEqual(['kinds', 'torn', 'units']);
    expect(Object.fromEntries(tables.get('kinds')?.rows ?? [])).toEqual({ doos: '1' });
    expect(tables.get('kinds')?.at(['doos'])).toEqual({ file: 'shipped/tables/kinds.yml', line: 1, column: 7 });
    expect(tables.get('torn')?.rows.size).toBe(0);
  });

  test('extends the flow of the same name', () => {
    const files = {
      ...PACK,
      'settings.yml': 'use: ../pack\nflows: [orders]\nvalues: { prefix: EO- }\n',
      'orders.yml': 'extends: shipped\nlimit: 5\n',
    };
    expect(mergedFlow(files).flow).toMatchObject({ limit: 5, enabled: true, to: 'asperion' });
    expect(mergedFlow(files).file).toBe('mappings/orders.yml');
  });

  test('may build on the shipped flows', () => {
    const files = {
      'settings.yml': 'use: shipped\nflows: [products.exact-online-to-asperion]\nvalues: { prefix: EO- }\n',
      'tables/sales-types.yml': '# none\n',
      'tables/article-categories.yml': '# none\n',
    };
    const { flows } = loaded(files);
    expect(flows.map(({ name, file }) => [name, file])).toEqual([
      ['products.exact-online-to-asperion', 'shipped/products.exact-online-to-asperion.yml'],
    ]);
  });

  test('may build on a folder that builds on another one', () => {
    const files = {
      ...PACK,
      '../middle/settings.yml': 'use: ../pack\nflows: [orders]\nvalues: { prefix: AC- }\n',
      '../middle/orders.yml': 'extends: shipped\nlimit: 9\n',
      'settings.yml': 'use: ../middle\n',
    };
    expect(mergedFlow(files).flow.limit).toBe(9);
  });
});

test('a table that each company writes is asked for once, and may be empty', () => {
  const uses = BASE.replace('name: customer.Name', 'name: { table: accounts, key: customer.Country }');
  const files = {
    ...PACK,
    '../pack/orders.yml': uses,
    'settings.yml': 'use: ../pack\nflows: [orders]\nvalues: { prefix: EO- }\n',
  };
  expect(problemsWith(files)).toEqual([
    'TABLE_MISSING mappings/settings.yml:1:1 The table accounts is not there; orders needs it. | Write mappings/tables/accounts.yml with the rows of your company (the accounts of the example). What has no row waits, so leave a file empty only if nothing needs it.',
  ]);
  expect(loaded({ ...files, 'tables/accounts.yml': '# none\n' }).tables.get('accounts')).toMatchObject({
    mayBeEmpty: true,
  });
  const between = {
    ...files,
    '../middle/settings.yml': 'use: ../pack\n',
    'settings.yml': 'use: ../middle\nflows: [orders]\nvalues: { prefix: EO- }\n',
  };
  expect(problemsWith(between)).toEqual([expect.stringContaining('TABLE_MISSING mappings/settings.yml:1:1')]);
  const shared = loaded({ ...between, '../middle/tables/accounts.yml': 'NL: "1"\n' });
  expect([...(shared.tables.get('accounts')?.rows ?? [])]).toEqual([['NL', '1']]);
});

describe('a folder that cannot be built on', () => {
  const problems = (use: string, files: Readonly<Record<string, string>> = {}) =>
    problemsWith({ 'orders.yml': BASE, ...files, 'settings.yml': `use: ${use}\n` });

  test.each(['/etc', '../../elsewhere', '..\\..\\x/../../..'])('leads out of the workspace: %s', (use) => {
    expect(problems(use)[0]).toMatch(/^(PACK_OUTSIDE|NO_MAPPINGS) mappings\/settings\.yml:1:6 /);
  });

  test('is not there', () => {
    expect(problems('../pack')[0]).toBe(
      'NO_MAPPINGS mappings/settings.yml:1:6 There is no folder "../pack". | Write "use: shipped", or the path of a folder relative to this file.',
    );
  });

  test('is that of an action of which only a part is there', () => {
    using folder = workspaceWith({ 'settings.yml': 'use: shipped\nflows: [stock]\nvalues: { prefix: EO- }\n' });
    const shipped = { root: path.join(folder.workspace, 'nowhere'), name: 'shipped' };
    expect(problemsOf(() => loadConfig('mappings', folder.workspace, { shipped }))).toEqual([
      'NO_MAPPINGS mappings/settings.yml:1:6 The mappings that come with the action are missing. | Check out the whole repository of the action: its folder mappings lies beside action.',
    ]);
  });

  test('builds on this one', () => {
    expect(problems('../pack', { '../pack/settings.yml': 'use: ../mappings\n' })[0]).toBe(
      'EXTENDS_CYCLE pack/settings.yml:1:6 These folders build on one another. | Remove this "use".',
    );
  });

  test('has what another one has', () => {
    const files = { '../pack/stock.yml': BASE, '../other/stock.yml': BASE };
    expect(problems('[../pack, ../other]', files)[0]).toBe(
      'PACK_TWICE mappings/settings.yml:1:6 pack and other both have stock.yml. | Write stock.yml in this folder, or build on one of the two.',
    );
  });

  test('sets what another one sets differently, until this folder decides', () => {
    const files = {
      '../pack/settings.yml': 'values: { prefix: AA- }\nbookYear: { start: "01-01" }\n',
      '../other/settings.yml': 'values: { prefix: BB- }\nbookYear: { start: "01-01" }\n',
    };
    expect(problems('[../pack, ../other]', files)).toEqual([
      'PACK_TWICE mappings/settings.yml:1:6 pack/settings.yml and other/settings.yml set values.prefix differently. | Set values.prefix in this folder.',
    ]);
    const decided = 'use: [../pack, ../other]\nvalues: { prefix: CC- }\n';
    expect(loaded({ 'orders.yml': BASE, ...files, 'settings.yml': decided }).settings.externalKeys.prefix).toBe('CC-');
  });

  test('lacks a flow that is to run', () => {
    expect(problemsWith({ 'orders.yml': BASE, 'settings.yml': 'flows: [order]\n' })).toEqual([
      'UNKNOWN_FLOW mappings/settings.yml:1:9 There is no flow "order". | Did you mean "orders"?',
    ]);
    expect(problemsWith({ 'orders.yml': BASE, 'settings.yml': 'flows: [stock]\n' })).toEqual([
      'UNKNOWN_FLOW mappings/settings.yml:1:9 There is no flow "stock". | There are: orders.',
    ]);
    const pack = { '../pack/orders.yml': BASE, 'settings.yml': 'use: ../pack\nflows: [stock]\n' };
    expect(problemsWith(pack)).toContain(
      'UNKNOWN_FLOW mappings/settings.yml:2:9 There is no flow "stock". | There are: orders.',
    );
    expect(problemsWith({ 'settings.yml': 'flows: [mine]\n' })).toEqual([
      'UNKNOWN_FLOW mappings/settings.yml:1:9 There is no flow "mine". | Write "use: shipped" in settings.yml to build on the shipped flows.',
    ]);
  });
});

describe('a folder within a folder of mappings', () => {
  const USED = {
    'settings.yml': 'use: ./packs/retail\nflows: [orders]\nvalues: { prefix: EO- }\n',
    'packs/retail/orders.yml': BASE,
  };

  test('may be one that it builds on, also by way of another, without settings of its own', () => {
    expect(loaded(USED).flows.map(({ file }) => file)).toEqual(['mappings/packs/retail/orders.yml']);
    const chained = {
      'settings.yml': 'use: ../group\nflows: [orders]\nvalues: { prefix: EO- }\n',
      '../group/settings.yml': 'use: ../mappings/packs/retail\n',
      'packs/retail/orders.yml': BASE,
    };
    expect(loaded(chained).flows).toHaveLength(1);
  });

  test('may hold files of other tools, also some with keys of flows', () => {
    const others = { 'k8s/lint.yml': 'extends: default\nrules: {}\n', 'k8s/pipe.yml': 'from: x\nsteps: []\n' };
    expect(loaded({ ...USED, ...others }).flows).toHaveLength(1);
  });

  test.each([
    ['a flow', BASE],
    ['one that extends a flow', 'extends: orders\n'],
    ['one that extends the shipped one', 'extends: shipped\n'],
    ['one that verifies a flow', 'verify: orders\n'],
  ])('is refused if it holds %s that nothing reads, whatever stands beside it', (_, text) => {
    const files = { ...USED, 'archive/a.yml': 'extends: default\n', 'archive/orders.yml': text };
    expect(problemsWith(files)).toEqual([
      'FILE_NAME mappings/archive/orders.yml:1:1 Files in the folder mappings/archive are not read. | Move it to mappings/orders.yml, or delete what is not to be read.',
    ]);
  });
});
