import { expect, test } from 'vitest';
import { asperionCatalog } from '../../../src/systems/asperion/catalog.ts';

const all = [...asperionCatalog.resources.values()];

test.each(all)('$name has its key and reference among its fields, and its key cannot be written', (spec) => {
  const key = spec.fields[spec.key];
  expect(key).toMatchObject({ create: false, update: false, searchable: true });
  expect(spec.fields).toHaveProperty(spec.reference);
});

test.each(all)('$name asks only for fields that can be sent; without create, no field is writable', (spec) => {
  for (const field of Object.values(spec.fields)) {
    if (field.required) expect(field.create).toBe(true);
    if (!spec.creatable) expect([field.create, field.update]).toEqual([false, false]);
  }
});

test.each(all.filter((spec) => spec.lines !== undefined))('$name has its lines as a resource of their own', (spec) => {
  for (const [field, resource] of Object.entries(spec.lines ?? {})) {
    expect(spec.fields[field]).toMatchObject({ type: 'lines', required: true });
    expect(asperionCatalog.resources.has(resource)).toBe(true);
  }
});

test.each(all.filter((spec) => spec.creatable && !spec.name.includes('.')))(
  '$name can be found again by a searchable field that can be written',
  (spec) => {
    expect(Object.values(spec.fields).some((field) => field.create && field.searchable === true)).toBe(true);
  },
);

test("totals, stock, dates and states are the system's own", () => {
  const readOnly: readonly (readonly [string, readonly string[]])[] = [
    ['articles', ['currentStock', 'dateAdded', 'dateLastChange']],
    ['debtors', ['dateAdded', 'dateLastChange']],
    ['salesinvoiceswithlines', ['amountExclVat', 'amountInclVat', 'vatAmount', 'status']],
    ['salesorderswithlines', ['amountExclVat', 'amountInclVat', 'vatAmount', 'status']],
    ['journalentrieswithlines', ['state']],
  ];
  for (const [resource, fields] of readOnly) {
    for (const field of fields) {
      expect(asperionCatalog.resources.get(resource)?.fields[field]).toMatchObject({ create: false, update: false });
    }
  }
});

test('ids of code lists are text, ids of records numbers', () => {
  const typeOf = (resource: string) => asperionCatalog.resources.get(resource)?.fields.id?.type;
  expect(['journals', 'vatcodes', 'debtorkinds', 'paymentmethods', 'salestypes'].map(typeOf)).toEqual(
    Array(5).fill('text'),
  );
  expect(['debtors', 'ledgeraccounts', 'paymentconditions', 'costcenters'].map(typeOf)).toEqual(
    Array(4).fill('integer'),
  );
});
