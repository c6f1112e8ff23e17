import Big from 'big.js';
import type { z } from 'zod';
import { type ErrorCode, isErrorCode } from '../../errors/codes.ts';
import { ConfigError, type Renamed } from '../../errors/errors.ts';
import { guess, nearest } from '../../nearest.ts';
import { isObject, READ_ONCE } from '../../schema.ts';
import type { Path, YamlSource } from '../yaml/yaml-source.ts';
import { migrationAt, told } from './migrations.ts';
import { anyOf, atStart, describe, label, TYPES, typeHint, writtenHint } from './schema-words.ts';

type Issue = z.core.$ZodIssue;

/** One problem, before it has a position. `missing` (one of these is missing) and `meant` are names of keys. */
interface Problem {
  readonly path: Path;
  readonly part: 'key' | 'value';
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint: string | undefined;
  readonly missing?: readonly string[];
  readonly meant?: string | null;
  readonly renamed?: Renamed;
}

/** What is wrong with a file; `fixed` is its content if unknown keys are read as the known ones that they resemble. */
export interface Refused<Value> {
  readonly problems: readonly ConfigError[];
  /** Null if that is not enough. Nothing may act on it: it is only for finding what else is wrong. */
  readonly fixed: Value | null;
}

/**
 * Checks what a person wrote in a file: the typed value, or one error per problem, each in plain words and with the
 * position of the key (unknown keys) or of the value.
 */
export function checkSchema<Value>(
  schema: z.ZodType<Value>,
  source: YamlSource,
): { readonly value: Value } | Refused<Value> {
  const result = schema.safeParse(source.value, READ_ONCE);
  if (result.success) return { value: result.data };
  const found = withoutEchoes(result.error.issues)
    .flatMap((issue) => explain(issue, [], source.value))
    .map((problem) => oldName(schema, problem, source) ?? problem);
  const hollow = found.filter(({ code, path }) => code === 'EMPTY_VALUE' && valueAt(source.value, path) === null);
  const kept = found
    // What belongs into a group that is empty stands beside it: its lines begin too far left.
    .filter((one) => one.meant === undefined || !hollow.some((other) => sameParent(one, other)))
    // A mistyped key explains the missing one: one mistake, one message.
    .filter(
      (one) =>
        !found.some((other) => one.missing?.some((name) => name === other.meant) === true && sameParent(one, other)),
    );
  const problems = kept
    .map(({ path, part, code, message, hint, renamed }) => {
      const at = source.at(path, part);
      return new ConfigError(code, message, { at, ...(hint !== undefined && { hint }), ...(renamed && { renamed }) });
    })
    .sort((a, b) => (a.at?.line ?? 0) - (b.at?.line ?? 0));
  const strangers = kept.filter(({ meant }) => meant !== undefined);
  const fixed =
    strangers.length < kept.length
      ? undefined
      : schema.safeParse(strangers.reduce<unknown>(fix, source.value), READ_ONCE).data;
  return { problems, fixed: fixed ?? null };
}

/** The problem of a key or a word that an older version knew; undefined for any other one. */
function oldName(schema: z.ZodType, { path, part, code }: Problem, source: YamlSource): Problem | undefined {
  const isKey = code === 'UNKNOWN_KEY';
  const was = isKey ? path.at(-1) : valueAt(source.value, path);
  const migration = typeof was === 'string' ? migrationAt(schema, path, isKey ? undefined : was) : undefined;
  if (migration === undefined) return undefined;
  const renamed = { was: String(was), to: migration.to };
  const said = { ...told(renamed.was, migration), path, part, code: 'OLD_NAME' as const };
  if (!isKey) return { ...said, renamed };
  const other = [...path.slice(0, -1), migration.to];
  // What a flow builds on has the new name, of course.
  const isBoth =
    valueAt(source.value, other) !== undefined && source.at(other, 'key').file === source.at(path, 'key').file;
  if (isBoth) return { ...said, meant: migration.to, hint: `Remove it: "${migration.to}" is here as well.` };
  return { ...said, meant: migration.to, renamed };
}

