import fs from 'node:fs/promises';
import { syncBuiltinESMExports } from 'node:module';

// Saves to the file store and dies, as if by `kill -9`, at the moment that the second argument names.
const [path = '', moment = ''] = process.argv.slice(2);
const die = async (): Promise<void> => {
  process.kill(process.pid, 'SIGKILL');
  await new Promise(() => undefined);
};

if (moment === 'rename') fs.rename = die;
if (moment === 'sync') {
  const { open } = fs;
  fs.open = async (...given) => {
    const handle = await open(...given);
    handle.sync = die;
    return handle;
  };
}
syncBuiltinESMExports();

const { createFileStore } = await import('../../src/state/file-store.ts');
await createFileStore({ path, acceptState: 'never' }).save('tokens', 'asperion', Buffer.from('half-way'));
