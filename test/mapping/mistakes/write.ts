/** Writes docs/mistakes.md from the corpus: `node test/mapping/mistakes/write.ts`. */
import { writeFileSync } from 'node:fs';
import { readCorpus } from './corpus.ts';
import { DOCUMENT, document } from './document.ts';

writeFileSync(DOCUMENT, document(readCorpus()));
