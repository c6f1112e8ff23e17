import { type Document, isCollection, isScalar, type Node, visit, type YAMLError } from 'yaml';

/** What YAML's own terms mean, by the code of the error; for other codes YAML's words are used. */
const WORDS: Readonly<Record<string, string>> = {
  BLOCK_IN_FLOW: 'a colon and a blank begin a new key inside braces or brackets',
  BLOCK_AS_IMPLICIT_KEY: 'a line has one key, and a colon and a blank make a second one',
  UNEXPECTED_TOKEN: 'something follows the end of a text or a list',
  MULTILINE_IMPLICIT_KEY: 'this line has no key',
  MULTIPLE_DOCS: 'a second document begins here',
  BAD_DQ_ESCAPE: 'a backslash in double quotes begins a special sign',
  TAB_AS_INDENT: 'a tab stands where blanks are needed',
  RESOURCE_EXHAUSTION: 'brackets or braces are nested too deeply',
};

/** The same by how the message begins, for codes with several messages. */
const BEGINNINGS: Readonly<Record<string, string>> = {
  'Implicit map keys need': 'a key has no blank after its colon',
  'All mapping items': 'the keys of one group do not begin below each other',
  'All sequence items': 'the entries of one list do not begin below each other',
  'A sequence item': 'an entry of a list lacks its dash',
  'Sequence item without': 'an entry of a list lacks its dash',
  'Comments must be': 'a # begins a comment only after a blank',
  'Block scalars with': 'a text over several lines begins with too many blanks',
  'Missing , or': 'a comma is missing between two entries',
};

/** An error of YAML in plain words, without a full stop. */
export function inPlainWords({ code, message, pos }: YAMLError, text: string): string {
  const letter = text.charAt(pos[0]);
  if (code === 'BAD_SCALAR_START') return `a text cannot begin with ${letter}`;
  const begun = Object.entries(BEGINNINGS).find(([start]) => message.startsWith(start));
  if (begun !== undefined) return begun[1];
  const own = message.replace(/[;:].*$/s, '');
  return WORDS[code] ?? `${own.charAt(0).toLowerCase()}${own.slice(1)}`;
}

/** A bracket, brace or quote that is not closed: YAML reports it far below, where it gave up. */
export interface Unclosed {
  /** Where it begins. */
  readonly offset: number;
  /** What is not closed, as the end of a sentence. */
  readonly why: string;
}

/** The innermost bracket, brace or quote that is open where YAML gave up; null if there is none. */
export function unclosedAt(document: Document.Parsed, text: string, gaveUp: number): Unclosed | null {
  let found: Unclosed | null = null;
  const note = (node: Node, ends: string, why: string) => {
    const [start, end] = node.range ?? [0, 0];
    const isOpen = end === gaveUp && (end - start < 2 || text.charAt(end - 1) !== ends);
    if (isOpen && (found === null || start > found.offset)) found = { offset: start, why };
  };
  visit(document, {
    Node(_, node) {
      if (isCollection(node) && node.flow === true) {
        const opens = text.charAt(node.range?.[0] ?? 0);
        if (opens === '{') note(node, '}', 'a brace that begins here does not end');
        else note(node, ']', 'a bracket that begins here does not end');
      } else if (isScalar(node) && node.type === 'QUOTE_DOUBLE') {
        note(node, '"', 'a text in quotes that begins here does not end');
      } else if (isScalar(node) && node.type === 'QUOTE_SINGLE') {
        note(node, "'", 'a text in quotes that begins here does not end');
      }
    },
  });
  return found;
}
