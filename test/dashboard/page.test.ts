import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { expect, test } from 'vitest';
import { collect } from '../../src/dashboard/collect.ts';
import { dashboardPage } from '../../src/dashboard/page.ts';
import { en } from '../../src/dashboard/texts.en.ts';
import { nl } from '../../src/dashboard/texts.nl.ts';
import { eventLine, linesOf, runLine } from './logs.ts';

const page = dashboardPage(
  await collect(linesOf([[runLine({ administration: '</script><b>' }), [eventLine({ reference: '</script><i>' })]]]), {
    madeAt: 0,
    version: '0.1.0',
  }),
);
const [, policy = ''] = /http-equiv="content-security-policy" content="([^"]+)"/.exec(page) ?? [];
const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

test('the policy of the page allows its own scripts and style, and no network', () => {
  const scripts = [...page.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, text = '']) => hashOf(text));
  const styles = [...page.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, text = '']) => hashOf(text));
  expect([scripts.length, styles.length]).toEqual([3, 1]);
  expect(policy).toBe(
    `default-src 'none'; script-src ${scripts.join(' ')}; style-src ${styles[0]}; img-src data:; base-uri 'none'; form-action 'none'`,
  );
});

test('the scripts of the page are sound together: no two modules share a name', () => {
  for (const [, text = ''] of page.matchAll(/<script>([\s\S]*?)<\/script>/g))
    expect(() => new Script(text)).not.toThrow();
});

test('every text of the page is in the catalog of each language, and none is left over', () => {
  const folder = join(import.meta.dirname, '../../src/dashboard/page');
  const files = readdirSync(folder).filter((name) => /\.(js|html)$/.test(name));
  const sources = files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
  const asked = [...sources.matchAll(/\bsay\(\s*'(\w+)'|'(\w+Noun)'|\{\{(\w+)\}\}/g)];
  const names = asked.flatMap(([, said, noun, marked]) => said ?? noun ?? marked ?? []);
  const known = Object.keys(en);
  expect(names.length).toBeGreaterThan(70);
  expect(names.filter((name) => !known.includes(name))).toEqual([]);
  expect(known.filter((name) => !sources.includes(`'${name}'`) && !sources.includes(`{{${name}}}`))).toEqual([
    'locale',
  ]);
  const places = (text: string): readonly string[] => (text.match(/\{\d\}/g) ?? []).toSorted();
  for (const [name, text] of Object.entries(en)) {
    const dutch = nl[name as keyof typeof en];
    expect([name, places(dutch), dutch.split('|').length]).toEqual([name, places(text), text.split('|').length]);
  }
});

test('the page loads no other file', () => {
  const markup = page.replaceAll(/<script>[\s\S]*?<\/script>/g, '');
  expect(markup.match(/(src|href)="(?!data:,")[^"]*"/g)).toBeNull();
  expect(page).not.toContain('sourceMappingURL');
});

test('no text of a log can end the element that it stands in', () => {
  expect(page).not.toContain('</script><');
});

test('the licences of what is in the page stand in it', () => {
  const [, licences = ''] = /id="licences">([\s\S]*?)<\/script>/.exec(page) ?? [];
  for (const owner of ['Chart.js Contributors', 'Jukka Kurkela', 'Michael Mclaughlin'])
    expect(licences).toContain(owner);
  expect(licences.match(/Permission is hereby granted/g)).toHaveLength(3);
});
