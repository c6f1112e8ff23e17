import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { defaultSettings } from '../../../src/config/schema/settings-schema.ts';
import { createAsperion } from '../../../src/systems/asperion/client.ts';
import type { AsperionSettings } from '../../../src/systems/asperion/facts/settings.ts';
import type { System } from '../../../src/systems/system.ts';
import { fixedTokens, quickTransport } from '../transport.ts';

/** A page as a service that counts or pages wrongly may answer it. */
export interface OddPage {
  /** Null for a row that has none. */
  readonly ids: readonly (number | null)[];
  /** The number in `nextPage`, null for none. */
  readonly next: number | null;
  readonly totalCount?: number | string;
  readonly pageCount?: number | string;
  /** Fields in place of those of a debtor. */
  readonly of?: object;
}

/** Runs against an Asperion whose lists are what `answer` makes of a page's number and the number of the call, both from 1. */
export async function withOddLists(
  answer: (page: number, call: number) => OddPage,
  use: (newRun: (settings?: Partial<AsperionSettings>) => System, calls: () => number) => Promise<void>,
): Promise<void> {
  let calls = 0;
  const server = createServer((request, response) => {
    calls += 1;
    const { ids, next, of, ...counts } = answer(
      Number(new URL(request.url ?? '', 'http://x').searchParams.get('page')),
      calls,
    );
    const nextPage = next === null ? null : `http://127.0.0.1/v1/debtors?page=${next}`;
    const rows = ids.map((id) => ({
      id,
      ...(of ?? { customerNumber: String(id), name: `Debtor ${id}`, characteristic5: `EO-${id}` }),
    }));
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ _data: rows, _meta: { nextPage, ...counts } }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await using transport = quickTransport();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const newRun = (settings: Partial<AsperionSettings> = {}): System =>
    createAsperion({
      url,
      tenant: '4711',
      settings: { ...defaultSettings.asperion, pageSize: 2, ...settings },
      transport,
      tokens: fixedTokens,
    });
  try {
    await use(newRun, () => calls);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
