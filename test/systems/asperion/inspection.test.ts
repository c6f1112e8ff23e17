import { describe, expect, test } from 'vitest';
import { type AsperionOptions, type AsperionSandbox, startAsperion } from '../../../sandbox/asperion/asperion.ts';
import { defaultSettings } from '../../../src/config/schema/settings-schema.ts';
import { inspectAsperion } from '../../../src/systems/asperion/inspection.ts';
import type { Inspection } from '../../../src/systems/inspection.ts';
import { createTokenChain } from '../../../src/systems/tokens/token-chain.ts';
import { never, quickTransport } from '../transport.ts';

async function inspecting(
  options: Partial<AsperionOptions>,
  look: (inspection: Inspection, sandbox: AsperionSandbox) => Promise<void>,
): Promise<void> {
  await using sandbox = await startAsperion({ rows: {}, ...options });
  await using transport = quickTransport();
  const tokens = createTokenChain({
    system: 'asperion',
    clientId: sandbox.clientId,
    clientSecret: sandbox.clientSecret,
    secretRefreshToken: sandbox.issueRefreshToken(),
    tokenUrl: `${sandbox.url}/connect/token`,
    load: async () => null,
    save: async () => {},
    proveSavable: async () => {},
    transport,
    clock: Date.now,
    sleep: async () => {},
    secretHash: (text) => text,
    earliestRefreshMs: 0,
    mayRefresh: true,
    mask: () => {},
    signal: never,
  });
  const { url, tenant } = sandbox;
  const settings = defaultSettings.asperion;
  await look(inspectAsperion({ url, tenant: String(tenant), settings, transport, tokens, clock: Date.now }), sandbox);
}

describe('looking at Asperion', () => {
  test('asks for one record of each resource, with the filters that a list requires', () =>
    inspecting({}, async (inspection, sandbox) => {
      for (const resource of ['debtors', 'journalentrieswithlines', 'salesorderswithlines']) {
        expect(await inspection.may('GET', resource, never)).toEqual({ answer: 'yes' });
      }
      const lists = sandbox.requests.filter(({ path }) => path.startsWith('/v1/'));
      expect(lists.map(({ query }) => query.includes('pageSize=1'))).toEqual([true, true, true]);
    }));

  test('counts records in one call, documents from a day on', () =>
    inspecting(
      {
        rows: {
          articles: [1, 2, 3].map((number) => ({ articleNumber: `A${number}`, description: 'Koffie' })),
        },
      },
      async (inspection, sandbox) => {
        const count = (resource: string, from: string | null = null) => inspection.count({ resource, from }, never);
        expect(await count('articles')).toBe(3);
        expect(await count('salesinvoiceswithlines', '2026-01-01')).toBe(0);
        const [articles, invoices] = sandbox.requests.filter(({ path }) => path.startsWith('/v1/'));
        expect(articles?.query).toContain('pageSize=1');
        expect(invoices?.query).toContain('Date_from=2026-01-01');
        // Without a book year, these cannot be listed.
        expect(await count('journalentrieswithlines')).toBe(null);
      },
    ));

  test('does not ask whether records may be written, because it cannot', () =>
    inspecting({}, async (inspection, sandbox) => {
      expect(await inspection.may('POST', 'debtors', never)).toEqual({ answer: 'unknown' });
      expect(sandbox.requests).toEqual([]);
    }));

  test('notices a missing package', () =>
    inspecting({ administrations: [{ id: 1, name: 'Voorbeeld', inTrade: false }] }, async (inspection) => {
      expect(await inspection.may('GET', 'salesorderswithlines', never)).toMatchObject({
        answer: 'no',
        why: expect.stringMatching(/^Asperion refused to read salesorderswithlines: /),
      });
    }));

  test('finds the description of a resource with another address, and sends no token there', () =>
    inspecting({}, async (inspection, sandbox) => {
      const answer = await inspection.describe('salesorderswithlines.lines', never);
      expect(answer).toMatchObject({ kind: 'described', document: 'swagger/v1/swagger.json' });
      expect(answer.kind === 'described' && answer.fields.get('articleNumber')?.type).toBe('text');
      expect(sandbox.requests.map(({ path }) => path)).toEqual(['/swagger/v1/swagger.json']);
    }));
});
