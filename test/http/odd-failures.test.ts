import nock from 'nock';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Failure, failureOf } from '../../src/http/failure.ts';
import { requestTo, testTransport, writeTo } from './requests.ts';

const base = 'https://start.example.com';
const path = '/api/v1/123456/crm/Accounts';

function coded(code: string, syscall?: string): Error {
  return Object.assign(new Error(`sample ${code}`), { code }, syscall === undefined ? {} : { syscall });
}

beforeAll(() => nock.disableNetConnect());
afterEach(() => nock.cleanAll());
afterAll(() => nock.restore());

describe('failures that a loopback server cannot show', () => {
  it('an expired certificate is refused once, with nothing sent', async () => {
    const scope = nock(base).post(path).replyWithError(coded('CERT_HAS_EXPIRED'));
    await using test = testTransport();
    const error = await test.transport.send(writeTo(base)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'CERTIFICATE_REFUSED', hint: expect.stringContaining('exact-online-url') });
    expect(String(error)).toContain('start.example.com');
    expect(scope.isDone()).toBe(true);
    expect(test.transport.calls.take()).toEqual({});
  });

  it('a name that does not resolve is tried again, also for a write, and then goes through', async () => {
    nock(base).post(path).replyWithError(coded('EAI_AGAIN', 'getaddrinfo'));
    nock(base).post(path).reply(201, {});
    await using test = testTransport();
    expect((await test.transport.send(writeTo(base))).status).toBe(201);
    expect(test.time.sleeps).toEqual([1000]);
  });

  it('a network without a route is reported as unreachable', async () => {
    nock(base).get(path).times(4).replyWithError(coded('ENETUNREACH', 'connect'));
    await using test = testTransport();
    await expect(test.transport.send(requestTo(base))).rejects.toMatchObject({ code: 'UNREACHABLE' });
  });

  it('a broken pipe leaves a write unclear', async () => {
    nock(base).post(path).replyWithError(coded('EPIPE', 'write'));
    await using test = testTransport();
    await expect(test.transport.send(writeTo(base))).rejects.toMatchObject({ code: 'WRITE_UNCLEAR' });
  });
});

describe('error codes', () => {
  const rows: readonly [string, string | undefined, Failure][] = [
    ['ECONNREFUSED', 'connect', 'UNREACHABLE'],
    ['ENOTFOUND', 'getaddrinfo', 'UNREACHABLE'],
    ['ETIMEDOUT', 'connect', 'UNREACHABLE'],
    ['UND_ERR_CONNECT_TIMEOUT', undefined, 'UNREACHABLE'],
    ['ETIMEDOUT', 'read', 'TIMEOUT'],
    ['ECONNRESET', 'read', 'DISCONNECTED'],
    ['EHOSTUNREACH', 'read', 'DISCONNECTED'],
    ['UND_ERR_SOCKET', undefined, 'DISCONNECTED'],
    ['UND_ERR_HEADERS_TIMEOUT', undefined, 'TIMEOUT'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', undefined, 'CERTIFICATE'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', undefined, 'CERTIFICATE'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', undefined, 'CERTIFICATE'],
    ['HPE_INVALID_CONSTANT', undefined, 'GARBLED'],
    ['SOMETHING_NEW', undefined, 'DISCONNECTED'],
  ];

  it.each(rows)('%s (%s) is %s', (code, syscall, failure) => {
    expect(failureOf(coded(code, syscall))).toBe(failure);
  });

  it('a host with several addresses is unreachable only when all of them are', () => {
    const refused = coded('ECONNREFUSED', 'connect');
    expect(failureOf(new AggregateError([refused, coded('ENETUNREACH', 'connect')]))).toBe('UNREACHABLE');
    expect(failureOf(new AggregateError([refused, coded('ECONNRESET', 'read')]))).toBe('DISCONNECTED');
  });
});
