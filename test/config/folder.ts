import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ConfigErrors } from '../../src/errors/errors.ts';

/** A small flow that is right. */
export const CUSTOMERS = `from: exact-online.crm/Accounts
to: asperion
steps:
  - id: debtor
    resource: debtors
    match: [characteristic5]
    update: true
    fields:
      characteristic5: Code
`;

/** A workspace with these files under `mappings/`; removed by `[Symbol.dispose]`. */
export function workspaceWith(files: Readonly<Record<string, string | Uint8Array>>) {
  const workspace = mkdtempSync(path.join(tmpdir(), 'config-'));
  for (const [name, text] of Object.entries(files)) {
    const place = path.join(workspace, 'mappings', name);
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, text);
  }
  return { workspace, [Symbol.dispose]: () => rmSync(workspace, { recursive: true, force: true }) };
}

/** The problems that an action reports, each as `CODE file:line:column message | hint`. */
export function problemsOf(action: () => unknown): readonly string[] {
  try {
    action();
  } catch (error) {
    if (!(error instanceof ConfigErrors)) throw error;
    return error.problems.map(({ code, at, message, hint }) => {
      return `${code}${at === undefined ? '' : ` ${at.file}:${at.line}:${at.column}`} ${message} | ${hint ?? ''}`;
    });
  }
  throw new Error('No problem was reported.');
}
