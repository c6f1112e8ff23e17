import type { ServerResponse } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/errors/errors.ts';
import { isLoopback, secureUrl } from '../../src/http/address.ts';
import { exactBudget } from '../../src/systems/exact-online/budget.ts';
import { requestTo, testTransport, tokenTo, writeTo } from './requests.ts';
import { json, serve, serveRaw } from './servers.ts';
import { fakeTime } from './time.ts';

describe('addresses', () => {
  it.each([
    'https://start.exactonline.nl/x',
    'http://127.0.0.1:8080/',
    'http://127.255.0.3/',
    'http://[::1]:9/',
    'http://localhost:1/',
  ])('takes %s', (url) => {
    expect(secureUrl(url, 'exact-online-url')).toBeInstanceOf(URL);
  });

  it.each([
    'http://start.exactonline.nl/x',
    'http://127.0.0.1.example.com/',
    'http://localhost.example.com/',
    'http://10.0.0.1/',
    'http://0.0.0.0/',
    'http://[::2]/',
    'ftp://127.0.0.1/',
    'file:///etc/passwd',
  ])('refuses %s', (url) => {
    expect(() => secureUrl(url, 'exact-online-url')).toThrow(expect.objectContaining({ code: 'INSECURE_URL' }));
  });

  it('refuses what is no address, and an insecure one before anything is sent', async () => {
    await using test = testTransport();
    await expect(test.transport.send(requestTo('', { url: 'start.exactonline.nl' }))).rejects.toMatchObject({
      code: 'BAD_URL',
    });
    const error = await test.transport.send(requestTo('http://api.example.com')).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({ code: 'INSECURE_URL', hint: expect.stringContaining('exact-online-url') });
  });

  it('knows the loopback addresses as URL writes them', () => {
    expect(isLoopback(new URL('http://127.1/').hostname)).toBe(true);
    expect(isLoopback(new URL('http://0x7f000001/').hostname)).toBe(true);
    expect(isLoopback(new URL('http://128.0.0.1/').hostname)).toBe(false);
  });
});

describe('redirects', () => {
  it.each([301, 302, 303, 307, 308])('%i is refused for a read and a token call, and not followed', async (status) => {
    await using elsewhere = await serve((response) => json(response, 200, {}));
    await using server = await serve((response) =>
      response.writeHead(status, { location: `${elsewhere.url}/login?s=1` }).end(),
    );
    await using test = testTransport();
    for (const request of [requestTo(server.url), tokenTo(server.url)]) {
      const error = await test.transport.send(request).catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: 'REDIRECT_REFUSED' });
      expect(String(error)).toContain(new URL(elsewhere.url).host);
      expect(String(error)).not.toContain('login');
    }
    expect(elsewhere.seen).toHaveLength(0);
  });

  it('leaves a write unclear and is not followed', async () => {
    await using elsewhere = await serve((response) => json(response, 200, {}));
    await using server = await serve((response) => response.writeHead(307, { location: elsewhere.url }).end());
    await using test = testTransport();
    await expect(test.transport.send(writeTo(server.url))).rejects.toMatchObject({ code: 'WRITE_UNCLEAR' });
    expect(elsewhere.seen).toHaveLength(0);
  });
});

describe('size', () => {
  it('stops a read of 40 MB, whatever length is announced, and does not repeat it', async () => {
    await using server = await serve((response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      for (let part = 0; part < 640; part += 1) response.write('x'.repeat(65_536));
      response.end();
    });
    await using test = testTransport();
    await expect(test.transport.send(requestTo(server.url))).rejects.toMatchObject({ code: 'RESPONSE_TOO_LARGE' });
    expect(server.seen).toHaveLength(1);
  });

  it('accepts an answer up to the limit', async () => {
    await using server = await serve((response) => response.end('x'.repeat(1000)));
    await using test = testTransport({ maxResponseBytes: 1000 });
    expect((await test.transport.send(requestTo(server.url))).text).toHaveLength(1000);
  });

  it('leaves a write with an answer that is too large unclear', async () => {
    await using server = await serve((response) => response.end('x'.repeat(1001)));
    await using test = testTransport({ maxResponseBytes: 1000 });
    await expect(test.transport.send(writeTo(server.url))).rejects.toMatchObject({ code: 'WRITE_UNCLEAR' });
  });
});

