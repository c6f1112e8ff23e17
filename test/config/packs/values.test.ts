import { describe, expect, test } from 'vitest';
import { compileFlows } from '../../../src/commands/select-flows.ts';
import { loadConfig, loadSettings } from '../../../src/config/config.ts';
import { problemsOf, workspaceWith } from '../folder.ts';
import { BASE, loaded, mergedFlow, problemsWith } from './packs.ts';

const PACK = {
  '../pack/orders.yml': BASE.replace('name: customer.Name', 'name: { value: $values.name }').replace(
    'open: Status == 12',
    "open: 'Modified >= $values.from && AmountFC > $values.least && YourRef != $values.journals.sales'",
  ),
  '../pack/tables/journals.yml': 'sales: $values.journals.sales\nother: "90"\n',
  '../pack/values.yml': `values:
  name: { type: text, about: what everybody is called }
  from: { type: date, about: the first day }
  least: { type: number, about: the least amount }
  journals.sales: { type: text, about: the journal of sales }
`,
};
const SET = 'values:\n  prefix: X-\n  name: Jansen\n  from: 2026-01-01\n  least: 0.50\n  journals: { sales: "070" }\n';
const filesWith = (values: string) => ({ ...PACK, 'settings.yml': `use: ../pack\nflows: [orders]\n${values}` });

describe('values', () => {
  test('are filled in as constants and as literals of expressions, as they are written', () => {
    const { flow } = mergedFlow(filesWith(SET));
    expect(flow.steps[0]?.fields.name).toEqual({ value: 'Jansen' });
    expect(flow.where).toEqual({
      open: 'Modified >= date("2026-01-01") && AmountFC > 0.5 && YourRef != "070"',
    });
  });

  test('that are numbers stay numbers as constants, and do not become texts', () => {
    const files = {
      ...filesWith(SET.replace('least: 0.50', 'least: 14')),
      '../pack/orders.yml': BASE.replace(
        'name: customer.Name',
        'name: customer.Name\n      paymentConditionId: { value: $values.least }',
      ),
    };
    expect(mergedFlow(files).flow.steps[0]?.fields.paymentConditionId).toEqual({ value: 14 });
  });

  test('are filled into tables', () => {
    const files = filesWith(SET);
    expect(Object.fromEntries(loaded(files).tables.get('journals')?.rows ?? [])).toEqual({
      sales: '070',
      other: '90',
    });
  });

  test('that the settings hold themselves take their places', () => {
    using folder = workspaceWith({
      ...PACK,
      'settings.yml': 'use: ../pack\nvalues: { prefix: AB-, since: 2026-12-01, bookYear: "07-01" }\n',
    });
    const settings = loadSettings('mappings', folder.workspace);
    expect(settings).toMatchObject({
      externalKeys: { prefix: 'AB-' },
      since: '2026-12-01',
      bookYear: { start: '07-01' },
    });
  });

  test('of the shipped mappings are those of an example company: each one sets its own', () => {
    const files = (more: string) => ({
      'settings.yml': `use: shipped\nflows: [stock.asperion-to-exact-online]\nvalues: { prefix: EO-${more} }\n`,
    });
    expect(problemsWith(files(''))).toEqual([expect.stringContaining('VALUE_MISSING')]);
    expect(problemsWith(files(''))[0]).toContain(
      'The value "warehouse" is not set; stock.asperion-to-exact-online needs it',
    );
    const { flow } = mergedFlow(files(', warehouse: "2"'), 'stock.asperion-to-exact-online');
    expect(flow.steps[1]?.fields.Warehouse).toMatchObject({ value: '2' });
  });

  test('of the folder below hold until they are set here', () => {
    const { flow } = mergedFlow({
      ...PACK,
      '../middle/settings.yml': `use: ../pack\nflows: [orders]\n${SET}`,
      'settings.yml': 'use: ../middle\nvalues: { name: Pietersen }\n',
    });
    expect(flow.steps[0]?.fields.name).toEqual({ value: 'Pietersen' });
  });
});

