import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config/config.ts';
import { CUSTOMERS, problemsOf, workspaceWith } from './folder.ts';

/** paused.yml and messages.yml: lists that a person keeps beside the flows. */

const LINE = 'until: 2026-12-05, by: Accounts, why: Closing';

test('pauses and messages are read with their places, texts on one line', () => {
  using folder = workspaceWith({
    'customers.yml': CUSTOMERS,
    'paused.yml':
      '- flow: customers\n  record: 0123\n  until: 2026-12-05\n  by: Accounts\n  why: |\n    Closing,\n    ::error::as every year\n',
    'messages.yml':
      '- says: [Verplicht, "Niet * gevonden"]\n  cause: { en: One., nl: Een. }\n  fix: Two.\n  menu: A > B\n',
  });
  const { pauses, messages } = loadConfig('mappings', folder.workspace);
  expect(pauses).toEqual([
    {
      flow: 'customers',
      record: '0123',
      until: '2026-12-05',
      by: 'Accounts',
      why: 'Closing, ::error::as every year',
      at: { file: 'mappings/paused.yml', line: 1, column: 3 },
    },
  ]);
  expect(messages).toEqual([
    {
      says: ['Verplicht', 'Niet * gevonden'],
      cause: { en: 'One.', nl: 'Een.' },
      fix: { en: 'Two.', nl: 'Two.' },
      menu: { en: 'A > B', nl: 'A > B' },
      source: 'mappings/messages.yml:1',
    },
  ]);
});

test('files with comments only hold nothing back and explain nothing', () => {
  using folder = workspaceWith({ 'customers.yml': CUSTOMERS, 'paused.yml': '# none\n', 'messages.yml': '# none\n' });
  expect(loadConfig('mappings', folder.workspace)).toMatchObject({ pauses: [], messages: [] });
});

test('no record of a flow that only verifies can be paused, but the flow can', () => {
  const verifying = `purpose: verify\n${CUSTOMERS.replace('    update: true\n', '')}`;
  using folder = workspaceWith({
    'customers.yml': verifying,
    'paused.yml': `- { flow: customers, record: "1", ${LINE} }\n- { flow: customers, ${LINE} }\n`,
  });
  expect(problemsOf(() => loadConfig('mappings', folder.workspace))).toEqual([
    'WRONG_VALUE mappings/paused.yml:1:30 "customers" only verifies and writes nothing, so none of its records can be paused. | Remove the line, or pause the whole flow.',
  ]);
});

test('a list under another name is told where it belongs', () => {
  using folder = workspaceWith({
    'customers.yml': CUSTOMERS,
    'pauses.yml': `- { flow: customers, ${LINE} }\n`,
    'message.yml': '- { says: Verplicht, cause: One., fix: Two. }\n',
  });
  expect(problemsOf(() => loadConfig('mappings', folder.workspace)).map((one) => one.split(' | ')[1])).toEqual([
    'Rename it to messages.yml.',
    'Rename it to paused.yml.',
  ]);
});
