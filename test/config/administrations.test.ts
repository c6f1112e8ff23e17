import { describe, expect, test } from 'vitest';
import { askedFor, inAdministration } from '../../src/commands/administrations/in-administration.ts';
import { requiredHere } from '../../src/commands/arguments.ts';
import { readTested } from '../../src/commands/validate/read-tested.ts';
import { loadConfig, loadSettings } from '../../src/config/config.ts';
import { ADMINISTRATION_INPUTS } from '../../src/config/input-names.ts';
import { readInputs } from '../../src/config/inputs.ts';
import { errorsIn } from '../../src/report/describe-error.ts';
import { systemNames } from '../../src/systems/registry.ts';
import { CUSTOMERS, problemsOf, workspaceWith } from './folder.ts';

const KINDS = `${CUSTOMERS}      name: Name
      address: AddressLine1
      debtorKindId: { value: company }
      paymentConditionId: { table: kinds, key: Status }
`;

const OTHERS = `from: exact-online.logistics/Items
to: asperion
steps:
  - id: article
    resource: articles
    match: [articleNumber]
    update: true
    fields:
      articleNumber: Code
      description: Description
`;

const SETTINGS = `flows: [customers]
administrations:
  - { name: noord, division: 101, tenant: 201 }
  - { name: zuid, division: 102, tenant: "202", flows: [customers, others], tables: south }
`;

const FILES = {
  'settings.yml': SETTINGS,
  'customers.yml': KINDS,
  'others.yml': OTHERS,
  'tables/kinds.yml': 'C: "1"\nS: "2"\n',
  'tables/south/kinds.yml': 'S: "7"\n',
};

/** What a folder says for an administration: the flows that run, and the rows of the table `kinds`. */
function loaded(files: Readonly<Record<string, string>>, administration: string | null) {
  using folder = workspaceWith(files);
  const { flows, tables } = loadConfig('mappings', folder.workspace, { administration });
  return {
    runs: flows.filter(({ flow }) => flow.enabled).map(({ name }) => name),
    kinds: Object.fromEntries(tables.get('kinds')?.rows ?? []),
    file: tables.get('kinds')?.file,
  };
}

const problemsIn = (files: Readonly<Record<string, string>>): readonly string[] => {
  using folder = workspaceWith(files);
  return problemsOf(() => readTested('mappings', folder.workspace));
};

