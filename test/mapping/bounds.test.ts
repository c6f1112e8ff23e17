import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import Big from 'big.js';
import { describe, expect, test } from 'vitest';
import { loadConfig } from '../../src/config/config.ts';
import { readYaml } from '../../src/config/yaml/yaml-source.ts';
import { problemsOf as folderProblems, workspaceWith } from '../config/folder.ts';
import { evaluate, faultsOf } from './expressions.ts';
import { compileFiles, customers, problemsOf, scopeOf, stepOf } from './flows.ts';

const codesOf = (text: string) => problemsOf({ 'flow.yml': text }).map((line) => line.split(' ')[1]);

describe('files', () => {
  const problems = (folder: { workspace: string }) => folderProblems(() => loadConfig('mappings', folder.workspace));

  test('a link out of the folder is not followed, so that no message shows what is elsewhere', () => {
    using folder = workspaceWith({ 'customers.yml': customers('') });
    const secret = path.join(folder.workspace, 'secret.yml');
    writeFileSync(secret, 'token: hidden-in-a-file\n');
    symlinkSync(secret, path.join(folder.workspace, 'mappings/links.yml'));
    expect(problems(folder)).toEqual([
      'FILE_UNREADABLE mappings/links.yml:1:1 This is not a file in this folder. | Put a copy of the file in its place.',
    ]);
  });

  test('a link within the folder is fine, but not one to a folder', () => {
    using folder = workspaceWith({ 'customers.yml': customers(''), 'shared/terms.yml': '"08": 2\n' });
    const tables = path.join(folder.workspace, 'mappings/tables');
    mkdirSync(tables);
    symlinkSync('../shared/terms.yml', path.join(tables, 'terms.yml'));
    expect(loadConfig('mappings', folder.workspace).tables.get('terms')?.rows.get('08')).toBe('2');
    symlinkSync('../shared', path.join(tables, 'odd.yml'));
    expect(problems(folder)).toEqual([expect.stringMatching(/^FILE_UNREADABLE mappings\/tables\/odd.yml:1:1 /)]);
  });

  test('the folder itself is no link: a change behind it would be planned for nobody', () => {
    using folder = workspaceWith({ 'pack/customers.yml': customers('') });
    const at = (place: string) => path.join(folder.workspace, place);
    symlinkSync('mappings/pack', at('link'));
    symlinkSync('mappings', at('above'));
    for (const place of ['link', 'above/pack']) {
      expect(folderProblems(() => loadConfig(place, folder.workspace))).toEqual([
        `PACK_OUTSIDE The folder "${place}" is a link. | Put the files themselves into the folder, or name the folder that the link leads to.`,
      ]);
    }
    // A workspace may lie behind one.
    expect(loadConfig('pack', at('above')).flows).toHaveLength(1);
  });

  test.each(['tables', 'parts', 'tables/a'])('names inside a linked folder are not listed: %s', (place) => {
    using folder = workspaceWith({
      'customers.yml': customers(''),
      'settings.yml': 'administrations: [{ name: a, division: 1, tenant: "1" }]',
    });
    const at = path.join(folder.workspace, 'mappings', place);
    mkdirSync(path.dirname(at), { recursive: true });
    mkdirSync(path.join(folder.workspace, 'elsewhere'));
    writeFileSync(path.join(folder.workspace, 'elsewhere/payroll-of-sanne.yml'), 'a: b\n');
    writeFileSync(path.join(folder.workspace, 'elsewhere/another.YML'), 'a: b\n');
    symlinkSync(path.join(folder.workspace, 'elsewhere'), at);
    const found = problems(folder).join('\n');
    expect(found).toContain(`PACK_OUTSIDE The folder "mappings/${place}" is a link.`);
    expect(found).not.toMatch(/payroll|another/);
  });

  test('a file of many megabytes is not opened, and no more than five hundred files are', () => {
    using folder = workspaceWith({ 'customers.yml': customers(''), 'links.yml': '#'.repeat(4_000_001) });
    expect(problems(folder)).toEqual([expect.stringMatching(/^FILE_TOO_LARGE mappings\/links.yml:1:1 /)]);
    using many = workspaceWith(
      Object.fromEntries(Array.from({ length: 501 }, (_, number) => [`tables/t${number}.yml`, 'a: b\n'])),
    );
    expect(problems(many)).toContainEqual(
      expect.stringContaining('TOO_MANY The folder "mappings/tables" holds more than 500 YAML files.'),
    );
  });
});

