/**
 * Writes what people read of a run and of a plan with much to tell, as Markdown in both languages. A test compares them, and people read them:
 *
 *     node test/report/golden/write.ts
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LANGUAGES } from '../../../src/errors/language.ts';
import { goldenFile, goldens, goldenTexts } from './texts.ts';

for (const golden of goldens)
  for (const language of LANGUAGES)
    writeFileSync(join(import.meta.dirname, goldenFile(golden, language)), goldenTexts[golden](language));
