import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { proposeLinks } from '../../src/plan/links.ts';
import { linksYaml } from '../../src/report/plan/links-yaml.ts';
import { en } from '../../src/report/words/en.ts';

const ambiguity = (reference: string, candidates: readonly string[], taken: readonly string[] = []) => ({
  reference,
  pinFlow: 'customers',
  candidates: candidates.map((candidate) => ({ reference: candidate, isTaken: taken.includes(candidate) })),
  why: '2 records have this vatNumber',
  found: [],
});

describe('lines for links.yml', () => {
  test('propose each target once, and none that belongs to another record or is pinned', () => {
    const pinned = new Map([['customers', new Map([['20009', '10009']])]]);
    const ambiguities = [
      ambiguity('20010', ['10001', '10002']),
      ambiguity('20002', ['10001', '10002']),
      ambiguity('20003', ['10001', '10002']),
      ambiguity('20004', ['10007'], ['10007']),
      ambiguity('20005', ['10009', '10010']),
    ];
    expect(proposeLinks(ambiguities, pinned).map(({ source, target }) => [source, target])).toEqual([
      ['20002', '10002'],
      ['20003', 'skip'],
      ['20004', 'skip'],
      ['20005', '10010'],
      ['20010', '10001'],
    ]);
  });

  test('are one per record, however many orders it has, and none where links.yml settles nothing', () => {
    const own = ambiguity('20001', ['10001']);
    expect(proposeLinks([own, own, { ...own, pinFlow: null, reference: 'x' }], new Map())).toHaveLength(1);
    // A pin of a number that two records have holds for both.
    const twin = { ...ambiguity('500', ['EO-500']), isSameNumber: true };
    expect(proposeLinks([twin, twin], new Map())).toEqual([]);
  });

  test('are YAML that says what was proposed, whatever the references are', () => {
    const odd = ['08', 'NO', 'a: b #c', '"quoted"', 'line\nbreak'];
    const links = proposeLinks(
      odd.map((reference, index) => ambiguity(reference, [`1000${index}`, '0123'])),
      new Map(),
    );
    const text = linksYaml(links, en).join('\n');
    expect(parse(text, { schema: 'failsafe' })).toEqual({
      customers: Object.fromEntries(links.map(({ source, target }) => [source, target])),
    });
    expect(text).toContain('  "08": "10000" # or "0123" or skip: 2 records have this VAT number');
    const own = proposeLinks([{ ...ambiguity('20001', ['10001']), mayBeNew: true }], new Map());
    expect(linksYaml(own, en)).toContain('  "20001": "10001" # or new or skip: 2 records have this VAT number');
  });
});
