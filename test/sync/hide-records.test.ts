import { expect, test } from 'vitest';
import { AccessError, TransientError } from '../../src/errors.ts';
import { hideRecords } from '../../src/sync/hide-records.ts';
import { createItem } from '../../src/sync/item.ts';
import { TODAY } from '../mapping/flows.ts';

const item = createItem(
  { key: 'k', reference: '20001', fields: { Name: 'Bakkerij De Kroon', Email: 'info@kroon.example' }, changedAt: null },
  { full: false, trust: 'prints', today: TODAY },
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
  expect(hideRecords(error, [item])).toMatchObject({
    code: 'READ_REFUSED',
    message: 'Refused: {Name}, {FullName}, {Email}, {e-mail address}',
    hint: 'Look there.',
  });
  expect(hideRecords(error, [item])).toBeInstanceOf(AccessError);
});

test('errors in words of our own stay as they are', () => {
  const refusal = new AccessError('UNAUTHORIZED', 'Asperion refuses a token that it has just issued.');
  expect(hideRecords(refusal, [item])).toBe(refusal);
  const failure = new TransientError('GAVE_UP', 'Bakkerij De Kroon');
  expect(hideRecords(failure, [item])).toBe(failure);
});
