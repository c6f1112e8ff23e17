/**
 * Writes the table of docs/bookkeeping.md, as `npm run generate` does. With `--accept` known-failing.yml is first
 * brought to what fails now; read the difference before you commit it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { stringify } from 'yaml';
import { attempts, verdictFor } from './harness/attempts.ts';
import { withTable } from './harness/table.ts';

const DOCUMENT = path.resolve(import.meta.dirname, '../../docs/bookkeeping.md');
const KNOWN = path.join(import.meta.dirname, 'known-failing.yml');

const HEADER = `# Attempts (harness/attempts.ts) that fail on the mappings that ship, each with its first reason. A test fails when one of
# these comes out right, too: then \`node test/bookkeeping/write.ts --accept\` takes it off. It should be empty.
`;

if (process.argv.includes('--accept')) {
  const failing: Record<string, string> = {};
  for (const attempt of attempts) {
    const { problems } = await verdictFor(attempt);
    if (problems[0] !== undefined) failing[attempt.name] = problems[0];
  }
  writeFileSync(KNOWN, `${HEADER}${stringify(failing, { lineWidth: 0 })}`);
}
writeFileSync(DOCUMENT, await withTable(readFileSync(DOCUMENT, 'utf8')));
