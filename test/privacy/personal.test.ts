import { describe, expect, test } from 'vitest';
import { personalClass } from '../../src/privacy/personal.ts';
import { text } from '../../src/systems/asperion/catalog/fields.ts';
import { asperionCatalog } from '../../src/systems/asperion/catalog.ts';
import type { Catalog, FieldSpec } from '../../src/systems/catalog.ts';
import { exactOnlineCatalog } from '../../src/systems/exact-online/catalog.ts';
import { personalClassOf, reviewedClass, reviewedFields } from '../../src/systems/exact-online/personal-fields.ts';
import { matchForm } from '../../src/systems/match-form.ts';

const catalogs: readonly Catalog[] = [exactOnlineCatalog, asperionCatalog];
const fields: readonly (readonly [resource: string, field: string, spec: FieldSpec])[] = catalogs.flatMap(
  ({ resources }) =>
    [...resources.values()].flatMap((resource) =>
      Object.entries(resource.fields).map(([field, spec]) => [resource.name, field, spec] as const),
    ),
);

describe('the personal class of a field', () => {
  test('is decided for every text of Exact Online, and for no field that does not exist', () => {
    const known = new Set(fields.map(([resource, field]) => `${resource}.${field}`));
    const texts = fields.filter(
      ([resource, , { type }]) => type === 'text' && exactOnlineCatalog.resources.has(resource),
    );
    expect(texts.length).toBeGreaterThan(600);
    // The positions of stock are made here.
    const open = texts.filter(([resource, field]) => reviewedClass(resource, field) === undefined);
    expect([...new Set(open.map(([resource]) => resource))]).toEqual(['inventory/StockCounts']);
    expect(reviewedFields.filter((field) => !known.has(field))).toEqual([]);
    expect(new Set(reviewedFields).size).toBe(reviewedFields.length);
  });

  test('must be given for a new text, or nothing compiles; fields from the vendor are personal', () => {
    // @ts-expect-error The class is missing.
    text();
    // @ts-expect-error The class is missing.
    const spec: FieldSpec = { type: 'text', create: true, update: true, required: false, searchable: null };
    expect(spec).toBeDefined();
    expect(personalClassOf('crm/Accounts', 'FavouriteDish', 'text')).toBe('text');
    expect(personalClassOf('crm/Accounts', 'FavouriteNumber', 'integer')).toBeNull();
  });

  test.each([
    ['crm/Addresses', 'ContactName', 'name'],
    ['crm/Addresses', 'AccountName', 'name'],
    ['crm/Contacts', 'SocialSecurityNumber', 'identity'],
    ['crm/Contacts', 'BirthDate', 'identity'],
    ['crm/Accounts', 'Website', 'address'],
    ['crm/Accounts', 'SearchCode', 'name'],
    ['logistics/Items', 'SearchCode', null],
    ['crm/Accounts', 'Latitude', 'address'],
    ['crm/Accounts', 'Country', null],
    ['salesorder/SalesOrders', 'OrderedByContactPerson', null],
    ['salesorder/SalesOrders', 'SalesOrderLines.Notes', 'text'],
    ['salesorder/SalesOrders', 'SalesOrderLines.Description', null],
    ['salesorderswithlines', 'deliveryName', 'name'],
    ['salesorderswithlines', 'lines.description', null],
    ['debtors', 'iban', 'bank'],
  ])('%s.%s: %s', (resource, field, wanted) => {
    expect(personalClass(resource, field)).toBe(wanted);
  });

  test.each([
    ['crm/Accounts', 'emailaddress', 'email'],
    ['', 'NAME', 'name'],
    ['elsewhere', 'lines.Notes', 'text'],
    ['elsewhere', 'Quantity', null],
  ])('is known by its name where the catalog does not know %s.%s: as in any resource', (resource, field, wanted) => {
    expect(personalClass(resource, field)).toBe(wanted);
  });

  test('keeps names of people and e-mail addresses out of what names a record', () => {
    // Tenants are named by the doctor only.
    const personal = catalogs.flatMap(({ resources }) =>
      [...resources.values()].filter(({ fields: own, reference }) => own[reference]?.personal !== null),
    );
    expect(personal.map(({ name }) => name)).toEqual(['administrations']);
  });

  test('is known for every field that holds a name for matching', () => {
    const named = catalogs.flatMap(({ resources }) => [...resources.values()].filter(({ nameField }) => nameField));
    expect(named.map(({ name, nameField }) => personalClass(name, nameField ?? ''))).toEqual(['name', 'name']);
  });
});

describe('loose comparison', () => {
  test('is a fact of these fields and of no others', () => {
    const loose = fields
      .filter(([, , spec]) => spec.loose !== undefined)
      .map(([resource, field]) => `${resource}.${field}`);
    expect(loose.sort()).toEqual([
      'administrations.email',
      'contacts.emailAddress',
      'crm/Accounts.ChamberOfCommerce',
      'crm/Accounts.Email',
      'crm/Accounts.VATNumber',
      'crm/Contacts.BusinessEmail',
      'crm/Contacts.Email',
      'debtors.cocNumber',
      'debtors.emailAddress',
      'debtors.vatNumber',
      'hrm/Divisions.OBNumber',
      'hrm/Divisions.VATNumber',
      'inventory/Warehouses.EMail',
      'system/AllDivisions.ChamberOfCommerceNumber',
      'system/AllDivisions.Email',
      'system/AllDivisions.OBNumber',
      'system/AllDivisions.VATNumber',
      'system/Divisions.ChamberOfCommerceNumber',
      'system/Divisions.Email',
      'system/Divisions.OBNumber',
      'system/Divisions.VATNumber',
    ]);
  });

  const spec = asperionCatalog.resources.get('debtors') ?? { fields: {} };

  test.each([
    ['emailAddress', ['info@acme-zuid.example', ' Info@Acme-Zuid.example ']],
    ['vatNumber', ['NL812345678B01', 'NL 8123.45.678 b01', 'nl-8123.45.678.B01', '812345678B01']],
    ['vatNumber', ['EL123456783', 'GR123456783', '123 456 783']],
    ['vatNumber', ['BE0403170701', 'BE 0403.170.701', '0403170701']],
    ['cocNumber', ['01234567', '1234567', '0123 4567', '0123-4567']],
  ])('finds one %s in all of %j', (field, written) => {
    expect(new Set(written.map((value) => matchForm(spec, field, value))).size).toBe(1);
  });

  test.each([
    ['emailAddress', 'jan-bos@post.example', 'janbos@post.example'],
    ['vatNumber', 'NL812345678B01', 'NL812345678B02'],
    ['cocNumber', '12345678', '000012345678'],
    ['cocNumber', 'HRA 12345', 'HRB 12345'],
  ])('tells two of %s apart: %s and %s', (field, one, other) => {
    expect(matchForm(spec, field, one)).not.toBe(matchForm(spec, field, other));
  });

  test('finds nothing to compare in blanks, and no number in a text without digits', () => {
    expect(matchForm(spec, 'emailAddress', ' . ')).toBeNull();
    expect(matchForm(spec, 'vatNumber', 'aangevraagd')).toBeNull();
    expect(matchForm(spec, 'cocNumber', '-')).toBeNull();
  });

  test('is exact for all other fields', () => {
    expect(matchForm(spec, 'characteristic5', 'EO 1')).toBe(matchForm(spec, 'characteristic5', 'EO 1'));
    expect(matchForm(spec, 'characteristic5', 'EO 1')).not.toBe(matchForm(spec, 'characteristic5', 'EO1'));
  });
});
