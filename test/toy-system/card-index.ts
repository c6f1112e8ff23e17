import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { AccessError } from '../../src/errors/errors.ts';
import { pacedBudget } from '../../src/http/budget.ts';
import { keys } from '../../src/schema.ts';
import type { Catalog, FieldSpec } from '../../src/systems/catalog.ts';
import type { SystemFacts } from '../../src/systems/facts.ts';
import type { Inspection } from '../../src/systems/inspection.ts';
import { createMemorySystem } from '../../src/systems/memory-system.ts';
import type { SystemName } from '../../src/systems/registry.ts';
import type { System } from '../../src/systems/system.ts';
import type { RecordValues } from '../../src/values.ts';

/** The line of the registry makes it the name of a system. */
const NAME = 'card-index' as string as SystemName;

const field: FieldSpec = {
  type: 'text',
  personal: null,
  create: true,
  update: true,
  required: false,
  searchable: true,
};

const catalog: Catalog = {
  system: NAME,
  resources: new Map([
    [
      'cards',
      {
        name: 'cards',
        key: 'id',
        reference: 'number',
        nameField: 'name',
        creatable: true,
        updatable: true,
        feed: { kind: 'list' },
        fields: {
          id: { ...field, type: 'integer', create: false, update: false },
          number: field,
          name: { ...field, personal: 'name', required: true },
          city: { ...field, personal: 'address' },
          email: { ...field, personal: 'email', loose: 'email' },
        },
      },
    ],
  ]),
};

const FIELDS = ['number', 'name', 'city', 'email'];

const settings = keys({ file: z.string().default('cards.json').describe('The file with the cards.') })
  .prefault({})
  .describe('How the card index is read.');

/** A system that is a file of contacts: the rest of the product knows it by these facts alone. */
export const cardIndex: SystemFacts<'cardIndex', typeof settings> = {
  title: 'Card index',
  catalog,
  example: 'cards',
  inputs: {
    administration: { name: 'card-index-number', says: 'the number on the drawer of the card index', isNumber: true },
  },
  settings: { key: 'cardIndex', schema: settings },
  alternatives: { 'cards.id': 'It is given by the card index: write number.' },
  money: {},
  lists: { byField: {}, judges: {} },
  assumptions: [],
  budget: ({ clock, sleep }) => pacedBudget({ perSecond: 1000, clock, sleep }),
  connect: ({ settings: { file } }) => ({
    open: () => openFile(file),
    inspect: () => inspectFile(file),
    tests: () => new Map(),
  }),
};

/** The cards, read when they are first asked for, and written after each change. */
function openFile(file: string): System {
  const cards = createMemorySystem(catalog, new Map([['cards', readCards(file)]]));
  const save = async (): Promise<void> => {
    const all = await cards.list({ resource: 'cards', fields: FIELDS, signal: AbortSignal.timeout(1000) });
    writeFileSync(file, JSON.stringify(all, null, 2));
  };
  return {
    ...cards,
    async create(request) {
      const created = await cards.create(request);
      await save();
      return created;
    },
    async update(request) {
      const changed = await cards.update(request);
      await save();
      return changed;
    },
  };
}

function readCards(file: string): readonly RecordValues[] {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new AccessError('READ_REFUSED', `The card index cannot be read from ${file}.`, { cause });
  }
}

function inspectFile(file: string): Inspection {
  const isWritable = true;
  const fields = new Map([...FIELDS, 'id'].map((name) => [name, { type: null, isWritable }]));
  return {
    system: NAME,
    signIn: async () => void readCards(file),
    administration: async () => ({ usable: true, says: 'The card index is open.' }),
    may: async () => ({ answer: 'yes' }),
    describe: async () => ({ kind: 'described', document: file, fields }),
    feeds: () => new Map(),
    count: async () => readCards(file).length,
  };
}
