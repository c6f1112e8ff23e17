import { createHash } from 'node:crypto';
import { Script } from 'node:vm';
import { expect, test } from 'vitest';
import { collect } from '../../src/dashboard/collect.ts';
import { dashboardPage } from '../../src/dashboard/page.ts';
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
