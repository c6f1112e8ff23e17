/**
 * Writes docs/mistakes.md from the corpus, as `npm run generate` does. With `--accept` the files of the corpus are first brought
 * to what the product says now; read the difference before you commit it.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isMap, isSeq, parseDocument, Scalar } from 'yaml';
import { type Mistake, problemsOf, readCorpus, told } from './corpus.ts';
import { DOCUMENT, document } from './document.ts';

function accept(file: string): void {
  const source = parseDocument(readFileSync(file, 'utf8'));
  const mistakes = source.get('mistakes');
  for (const item of isSeq(mistakes) ? mistakes.items : []) {
    if (!isMap(item)) continue;
    const mistake = item.toJS(source) as Mistake;
    const says = new Scalar(told(mistake, mistake.wrong, problemsOf(mistake, mistake.wrong)));
    says.type = 'BLOCK_LITERAL';
    item.set('says', says);
  }
  writeFileSync(file, source.toString({ lineWidth: 0 }));
}

if (process.argv.includes('--accept')) {
  const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith('.yml'));
  for (const name of files) accept(path.join(import.meta.dirname, name));
}
writeFileSync(DOCUMENT, document(readCorpus()));
