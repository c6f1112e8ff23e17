import { readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { readYaml } from '../../../src/config/yaml/yaml-source.ts';
import * as forms from './forms.ts';

/** A record as a case writes it: everything is text, lines are lists of records. */
export type Fields = { readonly [field: string]: string | readonly Fields[] };
/** Records by the name that the API has for them, without its service: `SalesOrders`, `debtors`. */
export type Records = Readonly<Record<string, readonly Fields[]>>;

/** What must wait: the document as `SalesInvoices 26000811`. */
export interface Wait {
  readonly document: string;
  readonly reason: string;
  readonly person: string;
}

/** What a bookkeeper expects. `at` within a record names the run after which it must be there. */
export interface Expected {
  readonly asperion?: Records;
  readonly exact?: Records;
  readonly count?: Readonly<Record<string, string>>;
  readonly waits?: readonly Wait[];
  readonly nothing?: { readonly document: string; readonly told: string };
  readonly told?: string;
}

/** One case of cases.yml or further-cases.yml; the header of cases.yml explains the form. */
export interface Case {
  readonly id: string;
  readonly title: string;
  readonly area: string;
  readonly flow: string | readonly string[];
  readonly given: {
    readonly exact?: Records;
    readonly asperion?: Records;
    readonly facts?: readonly string[];
    readonly assume?: readonly string[];
  };
  readonly action: string | readonly string[];
  readonly expect: Expected;
  readonly also_fine?: readonly (string | Readonly<Record<string, string>>)[];
  readonly never?: readonly string[];
  readonly sure?: string;
}

/** The people and things that the cases name by a key. */
export interface Cast {
  readonly customers: Readonly<Record<string, Fields>>;
  readonly items: Readonly<Record<string, Fields>>;
}

/** A run of a case: the day it takes place, and what changed before it. */
export interface Run {
  readonly name?: string;
  readonly day?: string;
  readonly exact?: Records;
  readonly asperion?: Records;
  /** Accounts that were deleted in Exact Online, by their codes. */
  readonly deleted?: readonly string[];
  /** `true`: the progress of the runs before is lost. */
  readonly forget?: string;
}

/** What a case says in prose, read once by a person into data (readings.yml). */
export interface Reading {
  /** Flows by their files, where the case needs others than those of its kind. */
  readonly flows?: readonly string[];
  /** A run that was before: records of the case that looked different then, and what Asperion held. */
  readonly before?: Run;
  readonly runs?: readonly Run[];
  /** Rows that the case takes as present, by table; `null` takes a row out. */
  readonly tables?: Readonly<Record<string, TableRows>>;
  /** Settings of this administration that differ from those that ship. */
  readonly settings?: TableRows;
  /** Another end state that `also_fine` allows; `says` repeats it. */
  readonly fine?: readonly (Expected & { readonly says: string })[];
  /** What `also_fine` allows and the comparison allows anyway, such as lines that are split or joined. */
  readonly covered?: readonly string[];
  /** `true`: `also_fine` allows the end state that is expected without anybody being told. */
  readonly untold?: string;
  /** Further cases that must end like this one, with these records instead. */
  readonly variants?: readonly { readonly name: string; readonly exact: Records }[];
  /** Countries of addresses that are no account's own. */
  readonly addresses?: Readonly<Record<string, string>>;
  /** Why no flow does what the case is about. */
  readonly noFlow?: string;
}

/** Rows of a table: one level per key. */
export type TableRows = { readonly [key: string]: string | TableRows | readonly TableRows[] };

const folder = path.resolve(import.meta.dirname, '..');

/** Reads a YAML file of this folder; everything in it is text. Throws where it has another form. */
export function readData<Data>(name: string, form: z.ZodType): Data {
  const { value } = readYaml(name, readFileSync(path.join(folder, name), 'utf8'), 'text');
  const { error } = form.safeParse(value);
  if (error !== undefined) throw new Error(`${name} has another form:\n${z.prettifyError(error)}`);
  return value as Data;
}

const book = readData<{ readonly cast: Cast; readonly cases: readonly Case[] }>('cases.yml', forms.book);
const further = readData<{ readonly cases: readonly Case[] }>('further-cases.yml', forms.furtherBook);

/** The people and things of all cases. */
export const cast: Cast = book.cast;

/** All cases, those of cases.yml first. */
export const cases: readonly Case[] = [...book.cases, ...further.cases];

const readings = readData<Readonly<Record<string, Reading>>>('readings.yml', forms.readings);

/** How the prose of a case is read. */
export function readingOf({ id }: Case): Reading {
  return readings[id] ?? {};
}

/** Ids in readings.yml that no case has. */
export const strayReadings: readonly string[] = Object.keys(readings).filter(
  (id) => !cases.some((one) => one.id === id),
);
