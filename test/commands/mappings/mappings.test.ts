import { cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadConfig } from '../../../src/config/config.ts';
import { lockText } from '../../../src/config/packs/lock.ts';
import { isSame } from '../../../src/config/packs/overrides.ts';
import { problemsOf, workspaceWith } from '../../config/folder.ts';
import { BASE } from '../../config/packs/packs.ts';
import { problemOf, run } from './run.ts';

const root = path.join(import.meta.dirname, '../../..');

const PACK = {
  '../pack/orders.yml': BASE,
  'settings.yml': 'use: ../pack\nflows: [orders]\nvalues: { prefix: EO- }\n',
  'orders.yml':
    'extends: shipped\nsteps: { debtor: { fields: { name: { write: create }, city: { remove: true } } } }\n',
};

describe('mappings show', () => {
  it('writes a flow out with file and line of each value, and reads it again as the same', () => {
    using folder = workspaceWith(PACK);
    const shown = run(folder.workspace, 'show', 'orders');
    expect(shown).toContain('# orders, put together from mappings/orders.yml, pack/orders.yml\n');
    expect(shown).toContain(
      '      name:\n        expr: customer.Name # pack/orders.yml:15\n        write: create # mappings/orders.yml:2\n',
    );
    expect(shown).toContain('    match: [characteristic5] # pack/orders.yml:11\n');
    expect(shown).not.toContain('customer.City');
    using again = workspaceWith({ 'orders.yml': shown });
    const flowIn = (workspace: string) => loadConfig('mappings', workspace).flows[0]?.flow;
    expect({ ...flowIn(again.workspace), enabled: true }).toEqual(flowIn(folder.workspace));
  });

  it('says the same of every shipped flow', () => {
    const { flows } = loadConfig('mappings', root);
    const files = Object.fromEntries(flows.map(({ name }) => [`${name}.yml`, run(root, 'show', name)]));
    using again = workspaceWith(files);
    cpSync(path.join(root, 'mappings/tables'), path.join(again.workspace, 'mappings/tables'), { recursive: true });
    cpSync(path.join(root, 'mappings/settings.yml'), path.join(again.workspace, 'mappings/settings.yml'));
    for (const name of ['values.yml']) {
      const place = path.join(root, 'mappings', name);
      if (existsSync(place)) cpSync(place, path.join(again.workspace, 'mappings', name));
    }
    const read = loadConfig('mappings', again.workspace).flows;
    expect(read.filter(({ flow }, at) => !isSame(flow, flows[at]?.flow)).map(({ name }) => name)).toEqual([]);
    expect(read).toHaveLength(flows.length);
  });

  it('knows the names of all flows', () => {
    using folder = workspaceWith(PACK);
    expect(problemOf(() => run(folder.workspace, 'show', 'order'))).toBe(
      'UNKNOWN_FLOW There is no flow "order". Did you mean orders?',
    );
    expect(problemOf(() => run(folder.workspace, 'show'))).toContain('mappings show needs the name of a flow.');
    expect(problemOf(() => run(folder.workspace, 'shw', 'orders'))).toContain('Did you mean mappings show?');
  });
});

describe('mappings list', () => {
  it('tells which flows are on and where each is written', () => {
    using folder = workspaceWith({ ...PACK, '../pack/stock.yml': BASE });
    expect(run(folder.workspace, 'list')).toBe('on   orders  mappings/orders.yml\noff  stock   pack/stock.yml\n');
  });
});

const SHIPPED = {
  'settings.yml':
    'use: shipped\nflows: [products.asperion-to-exact-online]\nvalues: { prefix: EO-, discounts: { from10: 5, from50: 8 } }\n',
  'tables/item-vat-included.yml': '"2": 0\n',
};

