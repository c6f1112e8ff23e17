import { describe, expect, test } from 'vitest';
import { fieldsCommand, fieldsHelp } from '../../src/commands/fields.ts';
import { SyncError } from '../../src/errors/errors.ts';
import { inColumns } from '../../src/report/fields/in-columns.ts';
import { catalogsOfSystems } from '../../src/systems/registry.ts';

/** What the command prints, on a terminal of so many columns (a pipe if left out). */
function printed(args: readonly string[], columns?: number): string {
  const parts: string[] = [];
  const output = { write: (text: string) => parts.push(text), ...(columns === undefined ? {} : { columns }) };
  expect(fieldsCommand(args, { output })).toBe(true);
  return parts.join('');
}

/** The line of a field or resource. */
const lineOf = (text: string, name: string): string | undefined =>
  text.split('\n').find((line) => line.startsWith(`${name} `));

/** What a refused call says: code, sentence and what to do. */
function refusal(...args: readonly string[]): string {
  try {
    printed(args);
  } catch (error) {
    if (error instanceof SyncError) return `${error.code} ${error.message} ${error.hint}`;
    throw error;
  }
  throw new Error('It was not refused.');
}

describe('without a resource', () => {
  test('lists those of both systems: which can be a source, and which are written', () => {
    const all = printed([]);
    for (const { resources } of Object.values(catalogsOfSystems())) {
      for (const { name } of resources.values()) expect(lineOf(all, name), name).toBeDefined();
    }
    expect(lineOf(all, 'crm/Accounts')).toMatch(/^crm\/Accounts +yes +create, update +\d+$/);
    expect(lineOf(all, 'crm/BankAccounts')).toMatch(/ no +create, update /);
    expect(lineOf(all, 'salesinvoices')).toMatch(/ no +never +14$/);
    expect(lineOf(all, 'cashflow/PaymentConditions')).toMatch(/ no +create +\d+$/);
  });

  test('lists one system with --system, before or after anything else', () => {
    const one = printed(['--system', 'asperion']);
    expect(lineOf(one, 'debtors')).toBeDefined();
    expect(one).not.toMatch(/crm\//);
    expect(printed(['--system=asperion'])).toBe(one);
    expect(printed(['--system', 'asperion', 'debtors'])).toBe(printed(['debtors', '--system', 'asperion']));
  });
});

describe('with a resource', () => {
  test('prints what is known of each field in columns', () => {
    const contacts = printed(['crm/Contacts']);
    expect(contacts).toMatch(/^crm\/Contacts of Exact Online: 70 fields\n\nIt can be the source of a flow\.\n/);
    expect(contacts).toContain('Records are created and updated.\nThe key is ID; reports name a record by its HID.\n');
    expect(lineOf(contacts, 'field')).toMatch(/^field +type +length +written +required +look-up +personal +notes$/);
    expect(lineOf(contacts, 'Account')).toMatch(/ id +create, update +yes +yes +The account to which/);
    expect(lineOf(contacts, 'Code')).toMatch(/ text +18 +never +Code of the account\.$/);
    expect(lineOf(contacts, 'Email')).toMatch(
      / text +create, update +email +.*\. Matched without case, blanks and dots\./,
    );
    const start = lineOf(contacts, 'field')?.indexOf('notes');
    expect(lineOf(contacts, 'FirstName')?.indexOf('First name.')).toBe(start);
  });

  test('says what to do instead of writing a field that is only shown, or a resource', () => {
    expect(lineOf(printed(['logistics/Items']), 'Stock')).toMatch(/ never .* Write counted stock with a step for/);
    expect(printed(['inventory/StockPositions'])).toContain('never written.\nWrite counted stock with a step for');
    expect(lineOf(printed(['crm/Contacts']), 'TitleDescription')).toMatch(/It follows from Title: write that\.$/);
  });

  test('says where lines are, on both sides', () => {
    expect(lineOf(printed(['salesorder/SalesOrders']), 'SalesOrderLines')).toContain(
      'A collection of salesorder/SalesOrderLines.',
    );
    expect(printed(['salesorder/SalesOrderLines'])).toContain(
      'Its records are in the collection SalesOrderLines of salesorder/SalesOrders.\n',
    );
  });

  test('says what keeps records from being written, and what a resource needs', () => {
    expect(printed(['salesorder/SalesOrders'])).toContain('A record whose Status is 21 can no longer change.\n');
    expect(printed(['contacts'])).toContain('It needs asperion.contactsAndAddresses: true in settings.yml.\n');
  });

  test('says which field is never shown, and which the system does not have', () => {
    expect(lineOf(printed(['articles']), 'openOrderQuantity')).toContain('Computed here from other records.');
    expect(lineOf(printed(['articles']), 'image')).toMatch(
      / binary +create, update .* accepts an image of an article but never shows it/,
    );
  });

  test('leaves out the columns that would be empty', () => {
    expect(lineOf(printed(['debtorkinds']), 'field')).toMatch(/^field +type +written/);
    expect(lineOf(printed(['debtorkinds']), 'field')).not.toMatch(/length|required|personal/);
  });
});

describe('a name that does not exist', () => {
  test.each([
    ['crm/Contact', 'Did you mean crm/Contacts?'],
    ['CRM/contacts', 'Did you mean crm/Contacts?'],
    ['debitors', 'Did you mean debtors?'],
    ['Contacs', 'Did you mean crm/Contacts or contacts?'],
    ['salesOrders', 'Did you mean salesorder/SalesOrders?'],
    ['constructor', 'exact-asperion-sync fields has all names.'],
  ])('%s gets the nearest right one', (name, hint) => {
    expect(refusal(name)).toBe(`UNKNOWN_RESOURCE There is no resource "${name}". ${hint}`);
  });

  test('of the other system says so', () => {
    expect(refusal('crm/Accounts', '--system', 'asperion')).toBe(
      'UNKNOWN_RESOURCE There is no resource "crm/Accounts" in Asperion. It is a resource of Exact Online.',
    );
    expect(refusal('Contacs', '--system', 'asperion')).toMatch(/ in Asperion\. Did you mean contacts\?$/);
  });

  test('of a system gets the nearest one, too', () => {
    expect(refusal('--system', 'asperon')).toBe('UNKNOWN_SYSTEM There is no such system. Did you mean asperion?');
    expect(refusal('--system', 'x')).toMatch(/Use exact-online or asperion\.$/);
  });
});

test('refuses a second resource, an unknown option and an option without a value', () => {
  expect(refusal('debtors', 'articles')).toMatch(/^UNKNOWN_ARGUMENT fields RESOURCE takes options only/);
  expect(refusal('--sytem', 'asperion')).toMatch(/^UNKNOWN_/);
  expect(refusal('debtors', '--sytem=asperion')).toBe(
    'UNKNOWN_OPTION fields RESOURCE has no option --sytem. Did you mean --system?',
  );
  expect(refusal('--system')).toMatch(/^OPTION_VALUE --system needs a value\./);
});

test('the examples of the help work', () => {
  const examples = [...fieldsHelp.matchAll(/^ {2}exact-asperion-sync fields ?([^|\n]*?)(?: {2,}.*| \|.*)?$/gm)];
  expect(examples.length).toBeGreaterThan(4);
  for (const [, args = ''] of examples) expect(printed(args.split(' ').filter(Boolean))).not.toBe('');
});

describe('on a terminal', () => {
  const rows = [
    ['field', 'type', 'notes'],
    ['Email', 'text', 'The address that invoices go to.'],
    ['Code', 'text', ''],
  ];

  test('notes are wrapped in their column', () => {
    expect(inColumns(rows, 40)).toEqual([
      'field  type  notes',
      'Email  text  The address that invoices',
      '             go to.',
      'Code   text',
    ]);
  });

  test('notes stand below their row if there is no room beside it', () => {
    expect(inColumns(rows, 36)).toEqual([
      'field  type',
      '    notes',
      'Email  text',
      '    The address that invoices go to.',
      'Code   text',
    ]);
  });

  test('no line of a wide table is wider than the terminal', () => {
    const lines = printed(['crm/Contacts'], 120).split('\n');
    expect(lines.filter((line) => line.length > 120)).toEqual([]);
    expect(lines.length).toBeGreaterThan(printed(['crm/Contacts']).split('\n').length);
  });
});
