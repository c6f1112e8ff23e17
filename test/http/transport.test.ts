import type { ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { TransientError, UnclearWriteError } from '../../src/errors/errors.ts';
import { dutchTime } from '../../src/http/dutch-time.ts';
import { requestTo, testTransport, tokenTo, writeTo } from './requests.ts';
import { json, serve, serveRaw } from './servers.ts';

describe('a read', () => {
  it('returns the answer with its status, lower-case headers and text', async () => {
    await using server = await serve((response) => json(response, 200, { d: [] }, { 'X-Sample': 'yes' }));
    await using test = testTransport();
    const answer = await test.transport.send(requestTo(server.url));
    expect(answer).toMatchObject({ status: 200, text: '{"d":[]}', url: `${server.url}/api/v1/123456/crm/Accounts` });
    expect(answer.headers['x-sample']).toBe('yes');
    expect(server.seen[0]?.headers).toMatchObject({ accept: 'application/json', 'user-agent': 'exact-asperion-sync' });
  });

  it('returns a 4xx at once', async () => {
    await using server = await serve((response) => json(response, 404, {}));
    await using test = testTransport();
    expect((await test.transport.send(requestTo(server.url))).status).toBe(404);
    expect(server.seen).toHaveLength(1);
  });

  it.each([500, 502, 503])('is sent again after a %i, with growing pauses', async (status) => {
    await using server = await serve((response, number) => json(response, number < 4 ? status : 200, {}));
    await using test = testTransport();
    expect((await test.transport.send(requestTo(server.url))).status).toBe(200);
    expect(test.time.sleeps).toEqual([1000, 2000, 4000]);
    expect(test.lines[0]).toBe(`exact-online GET crm/Accounts: status ${status}, trying again in 1 s`);
  });

  it('gives up after four tries and says so without the query', async () => {
    await using server = await serve((response) => json(response, 500, { error: { message: { value: 'Jansen' } } }));
    await using test = testTransport();
    const url = `${server.url}/api/v1/123456/crm/Accounts?$filter=Name eq 'Jansen'`;
    const error = await test.transport.send(requestTo(server.url, { url })).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TransientError);
    expect(error).toMatchObject({ code: 'GAVE_UP' });
    expect(String(error) + test.lines.join()).not.toContain('Jansen');
    expect(server.seen).toHaveLength(4);
  });

  it('gives up before its deadline rather than after the last try', async () => {
    await using server = await serve((response) => json(response, 503, {}, { 'retry-after': '40' }));
    await using test = testTransport({ deadlineMs: 60_000 });
    await expect(test.transport.send(requestTo(server.url))).rejects.toMatchObject({ code: 'GAVE_UP' });
    expect(server.seen).toHaveLength(2);
  });

  it('waits as many seconds as Retry-After says', async () => {
    await using server = await serve((response, number) =>
      number === 1 ? json(response, 429, {}, { 'retry-after': '17' }) : json(response, 200, {}),
    );
    await using test = testTransport({ random: () => 0 });
    await test.transport.send(requestTo(server.url, { system: 'asperion' }));
    expect(test.time.sleeps).toEqual([17_000]);
  });

  it.each([
    ['120', 200, [120_000]],
    ['121', 'HELD_OFF', []],
  ])('waits two minutes for Retry-After and no longer: %s s', async (seconds, outcome, sleeps) => {
    await using server = await serve((response, number) =>
      number === 1 ? json(response, 503, {}, { 'retry-after': seconds }) : json(response, 200, {}),
    );
    await using test = testTransport({ random: () => 0 });
    const answer = await test.transport.send(requestTo(server.url, { system: 'asperion' })).then(
      ({ status }) => status,
      ({ code }) => code,
    );
    expect([answer, test.time.sleeps]).toEqual([outcome, sleeps]);
  });

  it.each(['99999999999999', '9'.repeat(400), 'Sat, 01 Jan 9999 00:00:00 GMT'])(
    'believes no Retry-After of more than a day: %s',
    async (text) => {
      await using server = await serve((response) => json(response, 429, {}, { 'retry-after': text }));
      await using test = testTransport();
      await expect(test.transport.send(requestTo(server.url, { system: 'asperion' }))).rejects.toMatchObject({
        code: 'HELD_OFF',
        message: `asperion takes no calls before ${dutchTime(test.time.now + 86_400_000)} (Dutch time)`,
      });
    },
  );

  it('waits until the date in Retry-After', async () => {
    await using server = await serve((response, number) =>
      number === 1
        ? json(response, 503, {}, { 'retry-after': 'Thu, 26 Nov 2026 09:00:25 GMT' })
        : json(response, 200, {}),
    );
    await using test = testTransport({ random: () => 0 });
    await test.transport.send(requestTo(server.url));
    expect(test.time.sleeps).toEqual([20_000]);
  });

  it("waits for Exact Online's minutely reset after a 429, in epoch ms", async () => {
    const reset = Date.parse('2026-11-26T09:01:00Z');
    await using server = await serve((response, number) =>
      number === 1
        ? json(response, 429, {}, { 'x-ratelimit-minutely-reset': String(reset), ...full })
        : json(response, 200, {}),
    );
    await using test = testTransport();
    await test.transport.send(requestTo(server.url));
    expect(test.time.now).toBeGreaterThanOrEqual(reset);
    expect(test.time.now).toBeLessThan(reset + 1000);
  });

  it('is sent again after a lost connection', async () => {
    await using server = await serveRaw((socket, number) => {
      if (number === 1) socket.resetAndDestroy();
      else socket.end('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}');
    });
    await using test = testTransport();
    expect((await test.transport.send(requestTo(server.url))).text).toBe('{}');
  });
});

