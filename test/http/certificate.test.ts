import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, describe, expect, it } from 'vitest';
import { type CertificateOptions, makeCertificate, serveTls } from './certificates.ts';
import { requestTo, testTransport, tokenTo, writeTo } from './requests.ts';

// Node compares a certificate with the clock of the machine, whatever that says: these are good or bad on any day.
const [long, past, coming, last] = ['2001', '2002', '2048', '2049'].map(
  (year) => new Date(`${year}-01-01T00:00:00Z`),
) as [Date, Date, Date, Date];
const good: CertificateOptions = { host: 'localhost', from: long, until: last };

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
    ['has expired', { until: past }, true],
    ['is not valid yet', { from: coming }, true],
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
