import { asperionNames } from '../../src/systems/asperion/names.ts';
import type { FieldSpec, ResourceSpec } from '../../src/systems/catalog.ts';
import { objects } from './books.ts';
import { rulesOf } from './rules.ts';

type Json = Record<string, unknown>;

const types: Readonly<Record<FieldSpec['type'], Json>> = {
  text: { type: 'string' },
  id: { type: 'string' },
  binary: { type: 'string', format: 'byte' },
  integer: { type: 'integer', format: 'int32' },
  decimal: { type: 'number', format: 'double' },
  boolean: { type: 'boolean' },
  date: { type: 'string', format: 'date-time' },
  lines: { type: 'object' },
};

/** The description of the API at `/swagger/v1/swagger.json`, generated from the catalog (its address is inferred, AS-swagger). */
export function swaggerDocument(origin: string): Json {
  const paths: Json = {};
  const schemas: Json = {};
  for (const spec of objects.values()) {
    schemas[spec.name] = schemaOf(spec);
    if (!spec.name.includes('.')) Object.assign(paths, pathsOf(spec));
  }
  return {
    openapi: '3.0.1',
    info: { title: 'Asperion API (sandbox)', version: 'v1' },
    servers: [{ url: origin }],
    paths,
    components: {
      schemas,
      securitySchemes: {
        oauth2: {
          type: 'oauth2',
          flows: {
            authorizationCode: {
              authorizationUrl: `${origin}${asperionNames.identity.authorize}`,
              tokenUrl: `${origin}${asperionNames.identity.token}`,
              scopes: {},
            },
          },
        },
      },
    },
    security: [{ oauth2: [] }],
  };
}

function schemaOf(spec: ResourceSpec): Json {
  const fields = Object.entries(spec.fields);
  const required = fields.filter(([, field]) => field.required).map(([name]) => name);
  const properties = fields.map(([name, field]) => [name, propertyOf(field, spec.lines?.[name])] as const);
  return {
    type: 'object',
    ...(required.length === 0 ? {} : { required }),
    properties: Object.fromEntries(properties),
  };
}

function propertyOf(field: FieldSpec, lines: string | undefined): Json {
  const more = {
    ...(field.description === undefined ? {} : { description: field.description }),
    ...(field.create || field.update ? {} : { readOnly: true }),
    ...(field.required ? {} : { nullable: true }),
  };
  if (lines === undefined) return { ...types[field.type], ...more };
  return { type: 'object', properties: { _data: { type: 'array', items: schemaRef(lines) } }, ...more };
}

function pathsOf(spec: ResourceSpec): Json {
  const path = `${asperionNames.apiPrefix}${asperionNames.paths[spec.name]?.[0] ?? spec.name}`;
  const id = parameter('id', 'path', types[spec.fields.id?.type ?? 'integer'], true);
  const trial = parameter(asperionNames.query.validateOnly, 'query', types.boolean);
  const body = { required: true, content: json(schemaRef(spec.name)) };
  const whole = answer('200', schemaRef(spec.name));
  const part = { type: 'object', properties: { File: { type: 'string', format: 'binary' } } };
  return {
    [path]: {
      get: { parameters: listParameters(spec), responses: answer('200', listSchema(spec)) },
      ...(spec.creatable
        ? { post: { parameters: [trial], requestBody: body, responses: answer('201', schemaRef(spec.name)) } }
        : {}),
    },
    [`${path}/{id}`]: {
      get: { parameters: [id], responses: whole },
      ...(spec.updatable ? { put: { parameters: [id, trial], requestBody: body, responses: whole } } : {}),
    },
    ...(rulesOf(spec.name).files === undefined
      ? {}
      : {
          [`${path}/{id}/file`]: {
            post: {
              parameters: [id, trial],
              requestBody: { content: { 'multipart/form-data': { schema: part } } },
              responses: answer('201', { type: 'object' }),
            },
          },
        }),
  };
}

function listParameters(spec: ResourceSpec): readonly Json[] {
  const { query, filters, requiredFilters } = asperionNames;
  const own = Object.entries(spec.fields).filter(([, field]) => field.searchable === true);
  return [
    parameter(query.page, 'query', types.integer),
    parameter(query.pageSize, 'query', types.integer),
    parameter(query.orderBy, 'query', types.text),
    parameter(query.fields, 'query', types.text),
    parameter(query.metaOnly, 'query', types.boolean),
    ...own.flatMap(([field, { type }]) => {
      const name = field.charAt(0).toUpperCase() + field.slice(1);
      const plain = parameter(name, 'query', types[type], requiredFilters[spec.name]?.includes(field));
      const extra = type === 'text' ? [filters.comparison] : type === 'date' ? [filters.from, filters.to] : [];
      return [plain, ...extra.map((suffix) => parameter(`${name}${suffix}`, 'query', types.text))];
    }),
  ];
}

function listSchema(spec: ResourceSpec): Json {
  return {
    type: 'object',
    properties: { _data: { type: 'array', items: schemaRef(spec.name) }, _meta: { type: 'object' } },
  };
}

function parameter(name: string, place: 'path' | 'query', schema: Json | undefined, required = false): Json {
  return { name, in: place, ...(required ? { required } : {}), schema };
}

function schemaRef(name: string): Json {
  return { $ref: `#/components/schemas/${name}` };
}

function json(schema: Json): Json {
  return { 'application/json': { schema } };
}

function answer(status: string, schema: Json): Json {
  return { [status]: { description: status === '201' ? 'Created' : 'Success', content: json(schema) } };
}
