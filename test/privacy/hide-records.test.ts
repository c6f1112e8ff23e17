import { expect, test } from 'vitest';
import { AccessError, TransientError } from '../../src/errors/errors.ts';
import { hideRecords, hideValues } from '../../src/privacy/hide-records.ts';
import { createItem, knownRecords } from '../../src/sync/item.ts';
import { compileFiles, customers, TODAY } from '../mapping/flows.ts';

const program = compileFiles({
  'flow.yml': customers(
    'attentionTo: contact.FullName',
    'with: { contact: { resource: crm/Contacts, by: ID, value: MainContact } }\n',
  ),
});
const item = createItem(
  { key: 'k', reference: '20001', fields: { Name: 'Bakkerij De Kroon', Email: 'info@kroon.example' }, changedAt: null },
  { full: false, trust: 'fingerprints', isAsked: false, isToTakeBack: false, today: TODAY },
);
item.related.contact = { FullName: 'Anna Smit' };

test('a refusal is told without the values of the records that were worked on', () => {
  const error = new AccessError(
    'READ_REFUSED',
    'Refused: Bakkerij De Kroon, ANNA SMIT, INFO@kroon.example, x@y.example',
    {
      hint: 'Look there.',
    },
  );
  expect(hideRecords(error, knownRecords(item, program))).toMatchObject({
    code: 'READ_REFUSED',
    message: 'Refused: {Name}, {FullName}, {Email}, {e-mail address}',
    hint: 'Look there.',
  });
  expect(hideRecords(error, knownRecords(item, program))).toBeInstanceOf(AccessError);
});

test.each([
  [985, ' {Name} xxxxxx…'],
  [995, ' {Na…'],
])('a long refusal is cut after its values are hidden, never through one of them (%d)', (before, end) => {
  const message = `${'x'.repeat(before)} Bakkerij De Kroon ${'x'.repeat(2000)}`;
  expect(hideValues(message, knownRecords(item, program))).toBe(`${'x'.repeat(before)}${end}`);
});

test('errors in words of our own stay as they are', () => {
  const refusal = new AccessError('UNAUTHORIZED', 'Asperion refuses a token that it has just issued.');
  expect(hideRecords(refusal, knownRecords(item, program))).toBe(refusal);
});

test('what a system said when a call was given up is hidden too, and it stays the same outage', () => {
  const outage = { system: 'asperion', why: '500' } as const;
  const failure = new TransientError('GAVE_UP', 'It kept failing, last with: Bakkerij De Kroon', { outage });
  const hidden = hideRecords(failure, knownRecords(item, program));
  expect(hidden).toBeInstanceOf(TransientError);
  expect(hidden).toMatchObject({ code: 'GAVE_UP', message: 'It kept failing, last with: {Name}', outage });
});

test('a field that is personal in one resource is shown in another', () => {
  const records = [
    { resource: 'logistics/Items', values: { SearchCode: 'ESPRESSO', Notes: 'Anna weet meer' } },
    { resource: 'crm/Accounts', values: { SearchCode: 'KROON', Country: 'Nederland' } },
    { resource: 'salesorder/SalesOrders', values: { SalesOrderLines: [{ Description: 'Koffie', Notes: 'bel Anna' }] } },
    { resource: 'unknown', values: { Website: 'kroon.example', Quantity: 144 } },
  ];
  expect(hideValues('ESPRESSO, Anna weet meer, KROON, Nederland, Koffie, bel Anna, kroon.example, 144', records)).toBe(
    'ESPRESSO, {Notes}, {SearchCode}, Nederland, Koffie, {SalesOrderLines.Notes}, {Website}, 144',
  );
});
