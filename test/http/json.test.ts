import Big from 'big.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJsonExact, readJson, stringifyExact } from '../../src/http/json.ts';
import { LocalDateTime } from '../../src/values.ts';
import { requestTo, testTransport } from './requests.ts';
import { serve } from './servers.ts';

describe('reading numbers', () => {
  it.each([
    ['0.1', '0.1'],
    ['1.00', '1'],
    ['1234567890123456.78', '1234567890123456.78'],
    ['9007199254740993', '9007199254740993'],
    ['1e3', '1000'],
    ['-0.005', '-0.005'],
    ['1E-7', '0.0000001'],
  ])('%s becomes a decimal with all its digits', (text, fixed) => {
    const value = parseJsonExact(`{"d":[${text}]}`) as { d: Big[] };
    expect(value.d[0]).toBeInstanceOf(Big);
    expect(value.d[0]?.toFixed()).toBe(fixed);
  });

  it.each([
    ['0', 0],
    ['-0', 0],
    ['42', 42],
    ['9007199254740991', 9007199254740991],
    ['-7', -7],
  ])('%s stays a whole number', (text, number) => {
    expect(parseJsonExact(text)).toBe(number);
  });

  it('leaves text that looks like a number alone, and treats a byte order mark as damage', () => {
    expect(parseJsonExact('{"Code":"0012.50"}')).toEqual({ Code: '0012.50' });
    expect(parseJsonExact('\uFEFF{}')).toBeUndefined();
  });
});

describe('reading control characters', () => {
  it('keeps those that stand in a text as they are, and takes those between values for blanks', () => {
    const text = '{\r\n\t"Name":"A\tB\\"\n\\u0001C\u0000", "Sum":\t1.10}';
    expect(parseJsonExact(text)).toEqual({ Name: 'A\tB"\n\u0001C\0', Sum: new Big('1.1') });
    expect(parseJsonExact('{"Name":"A\tB')).toBeUndefined();
    expect(parseJsonExact('{"Name":\u0001"A"}')).toBeUndefined();
  });
});

describe('writing numbers', () => {
  it('writes decimals as number literals, at any depth, and moments as ISO text', () => {
    const value = {
      amount: new Big('1234567890123456.78'),
      lines: [{ price: new Big('1e-9') }],
      zero: new Big('-0'),
      at: new LocalDateTime('2026-11-26T10:00:00'),
    };
    expect(stringifyExact(value)).toBe(
      '{"amount":1234567890123456.78,"lines":[{"price":0.000000001}],"zero":0,"at":"2026-11-26T10:00:00"}',
    );
    expect(stringifyExact(new Big('2.50'))).toBe('2.5');
  });

  it('preserves every decimal', () => {
    const decimal = fc
      .tuple(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.integer({ min: 0, max: 12 }))
      .map(([digits, scale]) => new Big(digits.toString()).times(new Big(10).pow(-scale)));
    fc.assert(
      fc.property(decimal, (value) => {
        const back = parseJsonExact(stringifyExact({ value })) as { value: Big | number };
        expect(new Big(back.value).eq(value)).toBe(true);
      }),
    );
  });
});

describe('numbers that are too large for any amount', () => {
  it.each(['1e900000000', '-1e-900000000', `1${'0'.repeat(200)}`, `0.${'1'.repeat(200)}`])(
    'are refused as text instead of filling the memory: %s',
    (number) => {
      expect(parseJsonExact(`{"a":${number}}`)).toBeUndefined();
    },
  );
});

describe('what is not JSON', () => {
  it.each([
    ['<!DOCTYPE html><html><head><title>Welkom Jansen</title></head><body>Jansen</body></html>', 'an HTML page'],
    ['<html>Jansen</html>', 'an HTML page'],
    ['<?xml version="1.0"?><feed><title>Jansen</title></feed>', 'XML, <feed>'],
    ['{"Name":"Jansen', 'JSON that is damaged or cut off'],
    ['', 'empty'],
    ['Piet Jansen bestaat al', 'text of 22 characters'],
  ])('%j is told as %s, without its content', (text, words) => {
    const read = () => readJson({ status: 200, headers: {}, text, url: 'https://system.example/records' });
    expect(read).toThrow(expect.objectContaining({ code: 'NOT_JSON' }));
    // The parser's own error quotes the text.
    expect(read).not.toThrow(expect.objectContaining({ cause: expect.anything() }));
    expect(read).toThrow(`The answer of system.example (200) is not JSON: no content type, ${words}`);
    expect(read).not.toThrow(/Jansen/);
  });

  it('an answer names its host and status', async () => {
    await using server = await serve((response) =>
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html></html>'),
    );
    await using test = testTransport();
    const answer = await test.transport.send(requestTo(server.url));
    expect(() => readJson(answer)).toThrow(
      `The answer of ${new URL(server.url).host} (200) is not JSON: content type text/html, an HTML page`,
    );
  });

  it('a byte order mark before an answer does no harm', async () => {
    await using server = await serve((response) => response.end(Buffer.from('\uFEFF{"d":[1.5]}')));
    await using test = testTransport();
    expect(readJson(await test.transport.send(requestTo(server.url)))).toEqual({ d: [new Big('1.5')] });
  });
});
