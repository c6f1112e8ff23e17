import { expect, test } from 'vitest';
import { toPaste } from '../../src/commands/sandbox.ts';

test.each([
  ['linux', ['/usr/bin/node', '/opt/sync/cli.cjs'], '/usr/bin/node /opt/sync/cli.cjs'],
  ['darwin', ['/usr/bin/node', "/Users/s/My Books/o'k.cjs"], "/usr/bin/node '/Users/s/My Books/o'\\''k.cjs'"],
  ['win32', ['C:\\node\\node.exe', 'C:\\My Books\\cli.cjs'], "C:\\node\\node.exe 'C:\\My Books\\cli.cjs'"],
  ['win32', ['C:\\Program Files\\node.exe', 'C:\\cli.cjs'], "& 'C:\\Program Files\\node.exe' C:\\cli.cjs"],
])('on %s, the command %j can be pasted', (platform, words, line) => {
  expect(toPaste(words, platform)).toBe(line);
});