describe('values that are wrong', () => {
  test('one that is not set is asked for by the flows that are on alone', () => {
    const files = (enabled: boolean) => ({
      ...PACK,
      'settings.yml':
        'use: ../pack\nvalues: { prefix: X-, name: Jansen, from: 2026-01-01, journals: { sales: "070" } }\n',
      'orders.yml': `extends: shipped\nenabled: ${enabled}\n`,
    });
    expect(problemsWith(files(true))).toEqual([
      expect.stringContaining('The value "least" is not set; orders needs it'),
    ]);
    expect(mergedFlow(files(false)).flow.enabled).toBe(false);
  });

  test('one that is not set is told once, with the flows that need it', () => {
    const problems = problemsWith(filesWith(SET.replace('  name: Jansen\n', '').replace('  prefix: X-\n', '')));
    expect(problems).toEqual([
      'VALUE_MISSING mappings/settings.yml:1:1 2 values are not set: name (pack/orders.yml:15), prefix (pack/orders.yml:14); orders needs them. | Set them under "values" in mappings/settings.yml: name (what everybody is called), prefix (what the numbers of this administration begin with in the other system, such as EO-).',
    ]);
  });

  test('one that stands for another one is refused, also one of the settings', () => {
    for (const name of ['name: Jansen', 'prefix: X-']) {
      const [key] = name.split(':');
      expect(problemsWith(filesWith(SET.replace(`  ${name}\n`, `  ${key}: $values.other\n`)))).toEqual([
        expect.stringMatching(
          /^WRONG_VALUE mappings\/settings\.yml:\d+:\d+ A value cannot stand for another one\. \| /,
        ),
      ]);
    }
  });

  test('one that is a list is refused where it stands', () => {
    expect(problemsWith(filesWith(SET.replace('  name: Jansen\n', '  name: [Jansen]\n')))).toEqual([
      expect.stringMatching(
        /^WRONG_VALUE mappings\/settings\.yml:\d+:\d+ The value "name" must be a text, found a list\./,
      ),
    ]);
  });

  test('one that several flows need names all of them', () => {
    const files = filesWith(SET.replace('  name: Jansen\n', ''));
    const settings = files['settings.yml'].replace('flows: [orders]', 'flows: [orders, more]');
    const more = PACK['../pack/orders.yml'];
    const problems = problemsWith({ ...files, '../pack/more.yml': more, 'settings.yml': settings });
    expect(problems[0]).toMatch(
      /^VALUE_MISSING \S+ The value "name" is not set; more, orders need it \(pack\/\S+:\d+\)\./,
    );
  });

  test('one that only a table needs is asked for if a flow that is on uses the table', () => {
    const unset = SET.replace(/ {2}journals.*\n/, '');
    const used = PACK['../pack/orders.yml'].replace(' && YourRef != $values.journals.sales', '');
    const withTable = used.replace('city: {', 'city: { table: journals, key: customer.City }\n      comments: {');
    const problems = (flow: string) => problemsWith({ ...filesWith(unset), '../pack/orders.yml': flow });
    expect(problems(withTable)[0]).toContain(
      'The value "journals.sales" is not set; orders needs it (pack/tables/journals.yml:1).',
    );
    expect(mergedFlow({ ...filesWith(unset), '../pack/orders.yml': used }).name).toBe('orders');
  });

  test('an unknown name, and a text of another type', () => {
    expect(problemsWith(filesWith(SET.replace('name:', 'nam:')))[0]).toBe(
      'UNKNOWN_VALUE mappings/settings.yml:5:3 There is no value "nam". | Did you mean "name"?',
    );
    expect(problemsWith(filesWith(SET.replace('0.50', 'much')))[0]).toBe(
      'WRONG_VALUE mappings/settings.yml:7:10 The value "least" must be a number, found "much". | the least amount',
    );
  });

  test.each(['100', '-5', '0.05', '"5%"'])('a percentage that is none: %s', (given) => {
    const least = PACK['../pack/values.yml'].replace('type: number', 'type: percent');
    const filesOf = (percent: string) => ({ ...filesWith(SET.replace('0.50', percent)), '../pack/values.yml': least });
    const said = /The value "least" must be a percentage, 0 or from 1 to below 100, found "/;
    expect(problemsWith(filesOf(given))[0]).toMatch(said);
    expect(mergedFlow(filesOf('12.5')).name).toBe('orders');
  });

  test('a setting that says the same', () => {
    expect(problemsWith(filesWith(`externalKeys: { prefix: Y- }\n${SET}`))[0]).toBe(
      'NAME_TAKEN mappings/settings.yml:5:3 "prefix" is set twice: here, and as externalKeys.prefix. | Keep the one under "values".',
    );
  });

  test('a text that YAML reads as a decimal, and a value that is empty', () => {
    expect(problemsWith(filesWith(SET.replace('"070"', '1.10')))[0]).toBe(
      'YAML_NUMBER mappings/settings.yml:8:22 The value "journals.sales" is a text, and YAML reads a number here: digits may be lost. | Write it in quotes.',
    );
    expect(problemsWith(filesWith(SET.replace('prefix: X-', 'prefix:'))).join()).toContain('EMPTY_VALUE');
  });

  test('one that something else stands beside, in a table or a constant; dated rows are filled in', () => {
    const table = (text: string) => ({ ...filesWith(SET), '../pack/tables/journals.yml': `sales: ${text}\n` });
    expect(problemsWith(table('X$values.name'))[0]).toContain(
      'WRONG_VALUE pack/tables/journals.yml:1:8 A value stands alone here.',
    );
    expect(problemsWith(table('$value.name'))[0]).toContain('A value stands alone here.');
    const dated = loaded(table('[{ value: $values.name, from: 2026-01-01 }]')).tables.get('journals');
    expect(JSON.stringify(dated?.rows.get('sales'))).toContain('Jansen');
    const constant = PACK['../pack/orders.yml'].replace('{ value: $values.name }', '{ value: "EO-$values.name" }');
    expect(problemsWith({ ...filesWith(SET), '../pack/orders.yml': constant })[0]).toContain(
      'A value stands alone here.',
    );
  });
});