describe('cut answers', () => {
  const whole = 'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 8\r\n\r\n{"d":[]}';
  it.each([
    ['shorter than their length', 'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"d":['],
    ['chunked without the last chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n{"d":[\r\n'],
    ['without any length', 'HTTP/1.1 200 OK\r\nContent-Type: application/json; charset=utf-8\r\n\r\n{"d":['],
  ])('%s are read again', async (_name, cut) => {
    await using server = await serveRaw((socket, number) => socket.end(number === 1 ? cut : whole));
    await using test = testTransport();
    expect((await test.transport.send(requestTo(server.url))).text).toBe('{"d":[]}');
    expect(test.lines).toEqual(['exact-online GET crm/Accounts: the answer was cut off, trying again in 1 s']);
  });

  it('that stop in the middle are read again after the time between two parts', async () => {
    await using server = await serveRaw((socket, number) => {
      if (number === 1) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"d":[');
      else socket.end(whole);
    });
    await using test = testTransport({ timeouts: { bodyMs: 80 } });
    expect((await test.transport.send(requestTo(server.url))).text).toBe('{"d":[]}');
  });

  it('leaves XML, HTML and plain text to the reader', async () => {
    await using server = await serve((response) => response.end('<html><body>Onderhoud'));
    await using test = testTransport();
    expect((await test.transport.send(requestTo(server.url))).text).toContain('Onderhoud');
  });
});

describe('compressed answers', () => {
  const text = JSON.stringify({ d: [{ Name: 'Café De Brug' }] });
  const sent = (encoding: string, body: Uint8Array) => (response: ServerResponse) =>
    response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': encoding }).end(body);

  it.each([
    ['gzip', gzipSync(text)],
    ['X-GZIP', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['br', brotliCompressSync(text)],
    ['zstd', zstdCompressSync(text)],
    ['br, gzip', gzipSync(brotliCompressSync(text))],
    ['identity', Buffer.from(text)],
    ['unknown', Buffer.from(text)],
  ])('are read in the coding %s, though none was asked for', async (encoding, body) => {
    await using server = await serve(sent(encoding, body));
    await using test = testTransport();
    expect((await test.transport.send(tokenTo(server.url))).text).toBe(text);
    expect(server.seen[0]?.headers).toMatchObject({ 'accept-encoding': 'identity' });
  });

  it.each([
    ['cut', gzipSync(text).subarray(0, 20)],
    ['damaged', Buffer.from('no gzip at all')],
  ])('are read again if they are %s', async (_name, body) => {
    await using server = await serve((response, number) =>
      number === 1 ? sent('gzip', body)(response) : json(response, 200, {}),
    );
    await using test = testTransport();
    expect((await test.transport.send(requestTo(server.url))).text).toBe('{}');
  });

  it('may be empty', async () => {
    await using server = await serve((response) => response.writeHead(204, { 'content-encoding': 'gzip' }).end());
    await using test = testTransport();
    expect(await test.transport.send(writeTo(server.url))).toMatchObject({ status: 204, text: '' });
  });

  it('are bounded by what they come to', async () => {
    await using server = await serve(sent('gzip', gzipSync('x'.repeat(1001))));
    await using test = testTransport({ maxResponseBytes: 1000 });
    await expect(test.transport.send(requestTo(server.url))).rejects.toMatchObject({ code: 'RESPONSE_TOO_LARGE' });
  });

  it('may be files', async () => {
    await using server = await serve(sent('gzip', gzipSync(text)));
    await using test = testTransport();
    const { bytes } = await test.transport.send(requestTo(server.url, { isFile: true }));
    expect(Buffer.from(bytes ?? []).toString()).toBe(text);
  });
});

describe('answers that quote the request', () => {
  const token = 'stampNL001.a+b/c=d';
  const headers = { authorization: `Bearer ${token}` };
  const quotes = [token, 'stampNL001.a\\u002Bb\\/c=d', encodeURIComponent(token)];

  it.each([
    ['a refused read', 403, requestTo],
    ['a refused write', 400, writeTo],
    ['a write with an error under 200', 200, writeTo],
  ] as const)('hold no token after %s', async (_name, status, build) => {
    await using server = await serve((response) =>
      response.writeHead(status, { 'www-authenticate': `Bearer ${token}` }).end(`Authorization: ${quotes.join(' ')}`),
    );
    await using test = testTransport();
    const answer = await test.transport.send(build(server.url, { headers }));
    expect(answer).toMatchObject({ text: 'Authorization: *** *** ***', headers: { 'www-authenticate': 'Bearer ***' } });
  });

  it('hold no token after a write that may have been carried out', async () => {
    await using server = await serve((response) => response.writeHead(500).end(`Authorization: Bearer ${token}`));
    await using test = testTransport();
    await expect(test.transport.send(writeTo(server.url, { headers }))).rejects.toMatchObject({
      answer: 'Authorization: Bearer ***',
    });
  });

  it('are searched for no token that is a word', async () => {
    await using server = await serve((response) => response.writeHead(400).end('token'));
    await using test = testTransport();
    const request = writeTo(server.url, { headers: { authorization: 'Bearer token' } });
    expect((await test.transport.send(request)).text).toBe('token');
  });
});

describe('requests that cannot be sent', () => {
  it('name a line break in a secret as the cause, without showing the secret', async () => {
    await using server = await serve((response) => json(response, 200, {}));
    await using test = testTransport();
    const request = writeTo(server.url, { headers: { authorization: 'Bearer abc\nsecret' } });
    const error = await test.transport.send(request).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'REQUEST_UNSENDABLE' });
    expect(String(error)).not.toContain('secret');
    expect(server.seen).toHaveLength(0);
  });
});

