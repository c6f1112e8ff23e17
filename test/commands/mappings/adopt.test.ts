import { cpSync, existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { loadConfig } from '../../../src/config/config.ts';
import { isSame } from '../../../src/config/packs/overrides.ts';
import { workspaceWith } from '../../config/folder.ts';
import { ended, problemOf, run } from './run.ts';

const root = path.join(import.meta.dirname, '../../..');

describe('mappings adopt', () => {
  /** A copy of the shipped folder, changed. */
  function copied(change: (mappings: string) => void) {
    const folder = workspaceWith({});
    const mappings = path.join(folder.workspace, 'mappings');
    cpSync(path.join(root, 'mappings'), mappings, { recursive: true });
    change(mappings);
    return folder;
  }
  const edit = (mappings: string, file: string, from: string, to: string): void => {
    const place = path.join(mappings, file);
    const text = readFileSync(place, 'utf8');
    expect(text).toContain(from);
    writeFileSync(place, text.replace(from, to));
  };

  it('leaves what differs, and every flow that runs says the same as before', () => {
    using folder = copied((mappings) => {
      edit(mappings, 'tables/vat-codes.yml', 'NL:', 'CA: { "8": VEX }\nNL:');
      edit(mappings, 'customers.exact-online-to-asperion.yml', 'winner: dead-letter', 'winner: source');
    });
    const before = loadConfig('mappings', folder.workspace);
    expect(run(folder.workspace, 'adopt')).toContain('mappings builds on the shipped mappings now');
    const after = loadConfig('mappings', folder.workspace);
    for (const { name, flow } of before.flows.filter(({ flow }) => flow.enabled)) {
      expect(isSame(flow, after.flows.find((one) => one.name === name)?.flow), name).toBe(true);
    }
    const mappings = path.join(folder.workspace, 'mappings');
    expect(readFileSync(path.join(mappings, 'customers.exact-online-to-asperion.yml'), 'utf8')).toBe(
      'extends: shipped\nwinner: source\n',
    );
    expect(parse(readFileSync(path.join(mappings, 'tables/vat-codes.yml'), 'utf8'))).toEqual({ CA: { '8': 'VEX' } });
    expect(readdirSync(mappings).filter((name) => name.endsWith('.test.yml'))).toEqual([]);
    expect(problemOf(() => run(folder.workspace, 'adopt'))).toContain('ADOPT_TWICE');
  });

  it('keeps the comments of what stays, as they are written, and names those that go', () => {
    using folder = copied((mappings) => {
      const flow = 'customers.exact-online-to-asperion.yml';
      edit(mappings, flow, 'from:', '# Customers as our accountant wants them.\nfrom:');
      edit(mappings, flow, 'winner: dead-letter', '# Asked by Anna\nwinner: source   # since 2026\n');
      edit(mappings, flow, 'where:', '# This goes\nwhere:');
      edit(mappings, 'tables/vat-codes.yml', 'NL:', '# Canada\nCA: { "8": VEX } # none\nNL: # of ours');
      edit(mappings, 'settings.yml', 'bookYear:', '# Not our year\nbookYear:');
    });
    const said = run(folder.workspace, 'adopt');
    const written = (file: string): string => readFileSync(path.join(folder.workspace, 'mappings', file), 'utf8');
    expect(written('customers.exact-online-to-asperion.yml')).toBe(
      '# Customers as our accountant wants them.\nextends: shipped\n# Asked by Anna\nwinner: source # since 2026\n',
    );
    expect(written('tables/vat-codes.yml')).toBe('# Canada\nCA: { "8": VEX } # none\n');
    expect(said.split('\n').filter((line) => line.startsWith('  '))).toEqual([
      expect.stringMatching(/^ {2}mappings\/customers\.exact-online-to-asperion\.yml:\d+ {2}# This goes$/),
      expect.stringMatching(/^ {2}mappings\/tables\/vat-codes\.yml:\d+ {2}# of ours$/),
      expect.stringMatching(/^ {2}mappings\/settings\.yml:\d+ {2}# Not our year$/),
    ]);
    expect(said).toContain('3 comments of yours went with what is shipped; write again what you need:');
  });

  it('writes nothing for a folder that is wrong', () => {
    using folder = copied((mappings) => edit(mappings, 'settings.yml', 'asperion:', 'asperionn:'));
    const before = readdirSync(path.join(folder.workspace, 'mappings')).sort();
    expect(() => run(folder.workspace, 'adopt')).toThrow();
    expect(readdirSync(path.join(folder.workspace, 'mappings')).sort()).toEqual(before);
    expect(readdirSync(folder.workspace)).toEqual(['mappings']);
  });

  it('compares with the version that was copied, whatever this version brings', () => {
    using folder = copied((mappings) => {
      edit(mappings, 'customers.exact-online-to-asperion.yml', 'winner: dead-letter', 'winner: source');
      cpSync(mappings, path.join(mappings, '../old'), { recursive: true });
    });
    expect(run(folder.workspace, 'adopt', '--from', 'old')).toContain('says the same as before on old.');
    expect(existsSync(path.join(folder.workspace, 'mappings/customers.exact-online-to-asperion.yml'))).toBe(false);
  });

  it('leaves a changed part as what differs, and no flow repeats it', () => {
    using folder = copied((mappings) => {
      edit(mappings, 'parts/debtor.yml', 'city: $customer.City', 'city: upper($customer.City) # in capitals');
      edit(
        mappings,
        'parts/debtor-names.yml',
        'isBusiness: ',
        'legal: legalForm($customer.Name)\nisBusiness: legal != null || ',
      );
      edit(mappings, 'parts/order-checks.yml', 'max(0.05, 0.005 * size(($nets).filter(n, n != 0)))', '0.10');
      edit(mappings, 'parts/price.yml', '\n', '\n# A comment of ours\n');
    });
    const { said, isWell } = ended(folder.workspace, 'adopt');
    // A check that keeps less waiting is a promise that the company has to accept.
    expect(isWell).toBe(false);
    expect(said).toContain('PROMISE_BROKEN mappings/parts/order-checks.yml:3:');
    expect(said).toContain(
      'Kept: links.yml, parts/debtor-names.yml, parts/debtor.yml, parts/order-checks.yml, settings.yml, tables/',
    );
    const mappings = path.join(folder.workspace, 'mappings');
    expect(readdirSync(path.join(mappings, 'parts'))).toEqual(['debtor-names.yml', 'debtor.yml', 'order-checks.yml']);
    expect(readFileSync(path.join(mappings, 'parts/order-checks.yml'), 'utf8')).toBe(
      'extends: shipped\norder-lines:\n  when: abs(sum($nets) - discount - AmountFCExclVat) > 0.10\n',
    );
    expect(readFileSync(path.join(mappings, 'parts/debtor.yml'), 'utf8')).toBe(
      'extends: shipped\nfields:\n  city: upper($customer.City) # in capitals\n',
    );
    expect(run(folder.workspace, 'show', 'orders.exact-online-to-asperion')).toContain(
      'city: upper(customer.City) # mappings/parts/debtor.yml:3',
    );
  });

  it('says that the coverage to reach went, and refuses to compare with a folder without flows', () => {
    using folder = copied((mappings) => {
      const settings = path.join(mappings, 'settings.yml');
      writeFileSync(
        settings,
        readFileSync(settings, 'utf8')
          .replace(/^tests:.*\n( .*\n)*/m, '')
          .concat('tests: { rules: 80, rows: 5 }\n'),
      );
    });
    for (const from of ['mappings/tables', 'nowhere']) {
      expect(() => run(folder.workspace, 'adopt', '--from', from)).toThrow(
        `The folder "${from}" is not there, or holds no shipped flow.`,
      );
    }
    expect(run(folder.workspace, 'adopt')).toContain(
      '"tests" in settings.yml went: coverage is asked only of what you write yourself now.',
    );
  });

  it('names the whole copies that stay, of which the change cannot be said', () => {
    using folder = copied((mappings) => {
      edit(mappings, 'parts/invoice-checks.yml', 'id: vat-total', 'id: vat-sum');
    });
    expect(run(folder.workspace, 'adopt')).toContain(
      'Whole copies stay, and a fix of what is shipped does not reach them: parts/invoice-checks.yml.\n',
    );
  });

  /** The folder as a version before values had it, with a change of that version's own; a copy of it in old/. */
  const older = (mappings: string, change: () => void = () => {}): void => {
    const numbers = { 'journals.sales': '70', 'journals.memorial': '90', 'exactOnline.journals.sales': '70' };
    for (const file of ['journals', 'exact-online-journals', 'control-accounts', 'special-articles']) {
      rewritten(mappings, `tables/${file}.yml`, (text) =>
        text.replaceAll(/\$values\.(\S+)/g, (_, name) => `"${numbers[name as keyof typeof numbers] ?? '1300'}"`),
      );
    }
    edit(mappings, 'stock.asperion-to-exact-online.yml', '$values.warehouse', '"1"');
    edit(mappings, 'prices.asperion-to-exact-online.yml', '$values.discounts.from10', '5');
    edit(mappings, 'prices.asperion-to-exact-online.yml', '$values.discounts.from50', '8');
    rewritten(mappings, 'parts/exact-online-invoice.yml', (text) => text.replaceAll('$values.journals.sales', '"70"'));
    writeFileSync(path.join(mappings, 'values.yml'), '{}\n');
    rewritten(mappings, 'settings.yml', (text) => text.replace(/^values:.*\n(?: .*\n)*/m, ''));
    change();
    cpSync(mappings, path.join(mappings, '../old'), { recursive: true });
  };
  const rewritten = (mappings: string, file: string, change: (text: string) => string): void => {
    const place = path.join(mappings, file);
    writeFileSync(place, change(readFileSync(place, 'utf8')));
  };

  it('keeps the tables of the company and writes the values that this version needs', () => {
    using folder = copied((mappings) => {
      older(mappings);
      edit(mappings, 'tables/journals.yml', '"70"', '"71"');
      edit(mappings, 'tables/ledger-accounts.yml', '"8000"', '"8999": 8999\n"8000"');
      edit(mappings, 'tables/vat-codes.yml', 'NL:', 'CA: { "8": VEX }\nNL:');
    });
    const before = loadConfig('mappings', folder.workspace);
    const { said, isWell } = ended(folder.workspace, 'adopt', '--from', 'old');
    expect(said).toContain('says the same as before on old.');
    expect(isWell).toBe(true);
    const after = loadConfig('mappings', folder.workspace);
    for (const [name, { rows }] of before.tables) expect(after.tables.get(name)?.rows, name).toEqual(rows);
    const read = (file: string) => parse(readFileSync(path.join(folder.workspace, 'mappings', file), 'utf8'));
    expect(read('settings.yml').values).toMatchObject({ journals: { sales: '71', memorial: '90' }, warehouse: '1' });
    expect(existsSync(path.join(folder.workspace, 'mappings/tables/journals.yml'))).toBe(false);
    expect(read('tables/vat-codes.yml')).toEqual({ CA: { '8': 'VEX' } });
  });

  it('says what is missing if the result does not run with this version, with exit code 1', () => {
    using folder = copied((mappings) => {
      older(mappings, () => {
        renameSync(path.join(mappings, 'tables/journals.yml'), path.join(mappings, 'tables/books-of-sale.yml'));
        for (const file of readdirSync(mappings, { recursive: true, encoding: 'utf8' }).filter((one) =>
          one.endsWith('.yml'),
        ))
          rewritten(mappings, file, (text) => text.replaceAll('table: journals,', 'table: books-of-sale,'));
      });
    });
    const { said, isWell } = ended(folder.workspace, 'adopt', '--from', 'old');
    expect(isWell).toBe(false);
    expect(said).toContain(
      'It does not run with this version of the action yet. What is missing or wrong:\n  VALUE_MISSING',
    );
    expect(said).toContain('Set it under "values" in mappings/settings.yml');
    expect(existsSync(path.join(folder.workspace, 'mappings/tables/books-of-sale.yml'))).toBe(true);
  });
});