/** A value with the wrong type may also look too long or too short. */
function withoutEchoes(issues: readonly Issue[]): readonly Issue[] {
  const mistyped = new Set(issues.filter(({ code }) => code === 'invalid_type').map(({ path }) => path.join('\n')));
  return issues.filter(({ code, path }) => !['too_big', 'too_small'].includes(code) || !mistyped.has(path.join('\n')));
}

/** The value with the unknown key of a problem renamed to what was meant, or removed. */
function fix(value: unknown, { path, meant = null }: Pick<Problem, 'path' | 'meant'>): unknown {
  const [step, ...rest] = path;
  if (Array.isArray(value)) return value.map((one, index) => (index === step ? fix(one, { path: rest, meant }) : one));
  if (!isObject(value)) return value;
  const entries = Object.entries(value).flatMap(([key, one]): (readonly [string, unknown])[] => {
    if (key !== step) return [[key, one]];
    if (rest.length > 0) return [[key, fix(one, { path: rest, meant })]];
    return meant === null || meant in value ? [] : [[meant, one]];
  });
  return Object.fromEntries(entries);
}

function sameParent(left: Problem, right: Problem): boolean {
  return left.path.slice(0, -1).join('\n') === right.path.slice(0, -1).join('\n');
}

function explain(issue: Issue, base: Path, root: unknown): readonly Problem[] {
  const path: Path = [...base, ...issue.path.filter((part) => typeof part !== 'symbol')];
  const written = valueAt(root, path);
  const name = atStart(label(path, root));
  const wrong = (expected: string, hint?: string): readonly Problem[] => [
    {
      path,
      part: 'value',
      code: 'WRONG_VALUE',
      message: `${name} must be ${expected}, found ${describe(written)}.`,
      hint,
    },
  ];
  if (issue.code === 'unrecognized_keys') {
    if (written instanceof Big) return wrong('a group of keys');
    return issue.keys.map((key) => unknownKey([...path, key], issue.message.split(' '), root));
  }
  if (written === undefined && issue.code !== 'custom') return [missingKey(path, root)];
  if (written === null && issue.code === 'invalid_type') {
    const isGroup = ['array', 'object', 'record'].includes(issue.expected);
    const value = isGroup ? 'Indent what belongs to it further than its key' : 'Give it a value';
    const hint = path.length === 0 ? 'Fill it, or remove the file.' : `${value}, or remove the key.`;
    return [{ path, part: 'value', code: 'EMPTY_VALUE', message: `${name} is empty.`, hint }];
  }
  switch (issue.code) {
    case 'invalid_union':
      return explainUnion(issue, path, root);
    case 'invalid_type':
      return wrong(TYPES[issue.expected] ?? issue.expected, typeHint(issue.expected, written));
    case 'invalid_value': {
      const values = issue.values.map(String);
      const meant = typeof written === 'string' ? guess(written, values) : undefined;
      const hint = values.length === 1 ? `Write ${values[0]}, or remove the key.` : 'Write one of them.';
      return wrong(anyOf(values), meant ?? hint);
    }
    case 'too_small':
      if (issue.origin === 'number') return wrong(`at least ${issue.minimum}`);
      return [{ path, part: 'value', code: 'EMPTY_VALUE', message: `${name} is empty.`, hint: 'Give it a value.' }];
    case 'too_big': {
      if (issue.origin === 'number') return wrong(`at most ${issue.maximum}`);
      const message = `${name} has more than ${issue.maximum} ${issue.origin === 'string' ? 'characters' : 'entries'}.`;
      const hint = issue.origin === 'string' ? 'Shorten it.' : 'Use fewer, or split it over several flows.';
      return [{ path, part: 'value', code: 'TOO_MANY', message, hint }];
    }
    case 'invalid_key': {
      const reason = issue.issues[0]?.message ?? issue.message;
      return [
        {
          path,
          part: 'key',
          code: 'WRONG_NAME',
          message: `${name} can't be used as a name: ${reason}`,
          hint: undefined,
        },
      ];
    }
    case 'custom': {
      const code = isErrorCode(issue.params?.code) ? issue.params.code : 'WRONG_VALUE';
      const hint = typeof issue.params?.hint === 'string' ? issue.params.hint : writtenHint(written);
      const message = issue.params?.sentence === true ? issue.message : `${name}: ${issue.message}`;
      const missing = Array.isArray(issue.params?.missing) ? issue.params.missing.map(String) : [];
      return [{ path, part: 'value', code, message, hint, missing }];
    }
    default:
      return [
        { path, part: 'value', code: 'WRONG_VALUE', message: `${name}: ${issue.message}`, hint: writtenHint(written) },
      ];
  }
}