describe('a stop of the run', () => {
  it('ends a read under way', async () => {
    await using server = await serveRaw(() => stop.abort());
    const stop = new AbortController();
    await using test = testTransport();
    await expect(test.transport.send(requestTo(server.url, { signal: stop.signal }))).rejects.toMatchObject({
      code: 'ABORTED',
    });
    expect(server.seen).toHaveLength(1);
  });

  it('leaves a write under way unclear', async () => {
    await using server = await serveRaw(() => stop.abort());
    const stop = new AbortController();
    await using test = testTransport();
    await expect(test.transport.send(writeTo(server.url, { signal: stop.signal }))).rejects.toMatchObject({
      code: 'WRITE_UNCLEAR',
    });
  });

  it('waits for the answer of a token call under way, because it holds the only token that works', async () => {
    const stop = new AbortController();
    await using server = await serve((response) => {
      stop.abort();
      setTimeout(() => json(response, 200, { access_token: 'new' }), 50);
    });
    await using test = testTransport();
    const answer = await test.transport.send(tokenTo(server.url, { signal: stop.signal }));
    expect(answer).toMatchObject({ status: 200, text: '{"access_token":"new"}' });
  });

  it('waits for a silent token endpoint only for a limited time', async () => {
    await using server = await serveRaw(() => stop.abort());
    const stop = new AbortController();
    await using test = testTransport({ timeouts: { tokenGraceMs: 50 } });
    await expect(test.transport.send(tokenTo(server.url, { signal: stop.signal }))).rejects.toMatchObject({
      code: 'ABORTED',
    });
  });

  it('does not hurry a token call that nobody stopped', async () => {
    await using server = await serve((response) => void setTimeout(() => json(response, 200, {}), 150));
    await using test = testTransport({ timeouts: { tokenGraceMs: 10 } });
    expect(await test.transport.send(tokenTo(server.url))).toMatchObject({ status: 200 });
  });

  it('keeps a write from being sent at all', async () => {
    await using server = await serve((response) => json(response, 201, {}));
    await using test = testTransport();
    const error = test.transport.send(writeTo(server.url, { signal: AbortSignal.abort() }));
    await expect(error).rejects.toMatchObject({ code: 'ABORTED' });
    expect(server.seen).toHaveLength(0);
  });

  it('ends the pause between two tries', async () => {
    const stop = new AbortController();
    await using server = await serve((response) => json(response, 429, {}));
    await using test = testTransport({
      sleep: async (_ms, signal) => {
        stop.abort();
        signal.throwIfAborted();
      },
    });
    const error = test.transport.send(requestTo(server.url, { signal: stop.signal }));
    await expect(error).rejects.toMatchObject({ code: 'ABORTED' });
    expect(server.seen).toHaveLength(1);
  });

  it('ends a wait for the budget', async () => {
    const stop = new AbortController();
    const time = fakeTime('2026-11-26T09:00:05Z');
    const sleep = async (_ms: number, signal: AbortSignal) => {
      stop.abort();
      signal.throwIfAborted();
    };
    const budget = exactBudget({ clock: time.clock, sleep, log: () => undefined, perMinute: 1, perDay: 10 });
    await using server = await serve((response) => json(response, 200, {}));
    await using test = testTransport({ budget, time });
    await test.transport.send(requestTo(server.url, { signal: stop.signal }));
    await expect(test.transport.send(requestTo(server.url, { signal: stop.signal }))).rejects.toMatchObject({
      code: 'ABORTED',
    });
    expect(server.seen).toHaveLength(1);
  });
});
