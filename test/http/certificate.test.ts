import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { type CertificateOptions, makeCertificate, serveTls } from './certificates.ts';
import { requestTo, testTransport, tokenTo, writeTo } from './requests.ts';

const DAY_MS = 86_400_000;
const daysFromNow = (days: number): Date => new Date(Date.now() + days * DAY_MS);
const good: CertificateOptions = { host: 'localhost', from: daysFromNow(-30), until: daysFromNow(30) };

const trusted = getCACertificates('default');
afterEach(() => setDefaultCACertificates(trusted));

/** A server whose certificate is of our own making, and trusted unless said otherwise. */
function serveWith(changes: Partial<CertificateOptions>, isTrusted = true) {
  const certificate = makeCertificate({ ...good, ...changes });
  if (isTrusted) setDefaultCACertificates([...trusted, certificate.cert]);
  return serveTls(certificate);
}

describe('a server over TLS', () => {
  it('is called when its certificate is trusted and valid', async () => {
    await using server = await serveWith({});
    await using test = testTransport();
    expect((await test.transport.send(requestTo(server.url))).status).toBe(200);
  });

  it.each([
    ['has expired', { until: daysFromNow(-1) }, true],
    ['is not valid yet', { from: daysFromNow(1) }, true],
    ['is for another host', { host: 'start.example.com' }, true],
    ['is trusted by nobody', {}, false],
  ] as const)(
    'whose certificate %s gets nothing of a read, a write or a token call',
    async (_what, changes, isTrusted) => {
      await using server = await serveWith(changes, isTrusted);
      await using test = testTransport();
      for (const request of [requestTo(server.url), writeTo(server.url), tokenTo(server.url)]) {
        const error = await test.transport.send(request).catch((thrown: unknown) => thrown);
        expect(error).toMatchObject({ code: 'CERTIFICATE_REFUSED', hint: expect.stringContaining('exact-online-url') });
      }
      expect(server.seen.count).toBe(0);
      expect(test.transport.calls.take()).toEqual({});
      expect(test.lines).toEqual([]);
    },
  );
});
