import Big from 'big.js';
import { expect, test } from 'vitest';
import { mayBeMadeOf } from '../../../src/sync/links/made-of.ts';
import { LocalDateTime, type Value } from '../../../src/values.ts';

const day = (text: string): Value => new LocalDateTime(text.length === 10 ? `${text}T00:00:00` : text);

test.each<[Value, Value, boolean]>([
  ['Bakkerij De Molen', 'Bakkerij De M', true],
  ['Café  Zürich', 'CAFE ZURICH', true],
  ['020 - 555 01 23', '0205550123', true],
  ['Haarlem', 'Dorp 4', false],
  ['Haarlem', 'Haarlemmermeer', false],
  ['Haarlem', null, true],
  ['Haarlem', '', true],
  [new Big('1.005'), new Big('1.01'), true],
  [new Big('1.005'), new Big('1.00'), true],
  [new Big('19.95'), new Big('21.5'), false],
  [day('2026-05-01T10:30:00'), day('2026-05-01'), true],
  [day('2026-05-01'), day('2026-05-02'), false],
  [true, false, false],
  [5, 6, false],
  ['5', 5, true],
])('of %s a system may store %s: %s', (sent, stored, isPossible) => {
  expect(mayBeMadeOf(sent, stored)).toBe(isPossible);
});