describe('a folder that lists administrations', () => {
  test('is read with the flows and the rows of the one that is asked for, over those of all', () => {
    expect(loaded(FILES, 'zuid')).toEqual({
      runs: ['customers', 'others'],
      kinds: { C: '1', S: '7' },
      file: 'mappings/tables/south/kinds.yml',
    });
  });

  test('is read with what all have in common, and the first one if none is named', () => {
    const common = { runs: ['customers'], kinds: { C: '1', S: '2' }, file: 'mappings/tables/kinds.yml' };
    expect(loaded(FILES, 'noord')).toEqual(common);
    expect(loaded(FILES, null)).toEqual(common);
  });

  test('takes the folder below tables that has its name', () => {
    const settings = SETTINGS.replace(', tables: south', '').replace('name: zuid', 'name: south');
    expect(loaded({ ...FILES, 'settings.yml': settings }, 'south').kinds).toEqual({ C: '1', S: '7' });
  });

  test('gives each its values, and asks each for those that it lacks', () => {
    const values = `${SETTINGS.replace('tenant: 201 }', 'tenant: 201, values: { kind: "4" } }')}`;
    const files = {
      ...FILES,
      'settings.yml': values,
      'values.yml': 'values:\n  kind: { type: text, about: the kind }\n',
      'tables/kinds.yml': 'C: $values.kind\n',
    };
    expect(loaded(files, 'noord').kinds).toEqual({ C: '4' });
    expect(problemsIn(files)).toEqual([
      expect.stringMatching(/^VALUE_MISSING .*"kind" is not set; customers.* \(zuid\)\. \| /),
    ]);
  });

  test('may list one that has no flow yet: it is right, and no run of all companies is about it', () => {
    const shipped = SETTINGS.replace('flows: [customers]', 'use: shipped\nflows: [customers.asperion-to-exact-online]');
    const settings = shipped.replace('flows: [customers, others], tables: south', 'flows: []');
    using folder = workspaceWith({ 'settings.yml': settings });
    expect(loadConfig('mappings', folder.workspace, { administration: 'zuid' }).flows).toEqual([]);
    const inputs = readInputs({ INPUT_MODE: 'merge' });
    const asked = askedFor(inputs, loadSettings('mappings', folder.workspace));
    expect(asked.map(({ name }) => name)).toEqual(['noord']);
  });

  test('is checked for each of them, and a mistake that only some have names these', () => {
    const wrong = { ...FILES, 'tables/south/kinds.yml': 'S: soon\n' };
    expect(problemsIn(wrong)).toEqual([
      expect.stringMatching(/^BAD_VALUE mappings\/tables\/south\/kinds\.yml:1:4 .* \(zuid\)\. \| /),
    ]);
    const both = { ...FILES, 'tables/kinds.yml': 'C: soon\nS: "2"\n' };
    expect(problemsIn(both)).toEqual([expect.not.stringContaining('(noord)')]);
  });

  test('tells of a file that cannot be read once, for all that read it', () => {
    const broken = (file: string) => problemsIn({ ...FILES, [file]: 'a: [1\n' });
    const flow = broken('customers.yml');
    expect(flow).toEqual([expect.stringMatching(/^YAML_SYNTAX mappings\/customers\.yml/)]);
    expect(flow).toEqual([expect.not.stringContaining('(')]);
    expect(broken('tables/south/kinds.yml')).toEqual([
      expect.stringMatching(/^YAML_SYNTAX mappings\/tables\/south\/kinds\.yml.* \(zuid\)\./),
    ]);
  });

  test('refuses names that are taken, and one pair of administrations under two names', () => {
    const again = `${SETTINGS}  - { name: Noord, division: 103, tenant: 203 }\n  - { name: oost, division: 101, tenant: 201 }\n`;
    expect(problemsIn({ ...FILES, 'settings.yml': again })).toEqual([
      'NAME_TAKEN mappings/settings.yml:5:13 Two administrations have the name "Noord". | Give each a name of its own.',
      'NAME_TAKEN mappings/settings.yml:6:13 "oost" and "noord" are the same administrations. | Remove one of them: both would work on the same records.',
    ]);
  });

  test.each([
    ['', ''],
    ['', 'prefix: Z-'],
    ['prefix: N-, a: 1', 'prefix: N-, a: 2'],
    ['prefix: N-', 'prefix: n-'],
    ['prefix: N-', 'prefix: N-2'],
    ['prefix: ""', 'prefix: Z-'],
  ])('refuses two companies that share an administration, with the values { %s } and { %s }', (oost, west) => {
    const shared = `${SETTINGS}  - { name: oost, division: 103, tenant: 203, values: { ${oost} } }\n  - { name: west, division: 103, tenant: 204, values: { ${west} } }\n`;
    expect(problemsIn({ ...FILES, 'settings.yml': shared })).toEqual([
      'WRONG_VALUE mappings/settings.yml:6:13 "west" and "oost" share an administration, and no prefixes tell their records apart. | Give each a prefix under its own values, also one that has the prefix of the folder; none may begin with another one, such as N- and Z-. Records of the same number would be taken for each other.',
    ]);
  });

  test('takes two companies that share an administration and have a prefix each', () => {
    const shared = `${SETTINGS}  - { name: oost, division: 103, tenant: 203, values: { prefix: O- } }\n  - { name: west, division: 103, tenant: 204, values: { prefix: W- } }\n`;
    expect(() => loaded({ ...FILES, 'settings.yml': shared }, 'west')).not.toThrow();
  });

  test('has pins for each company in a file of its own, as each may have that number', () => {
    const pins = 'customers: { "20001": "10042" }\n';
    using folder = workspaceWith({ ...FILES, 'links/zuid.yml': pins });
    const linksOf = (administration: string) => loadConfig('mappings', folder.workspace, { administration }).links;
    expect(linksOf('zuid').get('customers')?.get('20001')).toBe('10042');
    expect(linksOf('noord').size).toBe(0);
    expect(problemsIn({ ...FILES, 'links.yml': pins })).toEqual([
      expect.stringMatching(/^WRONG_VALUE mappings\/links\.yml:1:1 .* \| Move the lines to the file of the company/),
    ]);
    expect(() => loaded({ ...FILES, 'links.yml': '# none\n' }, null)).not.toThrow();
  });

  describe('refuses a file of pins that no company reads', () => {
    const pins = 'customers: { "20001": skip }\n';
    const refused = (place: string, hint: string) => [
      `FILE_NAME mappings/links/${place}:1:1 The pins in this file are not read. | ${hint}`,
    ];
    const one = `${SETTINGS.split('\n').slice(0, 3).join('\n')}\n`;

    test.each([
      ['ziud.yml', 'Did you mean zuid? Rename the file to zuid.yml.'],
      ['Zuid.yml', 'Did you mean zuid? Rename the file to zuid.yml.'],
      ['oost-vlaanderen.yml', 'Rename it after a company in settings.yml, such as noord, or delete it.'],
    ])('in links/%s', (place, hint) => {
      expect(problemsIn({ ...FILES, [`links/${place}`]: pins })).toEqual(refused(place, hint));
    });

    test('because its name ends in .yaml, or its folder is not links', () => {
      expect(problemsIn({ ...FILES, 'links/zuid.yaml': pins })).toEqual([
        'FILE_NAME mappings/links/zuid.yaml:1:1 Files that end in .yaml are not read. | Rename it to zuid.yml.',
      ]);
      expect(problemsIn({ ...FILES, 'link/zuid.yml': pins })).toEqual([
        'FILE_NAME mappings/link/zuid.yml:1:1 Files in the folder mappings/link are not read. | Rename the folder to links.',
      ]);
    });

    test.each(['noord.yml', 'zuid.yml'])('if only noord is listed, as links/%s', (place) => {
      const hint = 'Move the lines about noord to links.yml, and delete this file.';
      expect(problemsIn({ ...FILES, 'settings.yml': one, [`links/${place}`]: pins })).toContain(
        refused(place, hint)[0],
      );
    });

    test('if no company is listed', () => {
      const files = { 'customers.yml': CUSTOMERS, 'links/noord.yml': pins };
      expect(problemsIn(files)).toEqual(refused('noord.yml', 'Move its lines to links.yml.'));
    });
  });

  test('tells of pins and pauses at the top of the repository, where nobody reads them', () => {
    const told = (file: string) =>
      `FILE_NAME ${file}:1:1 This file is not in the folder of mappings, so it is not read. | Move it to mappings/${file}.`;
    const pause = '- { flow: customers, until: 2026-12-05, by: Anna, why: New rows }\n';
    const files = { 'customers.yml': CUSTOMERS };
    expect(problemsIn({ ...files, '../links.yml': 'customers: { "20001": skip }\n' })).toEqual([told('links.yml')]);
    expect(problemsIn({ ...files, '../paused.yml': pause })).toEqual([told('paused.yml')]);
    expect(() => loaded({ ...files, '../links.yml': 'docs: https://example.com\n' }, null)).not.toThrow();
  });

  test('pauses no single record, because each company may have one of that number', () => {
    const paused = (more: string) => `- { flow: customers, ${more}until: 2026-12-05, by: Anna, why: New rows }\n`;
    expect(problemsIn({ ...FILES, 'paused.yml': paused('record: "20001", ') })).toEqual([
      expect.stringMatching(/^WRONG_VALUE mappings\/paused\.yml:1:\d+ Each of the companies/),
    ]);
    expect(() => loaded({ ...FILES, 'paused.yml': paused('') }, null)).not.toThrow();
  });

  test('tells of a folder of tables without an administration, and of an unused table there', () => {
    const { 'tables/south/kinds.yml': _, ...others } = FILES;
    expect(problemsIn({ ...FILES, 'tables/sotuh/kinds.yml': 'S: "7"\n' })[0]).toMatch(
      /^FILE_NAME mappings\/tables\/sotuh\/kinds\.yml/,
    );
    expect(problemsIn({ ...others, 'tables/south/kind.yml': 'S: "7"\n' })[0]).toMatch(
      /^FILE_NAME mappings\/tables\/south\/kind\.yml.* Did you mean kinds\?/,
    );
  });

  test('never advises to put the tables of one company in the place of those of all', () => {
    const settings = SETTINGS.replace(', tables: south', '');
    const withFolder = (name: string) =>
      problemsIn({
        ...FILES,
        'settings.yml': settings,
        'tables/south/kinds.yml': '',
        [`tables/${name}/kinds.yml`]: '',
      });
    expect(withFolder('ziud')).toContain(
      'FILE_NAME mappings/tables/ziud/kinds.yml:1:1 Files in the folder mappings/tables/ziud are not read. | Did you mean zuid? Rename the folder.',
    );
    expect(withFolder('south')).toEqual([
      'FILE_NAME mappings/tables/south/kinds.yml:1:1 Files in the folder mappings/tables/south are not read. | Rename the folder after a company in settings.yml, such as noord, or delete it.',
    ]);
  });

  test('refuses "tables" that names no folder: all companies would share the rows', () => {
    const { 'tables/south/kinds.yml': rows, ...others } = FILES;
    const missing = (hint: string) =>
      `WRONG_VALUE mappings/settings.yml:4:85 There is no folder "tables/south". | ${hint}`;
    expect(problemsIn(others)).toEqual([missing('Make the folder with the rows of this company, or remove this key.')]);
    expect(problemsIn({ ...others, 'tables/sotuh/kinds.yml': rows })).toEqual([
      'FILE_NAME mappings/tables/sotuh/kinds.yml:1:1 Files in the folder mappings/tables/sotuh are not read. | Rename the folder to south, or correct "tables" in settings.yml.',
    ]);
  });
});

