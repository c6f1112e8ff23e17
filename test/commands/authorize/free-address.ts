import { createServer } from 'node:http';

/** The first of sixteen ports that are this process's own, below those that any system hands out by itself: what is free stays free. */
let port = 20_000 + (process.pid % 750) * 16;

/** An address of this machine that nobody listens at. */
export async function freeAddress(): Promise<string> {
  const isFree = (at: number): Promise<boolean> =>
    new Promise((resolve) => {
      const server = createServer();
      server.once('error', () => resolve(false));
      server.listen(at, '127.0.0.1', () => server.close(() => resolve(true)));
    });
  do port += 1;
  while (!(await isFree(port)));
  return `http://127.0.0.1:${port}/callback`;
}
