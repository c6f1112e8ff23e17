import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { knownMessages } from '../../src/report/advice.ts';
import { type KnownMessage, messageIn, messagesIn } from '../../src/systems/known-message.ts';
import { tableRows } from '../docs/tables.ts';

const known = knownMessages();
const sources = new Map(
  tableRows(readFileSync(path.resolve(import.meta.dirname, '../../docs/sources.md'), 'utf8')).map((row) => [
    row.tag,
    row.basis,
  ]),
);

const message = (...says: string[]): KnownMessage => ({
  says,
  cause: { en: '', nl: '' },
  fix: { en: '', nl: '' },
  source: '',
});

describe('the known messages', () => {
  it('name a source that there is, and one that only infers them is marked', () => {
    expect(known).not.toEqual([]);
    expect(known.filter(({ source }) => !sources.has(source))).toEqual([]);
    const unmarked = known.filter(({ source, isInferred }) => sources.get(source) === 'inferred' && !isInferred);
    expect(unmarked).toEqual([]);
  });

  it('are told in both languages, each in its own words', () => {
    const texts = known.flatMap(({ cause, fix }) => [cause, fix]);
    expect(texts.filter(({ en, nl }) => !/\.$/.test(en) || !/\.$/.test(nl) || en === nl)).toEqual([]);
  });

  it('are each found by their own words, whatever stands at their wildcards', () => {
    for (const one of known)
      for (const says of one.says) expect(messageIn(says.replaceAll(/[…*]/g, 'Zus 12'), known), says).toBe(one);
  });
});

describe('a pattern', () => {
  const found = (text: string, ...says: string[]) => messageIn(text, [message(...says)]) !== null;

  it('is whole words, and a wildcard at the end of a word is its rest', () => {
    expect(found('Verplicht: Inkoopprijs', 'Verplicht: Inkoop')).toBe(false);
    expect(found('Verplicht: Inkoopprijs', 'Verplicht: Inkoop*')).toBe(true);
    expect(found('Het kasboek', 'as boek')).toBe(false);
  });

  it('keeps the order of its parts', () => {
    expect(found('regel 4: bedrag komt niet overeen', 'bedrag … regel')).toBe(false);
    expect(found('het bedrag van regel 4', 'bedrag … regel')).toBe(true);
  });

  it('that says more of a sentence comes before one that says less', () => {
    const [less, more] = [message('Verplicht: …'), message('Verplicht: Dagboek')];
    expect(messagesIn('Verplicht: Dagboek; Verplicht: Serie', [less, more])).toEqual([more, less]);
  });

  it('of many wildcards is answered for a long text, too', () => {
    expect(found('ab '.repeat(20_000), `${'ab*'.repeat(100)}nothing`)).toBe(false);
  });
});