const full = { 'x-ratelimit-minutely-limit': '60', 'x-ratelimit-minutely-remaining': '0' };

describe('a write', () => {
  it.each([200, 201, 204, 400, 404, 409])('returns a %i', async (status) => {
    await using server = await serve((response) => response.writeHead(status).end());
    await using test = testTransport();
    expect((await test.transport.send(writeTo(server.url))).status).toBe(status);
    expect(server.seen[0]).toMatchObject({ method: 'POST', body: '{"Name":"Bakkerij Jansen"}' });
  });

  it.each([{}, full, { 'retry-after': '1' }])('is unclear after a 429, whatever it tells: %j', async (headers) => {
    await using server = await serve((response) => json(response, 429, {}, headers));
    await using test = testTransport();
    await expect(test.transport.send(writeTo(server.url))).rejects.toMatchObject({
      code: 'WRITE_UNCLEAR',
      answer: null,
      isRefusal: true,
    });
    expect(server.seen).toHaveLength(1);
  });

  it('is unclear after a 500, carries the answer for its reader, and is never repeated', async () => {
    const body = '{"error":{"code":"","message":{"lang":"","value":"Gegeven bestaat reeds."}}}';
    await using server = await serve((response) => response.writeHead(500).end(body));
    await using test = testTransport();
    const error = await test.transport.send(writeTo(server.url)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UnclearWriteError);
    expect(error).toMatchObject({ code: 'WRITE_UNCLEAR', answer: body });
    expect((error as Error).message).not.toContain('bestaat');
    expect(server.seen).toHaveLength(1);
  });

  it('is unclear without an answer after an empty 503', async () => {
    await using server = await serve((response) => response.writeHead(503).end());
    await using test = testTransport();
    await expect(test.transport.send(writeTo(server.url))).rejects.toMatchObject({
      code: 'WRITE_UNCLEAR',
      answer: null,
      isRefusal: false,
    });
  });

  it.each([
    ['a lost connection', (socket: import('node:net').Socket) => socket.resetAndDestroy()],
    ['a closed connection', (socket: import('node:net').Socket) => socket.end()],
    [
      'a cut answer',
      (socket: import('node:net').Socket) => socket.end('HTTP/1.1 201 Created\r\nContent-Length: 50\r\n\r\n{"d":'),
    ],
    ['an answer that is not HTTP', (socket: import('node:net').Socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n')],
  ])('is unclear after %s and never repeated', async (_name, react) => {
    await using server = await serveRaw(react);
    await using test = testTransport();
    await expect(test.transport.send(writeTo(server.url))).rejects.toMatchObject({
      code: 'WRITE_UNCLEAR',
      answer: null,
    });
    expect(server.seen).toHaveLength(1);
    expect(test.time.sleeps).toEqual([]);
  });

  it('is unclear when no answer comes in time', async () => {
    await using server = await serveRaw(() => undefined);
    await using test = testTransport({ timeouts: { headersMs: 1000 } });
    await expect(test.transport.send(writeTo(server.url))).rejects.toMatchObject({ code: 'WRITE_UNCLEAR' });
    expect(server.seen).toHaveLength(1);
  });

  it('is unclear when the answer drips past the time limit of the whole exchange', async () => {
    await using server = await serveRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n');
      const drip = setInterval(() => socket.write(' '), 20);
      socket.on('close', () => clearInterval(drip));
    });
    await using test = testTransport({ timeouts: { totalMs: 1000 } });
    const error = await test.transport.send(writeTo(server.url)).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'WRITE_UNCLEAR' });
    expect(String(error)).toContain('no answer in time');
  });

  it('goes out without Expect, however large it is', async () => {
    await using server = await serve((response) => response.writeHead(204).end());
    await using test = testTransport();
    await test.transport.send(writeTo(server.url, { method: 'PUT', body: 'x'.repeat(2_000_000) }));
    expect(server.seen[0]?.headers).not.toHaveProperty('expect');
    expect(server.seen[0]?.body).toHaveLength(2_000_000);
  });
});