describe('mappings lock', () => {
  it('writes the hash of every shipped file in use', () => {
    using folder = workspaceWith(SHIPPED);
    expect(run(folder.workspace, 'lock')).toMatch(/^mappings\/mappings\.lock holds \d+ shipped files\.\n$/);
    const lock = parse(readFileSync(path.join(folder.workspace, 'mappings/mappings.lock'), 'utf8'));
    expect(Object.keys(lock.files)).toContain('products.asperion-to-exact-online.yml');
    expect(Object.keys(lock.files)).toEqual(expect.arrayContaining(['settings.yml', 'values.yml']));
    expect(Object.keys(lock.files)).not.toContain('orders.exact-online-to-asperion.yml');
    expect(loadConfig('mappings', folder.workspace).unlocked).toEqual([]);
  });

  it('notices that the action brings another text, and names it', () => {
    using folder = workspaceWith(SHIPPED);
    run(folder.workspace, 'lock');
    const place = path.join(folder.workspace, 'mappings/mappings.lock');
    writeFileSync(place, readFileSync(place, 'utf8').replace(/(products.*: )\w{8}/, '$1deadbeef'));
    expect(loadConfig('mappings', folder.workspace).unlocked).toMatchObject([
      {
        code: 'LOCK_DIFFERS',
        at: { file: 'mappings/mappings.lock', line: 1 },
        message: expect.stringMatching(/was written for: products.asperion-to-exact-online.yml\.$/),
      },
    ]);
  });

  it('is written anew if Git could not merge it, and says so', () => {
    using folder = workspaceWith(SHIPPED);
    const place = path.join(folder.workspace, 'mappings/mappings.lock');
    writeFileSync(place, '<<<<<<< HEAD\nfiles: {}\n=======\n>>>>>>> other\n');
    expect(problemsOf(() => loadConfig('mappings', folder.workspace))).toEqual([
      'YAML_SYNTAX mappings/mappings.lock:1:1 Git could not merge two versions of these lines, and marked both. | Run "exact-asperion-sync mappings lock", which writes the file anew.',
    ]);
    run(folder.workspace, 'lock');
    expect(loadConfig('mappings', folder.workspace).unlocked).toEqual([]);
  });

  it('notices a shipped file that came into use after the lock was written', () => {
    using folder = workspaceWith(SHIPPED);
    run(folder.workspace, 'lock');
    const more = SHIPPED['settings.yml'].replace(
      '[products.asperion-to-exact-online]',
      '[products.asperion-to-exact-online, prices.asperion-to-exact-online]',
    );
    writeFileSync(path.join(folder.workspace, 'mappings/settings.yml'), more);
    expect(loadConfig('mappings', folder.workspace).unlocked).toMatchObject([
      { code: 'LOCK_DIFFERS', message: expect.stringContaining('prices.asperion-to-exact-online.yml') },
    ]);
  });

  it('names five of the files that are others, and counts the rest', () => {
    const flows = ['products', 'prices', 'stock-check'].map((name) => `${name}.asperion-to-exact-online`);
    const others = ['prices', 'stock-check'].map((name) => `${name}.exact-online-to-asperion`);
    const settings = `use: shipped
flows: [${[...flows, ...others].join(', ')}]
values: { prefix: EO-, discounts: { from10: 5, from50: 8 } }
`;
    using folder = workspaceWith({ ...SHIPPED, 'settings.yml': settings });
    run(folder.workspace, 'lock');
    const place = path.join(folder.workspace, 'mappings/mappings.lock');
    const text = readFileSync(place, 'utf8');
    const hashes = parse(text).files;
    const files = Object.keys(hashes);
    const named = (count: number): string => {
      const changed = files
        .slice(0, count)
        .reduce((lock, file) => lock.replace(`${file}: ${hashes[file]}`, `${file}: ${'0'.repeat(64)}`), text);
      writeFileSync(place, changed);
      return String(loadConfig('mappings', folder.workspace).unlocked[0]?.message.split('was written for: ')[1]);
    };
    expect(named(5)).toBe(`${files.slice(0, 5).join(', ')}.`);
    expect(named(6)).toBe(`${files.slice(0, 5).join(', ')} and 1 more.`);
  });

  it('lacks files that the folder of another version does not have', () => {
    using folder = workspaceWith({ 'orders.yml': BASE, 'settings.yml': 'values: { prefix: EO- }\n' });
    const shipped = { root: path.join(folder.workspace, 'mappings'), name: 'shipped' };
    const { files } = parse(lockText({ files: ['shipped/orders.yml'], shipped, extending: () => [] }));
    expect(Object.keys(files)).toEqual(['orders.yml', 'settings.yml']);
  });

  it('knows what was overridden: if a newer version has lost it, that is an error', () => {
    const own =
      'extends: shipped\nsteps:\n  debtor:\n    fields:\n      city: customer.Postcode\n      phoneNumber: customer.Phone\n';
    using folder = workspaceWith({
      '../older/orders.yml': BASE,
      '../newer/orders.yml': BASE.replace(/^ {6}city: .*\n/m, ''),
      'settings.yml': 'use: shipped\nflows: [orders]\nvalues: { prefix: EO- }\n',
      'orders.yml': own,
      '../older/parts/payer.yml': 'resource: debtors\nmatch: [characteristic5]\n',
      '../newer/parts/payer.yml': 'resource: debtors\n',
      'parts/payer.yml': 'extends: shipped\nmatch: [emailAddress]\n',
    });
    const load = (name: string) => {
      const shipped = { root: path.join(folder.workspace, name), name: 'shipped' };
      return { ...loadConfig('mappings', folder.workspace, { shipped }), shipped };
    };
    const lock = path.join(folder.workspace, 'mappings/mappings.lock');
    const text = lockText(load('older'));
    expect(parse(text).overrides).toEqual({ orders: ['steps.debtor.fields.city'], 'parts/payer': ['match'] });
    writeFileSync(lock, text);
    load('older');
    expect(problemsOf(() => load('newer'))).toEqual([
      'OVERRIDE_MISSES mappings/orders.yml:5:7 This overrides nothing any more: what is extended has lost steps.debtor.fields.city since mappings.lock was written. | Remove it. To keep it as a rule of your own, remove its line from mappings.lock.',
      'OVERRIDE_MISSES mappings/parts/payer.yml:2:1 This overrides nothing any more: what is extended has lost match since mappings.lock was written. | Remove it. To keep it as a rule of your own, remove its line from mappings.lock.',
    ]);
    writeFileSync(lock, text.slice(0, text.indexOf('overrides:')));
    expect(load('newer').unlocked).toHaveLength(1);
  });

  it('tells a lost place once, with the one that took its place', () => {
    using folder = workspaceWith({
      '../older/orders.yml': BASE,
      '../newer/orders.yml': BASE.replace('open: Status', 'opened: Status').replace(/^ {6}city: .*\n/m, ''),
      'settings.yml': 'use: shipped\nflows: [orders]\nvalues: { prefix: EO- }\n',
      'orders.yml':
        'extends: shipped\nwhere: { open: Status == 21 }\nsteps: { debtor: { fields: { city: { write: create } } } }\n',
    });
    const load = (name: string) => {
      const shipped = { root: path.join(folder.workspace, name), name: 'shipped' };
      return { ...loadConfig('mappings', folder.workspace, { shipped }), shipped };
    };
    writeFileSync(path.join(folder.workspace, 'mappings/mappings.lock'), lockText(load('older')));
    expect(problemsOf(() => load('newer')).map((one) => one.split(' | ')[1])).toEqual([
      'Remove it. To keep it as a rule of your own, remove its line from mappings.lock.',
      'Did you mean where.opened? To keep it as a rule of your own, remove its line from mappings.lock.',
    ]);
  });

  it('is refused when it is no lock', () => {
    expect(
      problemsOf(() => {
        using folder = workspaceWith({ ...SHIPPED, 'mappings.lock': 'version: "1"\n' });
        loadConfig('mappings', folder.workspace);
      }),
    ).toEqual(['MISSING_KEY mappings/mappings.lock:1:1 The file lacks "files". | Add "files".']);
  });

  it('replaces a lock that is damaged, but not if anything else is wrong', () => {
    using folder = workspaceWith({ ...SHIPPED, 'mappings.lock': 'version: "1"\n' });
    run(folder.workspace, 'lock');
    expect(loadConfig('mappings', folder.workspace).unlocked).toEqual([]);
    const inside = path.join(folder.workspace, 'mappings');
    writeFileSync(path.join(inside, 'mappings.lock'), 'version: "1"\n');
    run(inside, 'lock', '--mappings', '.');
    expect(loadConfig('.', inside).unlocked).toEqual([]);
    using other = workspaceWith({ ...SHIPPED, 'links.yml': 'orders: 5\n', 'mappings.lock': 'version: "1"\n' });
    expect(() => run(other.workspace, 'lock')).toThrow();
    expect(readFileSync(path.join(other.workspace, 'mappings/mappings.lock'), 'utf8')).toBe('version: "1"\n');
  });
});
