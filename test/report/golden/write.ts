/**
 * Writes the summary of a run with much to tell, as Markdown in both languages. A test compares them, and people read them:
 *
 *     node test/report/golden/write.ts
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from '../../../src/errors/language.ts';
import { goldenFile, goldenSummary } from './summary.ts';

for (const language of LANGUAGES)
  writeFileSync(join(import.meta.dirname, goldenFile(language)), goldenSummary(language));
