import { labelOf } from '../../../src/report/words/label.ts';
import { severalOf } from '../../../src/report/words/resource-nouns.ts';
import { factsOf, systemNames } from '../../../src/systems/registry.ts';

/** English words that Dutch does not have. */
const WORDS =
  /\b(?:after|amount|and|are|because|been|before|created|ended|from|has|have|left|lines?|needs|none|not|other|refused|rows?|skipped|source|stops|target|that|the|this|to|unchanged|until|updated|waiting|waits?|were|what|when|which|with|without)\b/gi;

/** Names of fields that are words of Dutch as well, or abbreviations in it, in small letters. */
const ALSO_DUTCH = ['code', 'type', 'status', 'fax', 'website', 'order', 'project', 'document'];

/** Names of resources and fields of all systems: `debtors`, `cocNumber`, `Stock`. */
const names = new Set(
  systemNames()
    .flatMap((name) => [...factsOf(name).catalog.resources.values()])
    .flatMap((spec) => [spec.name, ...Object.keys(spec.fields)])
    .filter((name) => !ALSO_DUTCH.includes(name.toLowerCase())),
);

/** What is a name in every language: flows, files, calls, tables, code, hidden values and the addresses of links. */
const NAMES =
  /```yaml.*?```|`[^`]+`|\]\([^)]*\)|\\\[\w+\\\]|[\w-]+\.[\w-]+-to-[\w-]+|\b(?:GET|POST|PUT|[Tt]abel) [\w/-]+/gs;

/** What of a Dutch text is English: words, and names that only those who know an API know. */
export function englishIn(text: string): readonly string[] {
  const own = text.replaceAll(NAMES, ' ');
  const words = own.match(/[\w-]+(?:\/\w+)*/g) ?? [];
  // Codes are in capitals.
  const english = (own.match(WORDS) ?? []).filter((word) => word !== word.toUpperCase());
  return [...english, ...words.filter((word) => names.has(word))];
}

/** Names of resources and fields that an English text has and that nobody would say: `crm/Accounts`, `cocNumber`. */
export function apiNamesIn(text: string): readonly string[] {
  const words = text.replaceAll(NAMES, ' ').match(/[\w-]+(?:\/\w+)*/g) ?? [];
  return words.filter((word) => names.has(word) && (severalOf(word, 'en') ?? labelOf(word)) !== word.toLowerCase());
}