test('an undeclared value is told where it is used, with the nearest one or how to declare it', () => {
  const flow = (name: string) =>
    `extends: shipped\nsteps: { debtor: { fields: { name: { value: $values.${name} } } } }\n`;
  const near = problemsWith({ ...filesWith(SET), 'orders.yml': flow('nam') });
  expect(near).toEqual([
    'UNKNOWN_VALUE mappings/orders.yml:2:45 There is no value "nam". | Did you mean "$values.name"?',
  ]);
  const own = problemsWith({ ...filesWith(SET), 'orders.yml': flow('rebate') });
  expect(own).toEqual([
    'UNKNOWN_VALUE mappings/orders.yml:2:45 There is no value "rebate". | Declare it in values.yml, beside settings.yml: values: { rebate: { type: text, about: … } }.',
  ]);
});

describe('what the values of rows may be', () => {
  const kinds = '  journals: { kind: { keyOf: kinds }, rate: { type: number } }\n';
  const problems = (row: string, own: string, below = kinds) => {
    const using = '("X-" + table("journals", customer.Code, "kind"))';
    using folder = workspaceWith({
      '../pack/orders.yml': BASE.replace('customer.Name', using),
      '../pack/values.yml': `rows:\n${below}`,
      '../pack/tables/kinds.yml': 'domestic: x\n',
      '../pack/tables/journals.yml': `A: ${row}\n`,
      'settings.yml': 'use: ../pack\nflows: [orders]\nvalues: { prefix: X- }\n',
      ...(own === '' ? {} : { 'values.yml': `rows: { ${own} }\n` }),
    });
    const all = problemsOf(() => compileFlows(loadConfig('mappings', folder.workspace)));
    return all.filter((one) => !one.startsWith('MISSING_FIELD'));
  };

  test('is not all that a row may hold, and a mistyped name is told', () => {
    expect(problems('{ kind: domestic, rate: 21, note: high }', '')).toEqual([]);
    expect(problems('{ knd: domestic, rate: 21 }', '').join()).toContain('has no value "knd". | Did you mean "kind"?');
  });

  test('is named with a row that is missing, where it is a key of another table', () => {
    using folder = workspaceWith({
      'orders.yml': BASE,
      'values.yml': `values: { prefix: { type: text, about: before keys } }\nrows:\n${kinds}`,
      'settings.yml': 'values: { prefix: X- }\n',
      'tables/kinds.yml': 'domestic: x\nmargin: y\n',
      'tables/journals.yml': 'A: { kind: domestic, rate: 21 }\n',
    });
    const table = loadConfig('mappings', folder.workspace).tables.get('journals');
    expect(table?.choices).toEqual({ kind: ['domestic', 'margin'] });
  });

  test('is told of each value: what a folder says of one leaves those that are declared below', () => {
    const note = 'journals: { note: { type: text } }';
    expect(problems('{ kind: domestic, rate: 21, note: high }', note)).toEqual([]);
    expect(problems('{ kind: domestic, rate: 21% }', note).join()).toContain('"rate" must be a number, found "21%".');
    expect(problems('{ kind: domestic, rate: 21% }', 'journals: { rate: { type: text } }')).toEqual([]);
  });

  test('is refused of a table that is not there', () => {
    const row = '{ kind: domestic, rate: 21 }';
    expect(problems(row, 'jornals: { rate: { type: number } }')).toEqual([
      'UNKNOWN_TABLE mappings/values.yml:1:9 There is no table "jornals". | Did you mean "journals"?',
    ]);
    expect(problems(row, '', kinds.replace('keyOf: kinds', 'keyOf: knds'))).toEqual([
      'UNKNOWN_TABLE pack/values.yml:2:30 There is no table "knds". | Did you mean "kinds"?',
    ]);
  });
});