describe('a limit of YAML', () => {
  test('stops nested levels at the place where they become too many', () => {
    const deep = `first: [${'{ first: ['.repeat(20)}Name${'] }'.repeat(20)}]`;
    expect(problemsOf({ 'flow.yml': customers(`comments: { ${deep} }`) })).toEqual([
      expect.stringMatching(/^13:\d+ YAML_TOO_COMPLEX This is nested more than 40 levels deep\./),
    ]);
  });

  test('counts keys and values, and those that an alias repeats each time', () => {
    const list = `[${Array(250).fill('x').join(', ')}]`;
    const aliases = Array.from({ length: 90 }, (_, number) => `  c${number}: *list\n`).join('');
    expect(codesOf(`${customers('')}more:\n  list: &list ${list}\n${aliases}`)).toEqual(['YAML_TOO_COMPLEX']);
    expect(codesOf(`${customers('')}more: [${Array(21_000).fill('x').join(', ')}]\n`)).toEqual(['YAML_TOO_COMPLEX']);
  });

  test('allows 20,000 keys and values, counting the file and its list', () => {
    const list = (count: number) => readYaml('flow.yml', `a: [${Array(count).fill('x').join(', ')}]`, 'flow');
    expect(list(19_998).value).toMatchObject({ a: expect.any(Array) });
    const refusal = { problems: [expect.objectContaining({ code: 'YAML_TOO_COMPLEX' })] };
    expect(() => list(19_999)).toThrow(expect.objectContaining(refusal));
  });

  test('does not slow down a table of very many rows: no row is compared with all others', () => {
    const rows = Array.from({ length: 60_000 }, (_, number) => `k${number}: v`).join('\n');
    const flow = customers('comments: { table: terms, key: Name }');
    const step = stepOf(compileFiles({ 'flow.yml': flow, 'tables/terms.yml': rows }));
    expect(step.evaluate(scopeOf({ Code: '1', Name: 'k59999', AddressLine1: 'b' })).comments).toBe('v');
  });

  test.each(['__proto__', 'constructor', 'toString', 'hasOwnProperty'])('refuses %s wherever a name can be', (name) => {
    const flow = customers('');
    const places = [
      customers(`${name}: Name`),
      customers(`comments: { expr: Name, ${name}: 1 }`),
      customers(`comments: { table: ${name}, key: Name }`),
      customers('', `with:\n  ${name}: { resource: crm/Accounts, by: ID, value: Parent }\n`),
      flow.replace('id: debtor', `id: ${name}`),
      flow.replace('update: true', `update: true\n    ${name}: x`),
      flow.replace('update: true', `update: true\n    default: { customerNumber: "1", ${name}: "2" }`),
      flow.replace('[characteristic5]', `[characteristic5, ${name}]`),
      flow.replace('resource: debtors', `resource: ${name}`),
      flow.replace('crm/Accounts', name),
      `${flow}${name}: x\n`,
      `${flow}guard: { maxCreates: 1, ${name}: 1 }\n`,
    ];
    for (const text of places) expect(problemsOf({ 'flow.yml': text }), text).not.toEqual([]);
    expect(problemsOf({ 'flow.yml': flow, 'settings.yml': `asperion: { ${name}: 1 }\n` })).not.toEqual([]);
    expect(problemsOf({ 'flow.yml': flow, 'links.yml': `${name}: { "1": "2" }\n` })).not.toEqual([]);
  });

  test('allows any name for a row of a table, which is found under no other', () => {
    const flow = customers('comments: { table: terms, key: Name }');
    const step = stepOf(compileFiles({ 'flow.yml': flow, 'tables/terms.yml': 'constructor: mason\n' }));
    const commentsOf = (Name: string) => step.evaluate(scopeOf({ Code: '1', Name, AddressLine1: 'b' })).comments;
    expect(commentsOf('constructor')).toBe('mason');
    expect(() => commentsOf('toString')).toThrow(/no row/);
  });

  test('counts steps, keys, parts of keys, alternatives and keys of a table', () => {
    const step = customers('').slice(customers('').indexOf('  - id'));
    const steps = Array.from({ length: 30 }, (_, number) => step.replace('id: debtor', `id: debtor${number}`)).join('');
    expect(codesOf(customers('') + steps)).toEqual(['TOO_MANY']);
    const keys = Array(11).fill('vatNumber').join(', ');
    expect(codesOf(customers('vatNumber: VATNumber').replace('[characteristic5]', `[${keys}]`))).toEqual(['TOO_MANY']);
    expect(codesOf(customers('vatNumber: VATNumber').replace('[characteristic5]', `[[${keys}]]`))).toEqual([
      'TOO_MANY',
    ]);
    expect(codesOf(customers(`comments: { first: [${Array(21).fill('Name').join(', ')}] }`))).toEqual(['TOO_MANY']);
    expect(codesOf(customers(`comments: { table: t, key: [${Array(11).fill('Name').join(', ')}] }`))).toEqual([
      'TOO_MANY',
    ]);
  });
});

