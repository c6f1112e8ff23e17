import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { shippedFolder } from '../config/packs/shipped.ts';
import { readYaml } from '../config/yaml/yaml-source.ts';
import { keys } from '../schema.ts';
import type { TablePlan } from './proposal.ts';

const option = keys({
  says: z.string().optional(),
  flows: z.array(z.string()).optional(),
  cron: z.string().optional(),
});
const question = keys({ asks: z.string(), options: z.record(z.string(), option) });

const questionsFile = keys({
  flows: z.record(z.string(), question),
  schedule: keys({ every: question, hours: question }),
  values: z.record(z.string(), keys({ list: z.string(), journal: z.string().optional(), name: z.string().optional() })),
});

const tablesFile = z.record(
  z.string(),
  keys({
    about: z.string(),
    from: z.string().optional(),
    to: z.string().optional(),
    compare: z.enum(['account', 'vat', 'included', 'term', 'means', 'unit', 'name']),
    shape: z.literal('countries').optional(),
    keys: z.record(z.string(), z.string()).optional(),
    through: z.string().optional(),
    lowerCase: z.literal(true).optional(),
  }),
);

/** One question with its options, by their names. */
export type Question = z.infer<typeof question>;

/** What `template/questions.yml` says. */
export type Questions = z.infer<typeof questionsFile>;

/** The folder `template/`: what `init` asks, and the files that it fills in. It stands beside the shipped mappings. */
export interface Template {
  readonly questions: Questions;
  readonly tables: Readonly<Record<string, TablePlan>>;
  /** The text of a file to fill in. */
  text(name: string): string;
}

/** Reads the template of this version. */
export function readTemplate(): Template {
  const folder = path.join(path.dirname(shippedFolder().root), 'template');
  const text = (name: string): string => readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n');
  const yaml = (name: string): unknown => readYaml(name, text(name), 'settings').value;
  return {
    questions: questionsFile.parse(yaml('questions.yml')),
    tables: tablesFile.parse(yaml('tables.yml')),
    text,
  };
}

/**
 * A text with its places filled in: `@NAME@`. A line that is a place alone is repeated for each line of a list, and left out for an
 * empty one.
 */
export function fillIn(text: string, places: Readonly<Record<string, string | readonly string[]>>): string {
  const lines = text.split('\n').flatMap((line) => {
    const [, indent = '', name = ''] = /^([\s-]*)@([A-Z]+)@$/.exec(line) ?? [];
    const list = places[name];
    return Array.isArray(list) ? list.map((one) => `${indent}${one}`) : [line];
  });
  return lines
    .join('\n')
    .replaceAll(/@([A-Z]+)@/g, (written, name) => (typeof places[name] === 'string' ? places[name] : written));
}
