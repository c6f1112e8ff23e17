import { expect, test } from 'vitest';
import { shown } from '../../scripts/first-hour/shown.ts';

test('of what was written to a terminal, what is seen in the end is left', () => {
  expect(shown('\u001b[32mgreen\u001b[39m\r\n\u001b[?25lnext\r\n')).toBe('green\nnext');
  expect(shown('plan … 12 s\r\u001b[Kdone\r\n')).toBe('done');
  // A question that is drawn again as it was answered.
  expect(shown('◆ Which?\r\n● one\r\n○ two\r\n\u001b[999D\u001b[3A\u001b[J◇ Which?\r\ntwo\r\n')).toBe('◇ Which?\ntwo');
  expect(shown('a\u001b[3Gc\u001b[1Db\u001b[B\u001b[2Dd')).toBe('a b\n d');
});
