import { describe, expect, test } from 'vitest';
import { swaggerDocument } from '../../../sandbox/asperion/http/swagger.ts';
import { readSwagger } from '../../../src/systems/asperion/swagger.ts';

const fieldsOf = (document: unknown, path: string, collection: string | null = null) =>
  Object.fromEntries(readSwagger(document)?.fieldsOf(path, collection) ?? []);

describe('the description of the API', () => {
  test('is read as OpenAPI 3: lists in their envelope, lines, read-only fields', () => {
    const document = swaggerDocument('https://api.example');
    expect(fieldsOf(document, 'debtors')).toMatchObject({
      id: { type: 'integer', isWritable: false },
      name: { type: 'text', isWritable: true },
      blocked: { type: 'boolean' },
      dateAdded: { type: 'date', isWritable: false },
    });
    expect(fieldsOf(document, 'salesinvoiceswithlines')).toMatchObject({ lines: { type: 'lines', isWritable: true } });
    expect(fieldsOf(document, 'salesinvoiceswithlines', 'lines')).toMatchObject({
      amount: { type: 'decimal', isWritable: true },
      vatCode: { type: 'text' },
    });
    expect(readSwagger(document)?.paths).toContain('SalesOrderWithLines');
  });

  test('ignores the case of an address and what is in front of it', () => {
    const document = { openapi: '3.0.1', paths: { '/V1/Debtors/': { get: { responses: {} }, post: body('string') } } };
    expect(fieldsOf(document, 'debtors')).toEqual({ name: { type: 'text', isWritable: true } });
    expect(readSwagger(document)?.fieldsOf('creditors', null)).toBeNull();
  });

  test('is read as Swagger 2, including composed schemas', () => {
    const document = {
      swagger: '2.0',
      paths: {
        '/v1/debtors': {
          get: { responses: { 200: { schema: { type: 'array', items: { $ref: '#/definitions/Debtor' } } } } },
          post: { parameters: [{ in: 'body', schema: { $ref: '#/definitions/NewDebtor' } }] },
        },
      },
      definitions: {
        Debtor: { allOf: [{ $ref: '#/definitions/NewDebtor' }, { properties: { id: { type: 'integer' } } }] },
        NewDebtor: { properties: { name: { type: ['null', 'string'] }, balance: { type: 'number', readOnly: true } } },
      },
    };
    expect(fieldsOf(document, 'debtors')).toEqual({
      id: { type: 'integer', isWritable: false },
      name: { type: 'text', isWritable: true },
      balance: { type: 'decimal', isWritable: false },
    });
  });

  test('is read through many references, and many schemas that are composed of one another', () => {
    const numbers = Array.from({ length: 30_000 }, (_, index) => index);
    const chain = numbers.map((number) => [`r${number}`, { $ref: `#/r${number + 1}` }] as const);
    const composed = numbers.map((number) => {
      const property = { [`p${number}`]: { type: 'string' } };
      // Each twice: the number of ways to the last one doubles with every step.
      return [`c${number}`, { allOf: Array(2).fill({ $ref: `#/c${number + 1}` }), properties: property }] as const;
    });
    const document = {
      paths: { '/v1/debtors': { get: { responses: { 200: { schema: { $ref: '#/r0' } } } } } },
      ...Object.fromEntries([...chain, ...composed]),
      r30000: { $ref: '#/c0' },
    };
    expect(Object.keys(fieldsOf(document, 'debtors'))).toHaveLength(30_000);
  });

  test('may refer to itself or to nothing, and needs paths', () => {
    const circle = {
      paths: { '/v1/debtors': { get: { responses: { 200: { schema: { $ref: '#/a' } } } } } },
      a: { $ref: '#/b' },
      b: { $ref: '#/a' },
    };
    expect(readSwagger(circle)?.fieldsOf('debtors', null)).toBeNull();
    const itself = {
      paths: {
        '/v1/debtors': { post: { requestBody: { content: { 'application/json': { schema: { $ref: '#/a' } } } } } },
      },
      a: { allOf: [{ $ref: '#/a' }], properties: { name: { type: 'string' } } },
    };
    expect(Object.keys(fieldsOf(itself, 'debtors'))).toEqual(['name']);
    expect(readSwagger('<html>')).toBeNull();
    expect(readSwagger({ openapi: '3.0.1' })).toBeNull();
  });
});

const body = (type: string) => ({
  requestBody: { content: { 'application/json': { schema: { properties: { name: { type } } } } } },
});