/**
 * A value that fits none of several shapes is explained by the nearest shape; if two are equally near,
 * by a key that none of them knows, or else by the union's own sentence.
 */
function explainUnion(issue: z.core.$ZodIssueInvalidUnion, path: Path, root: unknown): readonly Problem[] {
  const given = valueAt(root, path);
  if (given === null) {
    const isField = path.at(-2) === 'fields';
    const hint = isField ? 'Write an expression, or { value: null } to clear the field.' : 'Give it a value.';
    return [{ path, part: 'value', code: 'EMPTY_VALUE', message: `${atStart(label(path, root))} is empty.`, hint }];
  }
  // A decimal has its own keys, which no shape knows.
  if (given instanceof Big) {
    return [
      {
        path,
        part: 'value',
        code: 'WRONG_VALUE',
        message: `${atStart(label(path, root))}: ${issue.message}`,
        hint: undefined,
      },
    ];
  }
  const fitting = issue.errors.filter(
    (branch) => !branch.some((one) => one.code === 'invalid_type' && one.path.length === 0),
  );
  const ranked = fitting
    .map((branch) => ({ branch, distance: distance(branch) }))
    .sort((a, b) => a.distance - b.distance);
  const [first, second] = ranked;
  if (first !== undefined && (second === undefined || first.distance < second.distance)) {
    return first.branch.flatMap((one) => explain(one, path, root));
  }
  const lists = fitting.flatMap((branch) =>
    branch.filter((one) => one.code === 'unrecognized_keys' && one.path.length === 0),
  );
  const known = new Set(lists.flatMap((one) => one.message.split(' ')));
  const written = valueAt(root, path);
  const strangers =
    lists.length === 0 || !isObject(written) ? [] : Object.keys(written).filter((key) => !known.has(key));
  if (strangers.length > 0) return strangers.map((key) => unknownKey([...path, key], [...known], root));
  // zod's own words, if the union has none.
  const hint = writtenHint(written);
  const said = issue.message === 'Invalid input' ? ` can't be ${describe(written)}.` : `: ${issue.message}`;
  return [{ path, part: 'value', code: 'WRONG_VALUE', message: `${atStart(label(path, root))}${said}`, hint }];
}

/** An unknown key counts more than a missing one: what was written says more about what was meant. */
function distance(branch: readonly Issue[]): number {
  return branch.reduce((sum, one) => sum + (one.code === 'unrecognized_keys' ? 2 * one.keys.length : 1), 0);
}

function unknownKey(path: Path, known: readonly string[], root: unknown): Problem {
  const key = String(path.at(-1));
  const parent = path.slice(0, -1);
  const meant = nearest(key, known);
  const isStep = parent.length === 2 && parent[0] === 'steps';
  return {
    path,
    part: 'key',
    code: 'UNKNOWN_KEY',
    message: `Unknown key "${key}"${parent.length === 0 ? '' : ` in ${label(parent, root)}`}.`,
    hint:
      meant === null
        ? `${isStep ? 'A field of the target belongs under "fields". ' : ''}Known here: ${known.join(', ')}.`
        : `Did you mean "${meant}"?`,
    meant,
  };
}

function missingKey(path: Path, root: unknown): Problem {
  const key = String(path.at(-1));
  const parent = path.slice(0, -1);
  const message = `${atStart(label(parent, root))} lacks "${key}".`;
  return { path, part: 'value', code: 'MISSING_KEY', message, hint: `Add "${key}".`, missing: [key] };
}

function valueAt(root: unknown, path: Path): unknown {
  let value = root;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) return undefined;
    value = (value as Record<string | number, unknown>)[part];
  }
  return value;
}
