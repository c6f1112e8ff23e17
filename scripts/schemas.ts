/**
 * Writes the JSON Schemas of all mapping files into mappings/schema, from the schemas that check those files:
 *
 *     node scripts/schemas.ts
 *
 * Draft 7, which editors with the YAML language server complete and explain best.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { linksFile } from '../src/config/company/links.ts';
import { pausesFile } from '../src/config/company/pauses.ts';
import { messagesFile } from '../src/config/messages.ts';
import { valuesFile } from '../src/config/packs/declared.ts';
import { flowFile } from '../src/config/schema/flow-schema.ts';
import { settingsFile } from '../src/config/schema/settings-schema.ts';
import { tableFile } from '../src/config/schema/table-schema.ts';
import { testFile } from '../src/config/schema/test-schema.ts';
import { extending } from './schemas/extending.ts';
import { withFlowNames } from './schemas/flow-names.ts';
import { type Json, written } from './schemas/json.ts';
import { withTestNames } from './schemas/test-names.ts';

const FOLDER = join(import.meta.dirname, '..', 'mappings', 'schema');

/** The keys of each kind of file as JSON Schema, without the names that the catalogs add. */
export const keySchemas = {
  flow: jsonSchema(flowFile),
  settings: jsonSchema(settingsFile),
  values: jsonSchema(valuesFile),
  table: jsonSchema(tableFile),
  links: jsonSchema(linksFile),
  paused: jsonSchema(pausesFile),
  messages: jsonSchema(messagesFile),
  test: jsonSchema(testFile),
} as const;

/** The text of each file of mappings/schema, by its name. */
export function schemaFiles(): ReadonlyMap<string, string> {
  const complete = {
    ...keySchemas,
    flow: withFlowNames(keySchemas.flow),
    extending: extending(keySchemas.flow),
    test: withTestNames(keySchemas.test),
  };
  return new Map(Object.entries(complete).map(([name, schema]) => [`${name}.schema.json`, `${written(schema)}\n`]));
}

function jsonSchema(schema: z.ZodType): Json {
  return plain(z.toJSONSchema(schema, { target: 'draft-7', io: 'input', unrepresentable: 'any' })) as Json;
}

/** A schema without what tells nobody anything: bounds of the language, empty defaults. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, part]) => {
        if (key === 'maximum') return part !== Number.MAX_SAFE_INTEGER;
        if (key === 'propertyNames') return Object.keys(part as object).join() !== 'type';
        const isGroup = typeof part === 'object' && part !== null;
        return !isGroup || !(key === 'default' && Object.keys(part).length === 0);
      })
      .map(([key, part]) => [key, plain(part)]),
  );
}

if (import.meta.main) {
  await mkdir(FOLDER, { recursive: true });
  for (const [name, text] of schemaFiles()) await writeFile(join(FOLDER, name), text);
}
