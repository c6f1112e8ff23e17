import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { parse } from 'yaml';
import { acceptResults } from '../../src/commands/validate/accept.ts';
import { validateCommand, validateHelp } from '../../src/commands/validate/command-line.ts';
import { workspaceWith } from '../config/folder.ts';
import { customers } from '../support/samples.ts';

const cli = join(import.meta.dirname, '../../src/cli.ts');

/** Runs `validate` in a folder as a person would; nothing of the environment is known to it. */
function validate(folder: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, 'validate', ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: {},
  });
  return { code: status, out: stdout, err: stderr };
}

const passes = `- name: a customer
  given: { source: { crm/Accounts: [{ Code: "1", Name: A, AddressLine1: B }] } }
  expect: [{ create: debtors, fields: { characteristic5: EO-1, name: A, address: B, debtorKindId: company } }]
`;

test('validate says how it went, also by its exit code, without an account or a network', () => {
  using folder = workspaceWith({ 'customers.yml': customers({}), 'customers.test.yml': passes });
  expect(validate(folder.workspace)).toEqual({
    code: 0,
    err: '',
    out: `customers  1 case, rules 100 % (4 of 4), table rows none
The mappings are right: 1 flow checked, 1 case passed.
`,
  });
});

test('validate shows the differences of the requested flows, in the given folder', () => {
  const wrong = passes.replace('name: A, address', 'name: Z, address');
  using folder = workspaceWith({
    '../ours/customers.yml': customers({}),
    '../ours/customers.test.yml': wrong,
    '../ours/others.yml': customers({}),
    '../ours/others.test.yml': wrong,
  });
  const { code, out, err } = validate(folder.workspace, '--mappings', 'ours', '--flows', 'customers');
  expect([code, err]).toEqual([1, '']);
  expect(out).toMatch(/^TEST_FAILED ours\/customers\.test\.yml:1:3 Case "a customer"/m);
  expect(out).toMatch(/^ {2}-\s+name: "Z"\n {2}\+\s+name: "A"$/m);
  expect(out).not.toContain('others');
});

test('validate reports a mistake in a file at its line', () => {
  using folder = workspaceWith({ 'customers.yml': customers({ fields: 'cty: City' }) });
  const { code, out, err } = validate(folder.workspace);
  expect([code, out]).toEqual([1, '']);
  expect(err).toMatch(
    /^UNKNOWN_FIELD mappings\/customers\.yml:\d+:7 There is no field "cty" in debtors\. What to do: Did you mean city\? See \S+\n$/,
  );
});

test('validate explains itself, and refuses arguments that it does not know', async () => {
  expect(validateHelp).toContain('NAME.test.yml');
  const world = { output: process.stdout, environment: {}, currentFolder: '.' };
  await expect(validateCommand(['now'], world)).rejects.toMatchObject({ code: 'UNKNOWN_ARGUMENT' });
  await expect(validateCommand(['--flow', 'x'], world)).rejects.toThrow(/--flow/);
});

describe('validate --accept failed', () => {
  it('writes what happened into the cases that fail, and leaves the others and all comments', async () => {
    using folder = workspaceWith({
      'customers.yml': customers({ fields: 'city: upper(City)\npostCode: { value: 1012 }\n' }),
      'customers.test.yml': `# cases
- name: a customer in Gouda # the first
  given: { source: { crm/Accounts: [{ ID: acc-1, Code: "08", Name: De Molen, AddressLine1: Kade 1, City: Gouda }] } }
  expect:
    - create: debtors
      fields: { characteristic5: EO-08, name: De Molen, address: Kade 1, debtorKindId: company, city: Gouda }
- name: nobody
  given: {}
  expect: []
`,
    });
    const place = join(folder.workspace, 'mappings/customers.test.yml');
    let said = '';
    const accept = () =>
      acceptResults(
        { folder: 'mappings', flows: null, workspace: folder.workspace },
        { write: (text) => (said += text) },
      );
    await accept();
    expect(said).toBe(
      'mappings/customers.test.yml: "a customer in Gouda" expects what happened.\nLook at the difference before you commit it.\n',
    );
    const text = readFileSync(place, 'utf8');
    expect(text).toContain('# cases\n- name: a customer in Gouda # the first\n');
    expect(parse(text)[0].expect).toEqual([
      {
        create: 'debtors',
        fields: {
          characteristic5: 'EO-08',
          name: 'De Molen',
          address: 'Kade 1',
          debtorKindId: 'company',
          city: 'GOUDA',
          postCode: 1012,
        },
      },
    ]);
    said = '';
    await accept();
    expect(said).toBe('Every case is as expected: nothing was written.\n');
    expect(readFileSync(place, 'utf8')).toBe(text);
  });

  it('writes nothing when a case repeats another one by an alias', async () => {
    const tests = `- name: first
  given: &same { source: { crm/Accounts: [{ ID: acc-1, Code: "08", Name: De Molen, AddressLine1: Kade 1 }] } }
  expect: []
- name: second
  given: *same
  expect: []
  then: &again
    - { given: {}, expect: [{ refused: AMBIGUOUS, record: "08" }] }
- { name: third, given: *same, expect: [], then: *again }
`;
    using folder = workspaceWith({ 'customers.yml': customers({}), 'customers.test.yml': tests });
    const accepting = { folder: 'mappings', flows: null, workspace: folder.workspace };
    await expect(acceptResults(accepting, { write: () => {} })).rejects.toMatchObject({
      code: 'YAML_ALIAS',
      at: { file: 'mappings/customers.test.yml', line: 9 },
    });
    expect(readFileSync(join(folder.workspace, 'mappings/customers.test.yml'), 'utf8')).toBe(tests);
  });
});