describe('expressions', () => {
  test.each([
    ['characters', `"${'x'.repeat(4000)}"`, 'longer than 4000 characters'],
    ['parts', Array(160).fill('Code').join(' + '), 'more than 300 parts'],
    ['levels', `${'('.repeat(30)}Code${')'.repeat(30)}`, 'more than 24 levels'],
    ['levels of lists', `${'['.repeat(30)}Code${']'.repeat(30)}`, 'more than 24 levels'],
    ['elements of a list', `[${Array(101).fill('1').join(', ')}]`, 'more than 100 elements'],
    ['arguments', `coalesce(${Array(17).fill('Code').join(', ')})`, 'more than 16 arguments'],
    ['digits', '1'.repeat(31), 'too long'],
  ])('%s', (_, text, message) => {
    const faults = faultsOf(text);
    expect(faults.map(({ code }) => code)).toEqual(['EXPRESSION_LIMIT']);
    expect(faults[0]?.message).toContain(message);
  });

  test('a list within a list is walked through for millions of steps, and never for long', () => {
    const Lines = Array.from({ length: 3000 }, (_, number) => ({ Code: `${number}` }));
    const text = 'size(Lines.filter(a, Lines.exists(b, b.Code == "none")))';
    expect(() => evaluate(text, { Lines })).toThrow(/takes more than 20000000 steps/);
    expect(evaluate(text, { Lines: Lines.slice(0, 1000) })).toBe(0);
    // Each value has the steps for itself.
    for (let time = 0; time < 3; time += 1) expect(evaluate(text, { Lines: Lines.slice(0, 1000) })).toBe(0);
    expect(evaluate('size(Lines.filter(a, a.Code != "1"))', { Lines: Array(50_000).fill({ Code: '2' }) })).toBe(50_000);
  });

  const Remark = 'a,'.repeat(499);
  const long = 'x'.repeat(99_000);
  test.each([
    ['texts that grow', 'Lines.map(a, Lines.map(b, upper(Remark + b.Code)))', long],
    ['long texts of the record', 'Lines.map(a, Lines.filter(b, contains(Remark, b.Code)))', long],
    [
      'long constants',
      `Lines.map(a, Lines.filter(b, ${'replace('.repeat(3)}"${'x'.repeat(300)}"${', "x", "xxxxxx")'.repeat(3)} == b.Code))`,
      '',
    ],
    ['parts of texts', 'Lines.map(a, Lines.filter(b, b.Code in split(Remark, ",")))', Remark],
    ['lists of lists', 'Lines.map(a, Lines.map(b, Lines))', ''],
    ['lists that are made', 'Lines.map(a, Lines.map(b, join([Remark, Remark, Remark], b.Code)))', Remark],
    [
      'functions that take their time',
      'Lines.map(a, Lines.map(b, string(addMonths(date("2026-01-31"), size(b.Code)))))',
      '',
    ],
    ['numbers of many digits', `Lines.map(a, Lines.map(b, b.Amount${' * b.Amount'.repeat(9)}))`, ''],
  ])('work within lists is counted: %s', (_, text, remark) => {
    const Lines = Array.from({ length: 1500 }, () => ({ Code: 'zz', Amount: new Big('1234567890.123456789') }));
    expect(() => evaluate(text, { Lines, Remark: remark })).toThrow(/steps/);
  });

  test('texts and lists do not grow without end', () => {
    const Remark = 'a,'.repeat(40_000);
    expect(() => evaluate('split(Remark, ",")', { Remark })).toThrow(/more than 1000 parts/);
    expect(() => evaluate('Remark + Remark', { Remark })).toThrow(/100000 characters/);
    expect(() => evaluate('replace(Remark, ",", Remark)', { Remark })).toThrow(/100000 characters/);
    expect(() => evaluate('htmlToText(Remark)', { Remark: '<b>'.repeat(40_000) })).toThrow(/100000 characters/);
  });

  test('hostile texts do not slow a function down', () => {
    const long = [
      ' '.repeat(50_000),
      'a '.repeat(50_000),
      '<'.repeat(99_000),
      '<a="'.repeat(24_000),
      '&'.repeat(99_000),
      '1-'.repeat(49_000),
    ];
    const start = process.cpuUsage();
    for (const Remark of long) {
      for (const name of [
        'htmlToText',
        'squeeze',
        'street',
        'surname',
        'phone',
        'iban',
        'vatNumber',
        'transliterate',
        'postcode',
        'country',
      ]) {
        evaluate(`${name}(Remark)`, { Remark });
      }
    }
    // Work, not time: others may be busy on the machine.
    expect(process.cpuUsage(start).user).toBeLessThan(5_000_000);
  });
});

describe('what a mapping cannot reach', () => {
  test.each([
    'constructor',
    '__proto__',
    'prototype',
    'toString',
    'hasOwnProperty',
    'process',
    'globalThis',
    'require',
    'this',
  ])('%s is no name, no field, no function and no method', (name) => {
    for (const text of [
      name,
      `customer.${name}`,
      `Code.${name}`,
      `${name}()`,
      `Code.${name}()`,
      `Lines.map(x, x.${name})`,
    ]) {
      expect(faultsOf(text), text).not.toEqual([]);
    }
  });

  test('a record that brings such names is a record like any other', () => {
    const step = stepOf(compileFiles({ 'flow.yml': customers('comments: Remarks') }));
    const record = JSON.parse(
      '{"Code":"1","Name":"a","AddressLine1":"b","__proto__":{"Remarks":"from the prototype"}}',
    );
    expect(step.evaluate(scopeOf(record)).comments).toBeNull();
  });
});
