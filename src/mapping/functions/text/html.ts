import { checkTextLength } from '../../expressions/operators.ts';
import { TEXT } from '../../expressions/types.ts';
import { asText, type MappingFunction, text } from '../function.ts';
import { withoutEntities } from './html-entities.ts';

/** Elements whose content is not for readers. */
const HIDDEN: ReadonlySet<string> = new Set(['script', 'style', 'head', 'title', 'template', 'noscript']);
/** Elements that get their own lines. */
const BLOCKS: ReadonlySet<string> = new Set(
  'p div section article header footer main h1 h2 h3 h4 h5 h6 ul ol dl dt dd table tr blockquote pre hr address'.split(
    ' ',
  ),
);

/** Functions on HTML, which product descriptions are often written in. */
export const htmlFunctions: readonly MappingFunction[] = [
  {
    name: 'htmlToText',
    doc: 'The text that a reader sees of HTML: tags are taken off, paragraphs and breaks become lines, entities characters, items of a list get a dash.',
    example: ['htmlToText("<p>Deurkruk <b>RVS</b> &amp; zwart</p>")', '"Deurkruk RVS & zwart"'],
    more: [
      ['split(htmlToText("<ul><li>mat</li><li>glans</li></ul>"), "\\n")', '["- mat", "- glans"]'],
      ['htmlToText("5 &lt; 7 &euro;<script>alert(1)</script>")', '"5 < 7 €"'],
      ['htmlToText("3 < 4")', '"3 < 4"'],
    ],
    parameters: [text('html')],
    result: TEXT,
    run: ([value]) => visibleText(asText(value)),
  },
];

/** One pass from left to right; each `<` and its `>` are looked for once. */
function visibleText(html: string): string {
  checkTextLength(html.length);
  let text = '';
  let hidden: string | null = null;
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    const end = open < 0 ? html.length : open;
    if (hidden === null) text += html.slice(at, end).replaceAll(/\s+/g, ' ');
    if (open < 0) break;
    const tag = tagAt(html, open);
    if (tag === null) {
      if (hidden === null) text += '<';
      at = open + 1;
      continue;
    }
    if (hidden === null) text += mark(tag);
    if (hidden === null && !tag.closes && HIDDEN.has(tag.name)) hidden = tag.name;
    else if (tag.closes && tag.name === hidden) hidden = null;
    at = tag.end;
  }
  return tidy(withoutEntities(text));
}

interface Tag {
  readonly name: string;
  readonly closes: boolean;
  /** The position after it. */
  readonly end: number;
}

/** The tag or comment that begins at a position; null if the `<` is just a character, as in `3 < 4`. */
function tagAt(html: string, open: number): Tag | null {
  if (html.startsWith('<!--', open)) {
    const close = html.indexOf('-->', open + 4);
    return { name: '!', closes: false, end: close < 0 ? html.length : close + 3 };
  }
  const [, slash, name] = /^<(\/?)([A-Za-z!?][A-Za-z0-9]{0,20})/.exec(html.slice(open, open + 24)) ?? [];
  if (name === undefined) return null;
  return { name: name.toLowerCase(), closes: slash === '/', end: tagEnd(html, open) };
}

/** The position after the `>` that closes a tag; a `>` inside quotes is part of an attribute. */
function tagEnd(html: string, open: number): number {
  let quote = '';
  for (let at = open; at < html.length; at++) {
    const letter = html.charAt(at);
    if (quote !== '') quote = letter === quote ? '' : quote;
    else if (letter === '>') return at + 1;
    else if ((letter === '"' || letter === "'") && html.charAt(at - 1) === '=') quote = letter;
  }
  return html.length;
}

/** The text that replaces a tag. */
function mark({ name, closes }: Tag): string {
  if (name === 'br' || BLOCKS.has(name)) return '\n';
  if (name === 'li') return closes ? '\n' : '\n- ';
  return name === 'td' || name === 'th' ? ' ' : '';
}

/** Removes blanks at the ends of lines, repeated empty lines, and empty lines at the start and the end. */
function tidy(text: string): string {
  const lines = text.split('\n').map((line) => line.replaceAll(/[ \u00a0\t]+/g, ' ').trim());
  return lines.filter((line) => line !== '' && line !== '-').join('\n');
}
