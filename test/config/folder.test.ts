import { expect, test } from 'vitest';
import { entriesOf } from '../../src/config/folder.ts';

test('a folder that cannot be read is told by its name, as a mistake of the files', () => {
  const folder = { root: import.meta.dirname, name: 'mappings' };
  expect(() => entriesOf(folder, 'gone')).toThrow(
    expect.objectContaining({ code: 'FILE_UNREADABLE', at: { file: 'mappings/gone', line: 1, column: 1 } }),
  );
});
