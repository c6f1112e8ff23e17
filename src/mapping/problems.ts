import type { Locate, Path } from '../config/yaml/yaml-source.ts';
import type { ErrorCode } from '../errors/codes.ts';
import { ConfigError, type SourcePosition, type SyncError } from '../errors/errors.ts';
import { guess } from '../nearest.ts';
import { ascending } from '../order.ts';
import type { Catalog, ResourceSpec } from '../systems/catalog.ts';
import { hintForConstant } from './expressions/operators.ts';
import type { ExpressionProblem } from './expressions/syntax.ts';

/** Collects everything that is wrong with a flow, so that all of it can be fixed at once. */
export class Problems {
  readonly #found = new Map<string, ConfigError>();

  /** All problems by file, line and column. */
  get all(): readonly ConfigError[] {
    return [...this.#found.values()].sort(
      ({ at: left }, { at: right }) =>
        ascending(left?.file ?? '', right?.file ?? '') ||
        (left?.line ?? 0) - (right?.line ?? 0) ||
        (left?.column ?? 0) - (right?.column ?? 0),
    );
  }

  /** Notes a problem; the same problem at the same place counts once. */
  add(at: SourcePosition, code: ErrorCode, message: string, hint?: string): void {
    const said = sentence(message);
    const key = `${at.file}:${at.line}:${at.column} ${code} ${said}`;
    if (this.#found.has(key)) return;
    this.#found.set(key, new ConfigError(code, said, { at, ...(hint === undefined ? {} : { hint }) }));
  }

  /** Notes a resource that a catalog does not have, with the nearest name, or that it is the other system's. */
  addUnknownResource(at: SourcePosition, name: string, { system, resources }: Catalog, other: Catalog): void {
    const hint = other.resources.has(name)
      ? `It is a resource of ${other.system}, and ${system} is needed here.`
      : guess(name, resources.keys());
    this.add(at, 'UNKNOWN_RESOURCE', `there is no resource "${name}" in ${system}`, hint);
  }

  /** Notes a field that a resource does not have. */
  addUnknownField(at: SourcePosition, field: string, { name, fields }: ResourceSpec): void {
    this.add(at, 'UNKNOWN_FIELD', `there is no field "${field}" in ${name}`, guess(field, Object.keys(fields)));
  }

  /** Notes a wrong constant, which would fail for every record. */
  addError(at: SourcePosition, error: SyncError): void {
    this.add(at, error.code, error.message, hintForConstant(error));
  }

  /** Receives the problems of the expression at `path`. */
  inExpression(locate: Locate, path: Path): (problem: ExpressionProblem) => void {
    return ({ code, message, hint, offset }) => this.add(locate(path, 'value', offset), code, message, hint);
  }
}

/** A message as a sentence, with a capital and a full stop. */
export function sentence(message: string): string {
  const said = `${message.charAt(0).toUpperCase()}${message.slice(1)}`;
  return /[.!?]$/.test(said) ? said : `${said}.`;
}