describe('a token call', () => {
  it.each([200, 400, 401, 429, 500, 503])('returns a %i and is sent once', async (status) => {
    await using server = await serve((response) => json(response, status, {}));
    await using test = testTransport();
    expect((await test.transport.send(tokenTo(server.url))).status).toBe(status);
    expect(server.seen).toHaveLength(1);
  });

  it('is never repeated once it was sent: the refresh token may be used up', async () => {
    await using server = await serveRaw((socket) => socket.resetAndDestroy());
    await using test = testTransport();
    await expect(test.transport.send(tokenTo(server.url))).rejects.toMatchObject({ code: 'GAVE_UP' });
    expect(server.seen).toHaveLength(1);
  });
});

describe('a host that cannot be reached', () => {
  it.each([
    ['a read', requestTo, 'exact-online-url'],
    ['a write', writeTo, 'exact-online-url'],
    [
      'a token call',
      (base: string) => tokenTo(base, { system: 'asperion', input: 'asperion-identity-url' }),
      'asperion-identity-url',
    ],
  ])('is tried again by %s, then told with host and input', async (_name, build, input) => {
    const server = await serve(() => undefined);
    await server[Symbol.asyncDispose]();
    await using test = testTransport();
    const error = await test.transport.send(build(server.url)).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TransientError);
    expect(error).not.toBeInstanceOf(UnclearWriteError);
    expect(error).toMatchObject({ code: 'UNREACHABLE', hint: expect.stringContaining(input) });
    expect(String(error)).toContain(new URL(server.url).host);
    expect(test.time.sleeps).toEqual([1000, 2000, 4000]);
    expect(test.transport.calls.take()).toEqual({});
  });
});

describe('connections', () => {
  it('are kept and used again', async () => {
    await using server = await serve((response) => json(response, 200, {}));
    await using test = testTransport();
    for (let call = 0; call < 20; call += 1) await test.transport.send(requestTo(server.url));
    // undici opens a second one when the next call comes while it still checks the first.
    expect(new Set(server.seen.map(({ port }) => port)).size).toBeLessThanOrEqual(2);
  });

  it('are at most four per host', async () => {
    // Nobody is answered before four calls wait.
    const waiting: ServerResponse[] = [];
    await using server = await serve((response, number) => {
      waiting.push(response);
      if (number >= 4) for (const one of waiting.splice(0)) json(one, 200, {});
    });
    await using test = testTransport();
    await Promise.all(Array.from({ length: 12 }, () => test.transport.send(requestTo(server.url))));
    expect(new Set(server.seen.map(({ port }) => port)).size).toBe(4);
  });
});

describe('calls', () => {
  it('are counted by system, method and resource, repetitions included, and told apart by marks', async () => {
    await using server = await serve((response, number) => json(response, number === 1 ? 503 : 200, {}));
    await using test = testTransport();
    await test.transport.send(requestTo(server.url));
    const mark = test.transport.calls.take();
    await test.transport.send(writeTo(server.url));
    await test.transport.send(requestTo(server.url, { system: 'asperion', resource: 'debtors' }));
    expect(test.transport.calls.take()).toEqual({
      'asperion GET debtors': 1,
      'exact-online GET crm/Accounts': 2,
      'exact-online POST crm/Accounts': 1,
    });
    expect(test.transport.calls.since(mark)).toEqual({
      'asperion GET debtors': 1,
      'exact-online POST crm/Accounts': 1,
    });
  });
});
