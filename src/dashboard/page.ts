import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Collected } from './collect.ts';
import { pack } from './pack.ts';
import { en } from './texts.en.ts';
import { nl } from './texts.nl.ts';

/** With the line ends that a browser makes of all others before it compares a script with its hash. */
const read = (url: URL): string => readFileSync(url, 'utf8').replaceAll('\r\n', '\n');

// Each file is named in full: so the bundle finds and brings it.
const template = read(new URL('./page/page.html', import.meta.url));
const style = [
  read(new URL('./page/base.css', import.meta.url)),
  read(new URL('./page/page.css', import.meta.url)),
].join('\n');
const libraries = [
  read(new URL('../../node_modules/chart.js/dist/chart.umd.min.js', import.meta.url)),
  read(new URL('../../node_modules/big.js/big.js', import.meta.url)),
];
const licences = [
  read(new URL('../../node_modules/chart.js/LICENSE.md', import.meta.url)),
  read(new URL('../../node_modules/@kurkle/color/LICENSE.md', import.meta.url)),
  read(new URL('../../node_modules/big.js/LICENCE.md', import.meta.url)),
];
/** The page's own modules, each behind those that it imports. */
const modules = [
  read(new URL('./page/element.js', import.meta.url)),
  read(new URL('./page/numbers.js', import.meta.url)),
  read(new URL('./page/said.js', import.meta.url)),
  read(new URL('./page/blocks.js', import.meta.url)),
  read(new URL('./page/records.js', import.meta.url)),
  read(new URL('./page/chosen.js', import.meta.url)),
  read(new URL('./page/spans.js', import.meta.url)),
  read(new URL('./page/chart.js', import.meta.url)),
  read(new URL('./page/charts.js', import.meta.url)),
  read(new URL('./page/booked.js', import.meta.url)),
  read(new URL('./page/way.js', import.meta.url)),
  read(new URL('./page/runs.js', import.meta.url)),
  read(new URL('./page/page.js', import.meta.url)),
];

/**
 * The dashboard in the language of what was collected, as one HTML file that needs nothing else: its policy allows its own scripts and style by their hashes, and no network. The
 * blocks of events come last, so that the page is drawn before they are read.
 */
export function dashboardPage({ overview, packed, language }: Collected): string {
  const texts = { en, nl }[language];
  // Not a module: those wait until the whole page is read.
  const own = `(() => {\n'use strict';\n${modules.map(withoutImports).join('\n')}})();\n`;
  const scripts = [...libraries.map(withoutMap), own];
  const parts: Readonly<Record<string, string>> = {
    policy: `<meta http-equiv="content-security-policy" content="${policyOf(scripts)}">`,
    styles: tag('style', style),
    scripts: [
      block('texts', JSON.stringify(texts)),
      block('overview', pack(overview)),
      ...scripts.map((text) => tag('script', text)),
    ].join('\n'),
    blocks: [
      block('licences', licences.join('\n')),
      ...packed.events.map((text, place) => block(`events-${place}`, text)),
      ...packed.names.map((text, place) => block(`names-${place}`, text)),
    ].join('\n'),
  };
  return (
    template
      // The linter takes no mark for a language.
      .replace('<html lang="en">', `<html lang="${texts.locale}">`)
      .replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => texts[name as keyof typeof en])
      .replaceAll(/<!-- (policy|styles|scripts|blocks) -->/g, (_, name: string) => parts[name] ?? '')
  );
}

/** `text` must not end its element. */
const tag = (name: string, text: string, more = ''): string => `<${name}${more}>${text}</${name}>`;

/** Data that no browser runs. Base64 cannot end the element. */
const block = (id: string, text: string): string => tag('script', text, ` type="text/plain" id="${id}"`);

/** The modules stand in one script, and so may not share names at their top: what one exports is there for those behind it. */
const withoutImports = (text: string): string =>
  text.replaceAll(/^import [\s\S]*?;\n/gm, '').replaceAll(/^export /gm, '');

/** Without the name of a file that is not there. */
const withoutMap = (text: string): string => text.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n');

function policyOf(scripts: readonly string[]): string {
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  return [
    "default-src 'none'",
    `script-src ${scripts.map(hash).join(' ')}`,
    `style-src ${hash(style)}`,
    'img-src data:',
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}