const INPUTS = {
  'INPUT_STATE-KEY': 'a key for tests that is long enough for this',
  ...Object.fromEntries(
    systemNames().flatMap((name) =>
      ['client-id', 'client-secret', 'refresh-token'].map((role) => [`INPUT_${name}-${role}`.toUpperCase(), 'x']),
    ),
  ),
};

/** The administrations of a run, system by system, or what is wrong with its inputs. */
function administrationsOf(inputs: Readonly<Record<string, string>>, settings: string): readonly string[] {
  using folder = workspaceWith({ 'settings.yml': settings });
  try {
    const { systems } = inAdministration(
      readInputs({ ...INPUTS, ...inputs }),
      loadSettings('mappings', folder.workspace),
    );
    return systemNames().map((name) => systems[name].administration);
  } catch (error) {
    return errorsIn(error).map(({ code, message, hint }) => `${code} ${message} | ${hint}`);
  }
}

const ONE = SETTINGS.split('\n').slice(0, 3).join('\n');

describe('the input administration', () => {
  test('gives the numbers of the one that it names', () => {
    expect(administrationsOf({ INPUT_ADMINISTRATION: 'zuid' }, SETTINGS)).toEqual(['102', '202']);
  });

  test('may be left out if there is only one', () => {
    expect(administrationsOf({}, ONE)).toEqual(['101', '201']);
  });

  test('takes the place of the numbers on a laptop, where settings.yml lists companies', () => {
    const neededIn = (settings: string) => {
      using folder = workspaceWith({ 'settings.yml': settings });
      return requiredHere({}, folder.workspace).filter((name) => ADMINISTRATION_INPUTS.includes(name));
    };
    expect(neededIn(SETTINGS)).toEqual([]);
    expect(neededIn('flows: [customers]\n')).toEqual(ADMINISTRATION_INPUTS);
    expect(neededIn('flows: [1\n')).toEqual(ADMINISTRATION_INPUTS);
  });

  test('is asked for if there are several', () => {
    expect(administrationsOf({}, SETTINGS)).toEqual([
      expect.stringMatching(/^MISSING_INPUT .*\| Set it to one of noord, zuid/),
    ]);
  });

  test('does not take a name that is not there', () => {
    expect(administrationsOf({ INPUT_ADMINISTRATION: 'ziud' }, SETTINGS)).toEqual([
      'UNKNOWN_ADMINISTRATION settings.yml lists no administration "ziud". | Did you mean "zuid"?',
    ]);
  });

  test('does not stand beside inputs that name another one', () => {
    expect(administrationsOf({ INPUT_ADMINISTRATION: 'zuid', 'INPUT_ASPERION-TENANT': '201' }, SETTINGS)).toEqual([
      expect.stringMatching(/^WRONG_INPUT The input "asperion-tenant" names another administration .* for zuid/),
    ]);
  });

  test('is not needed where the inputs say it and nothing is listed', () => {
    const said = { 'INPUT_EXACT-ONLINE-DIVISION': '1', 'INPUT_ASPERION-TENANT': '2' };
    expect(administrationsOf(said, 'flows: [customers]\n')).toEqual(['1', '2']);
    expect(administrationsOf({}, 'flows: [customers]\n')).toEqual([
      expect.stringMatching(/^MISSING_INPUT 2 inputs are missing: exact-online-division, asperion-tenant\./),
    ]);
  });
});
