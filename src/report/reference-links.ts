/** The reference of the mapping language, beside the bundle. */
const REFERENCE = 'docs/mapping.md';

/** Which part of the reference explains a problem, by the part's anchor. */
const PARTS: Readonly<Record<string, string>> = {
  files: 'NO_MAPPINGS NO_FLOWS FILE_NAME FILE_UNREADABLE FILE_TOO_LARGE TOO_MANY',
  yaml: 'YAML_SYNTAX YAML_TAG YAML_TORN YAML_NUMBER YAML_ALIAS YAML_KEY YAML_TOO_COMPLEX DUPLICATE_KEY',
  keys: 'UNKNOWN_KEY MISSING_KEY VERIFY_WRITES_NOTHING EMPTY_VALUE WRONG_VALUE WRONG_NAME RESERVED_NAME NAME_TAKEN NOT_BUILT_YET SAME_SYSTEM',
  'related-records': 'ONE_OR_MANY RELATED_MISSING RELATED_SEVERAL',
  resources:
    'UNKNOWN_RESOURCE NO_FEED NOT_CREATABLE NOT_UPDATABLE NO_LINES NO_DELETIONS NOT_DEACTIVATABLE READ_ONLY_FIELD WRITE_ONLY_FIELD FEATURE_OFF',
  fields: 'UNKNOWN_FIELD MISSING_FIELD WRONG_TYPE BAD_VALUE TOO_LONG',
  rules: 'RULE_KEY MISSING_DEFAULT NEVER_USED EXPRESSION_AS_VALUE',
  expressions:
    'EXPRESSION_SYNTAX EXPRESSION_EMPTY EXPRESSION_LIMIT EXPRESSION_FORBIDDEN UNKNOWN_NAME BAD_CONSTANT DIVISION_BY_ZERO NUMBER_RANGE TEXT_TOO_LONG LIST_TOO_LONG',
  functions: 'UNKNOWN_FUNCTION WRONG_ARGUMENTS',
  tables: 'UNKNOWN_TABLE TABLE_KEYS TABLE_PERIODS EMPTY_TABLE UNMAPPED_KEY',
  match: 'NOT_SEARCHABLE NOT_FINDABLE MATCH_NOT_MAPPED DUPLICATE_MATCH EMPTY_KEY',
  checks: 'CHECK_FAILED',
  'which-records-take-part': 'BOOKED_TWICE RULES_DIFFER SINCE_MISSING CANCELLED DISJOINT_RELATED',
  documents: 'UPDATE_OR_EXISTS EACH_MAKES DOCUMENT_POLICY TOTAL_WITHOUT_LINES TOTAL_MISMATCH',
  back: 'FROZEN_RECORD BACK_LOOPS NOT_SUPPORTED',
  links: 'UNKNOWN_FLOW LINKED_TWICE',
  tests: 'TEST_FAILED NEVER_EXERCISED NO_TESTS DUPLICATE_RECORD',
};

const byCode: ReadonlyMap<string, string> = new Map(
  Object.entries(PARTS).flatMap(([anchor, codes]) => codes.split(' ').map((code) => [code, anchor] as const)),
);

/** Files whose keys stand in a part of their own, not among the keys of a flow. */
const FILES: readonly (readonly [RegExp, string])[] = [
  [/(^|\/)tables\/[^/]+$/, 'tables'],
  [/\.test\.yml$/, 'tests'],
  [/(^|\/)settings\.yml$/, 'settings'],
  [/(^|\/)links\.yml$/, 'links'],
];

/** Parts that explain what stands in any of these files. */
const OF_ANY_FILE: ReadonlySet<string> = new Set(['keys', 'links']);

/** The parts of the reference that problems lead to, in the order of the reference. */
export const referenceAnchors: readonly string[] = [
  ...new Set([...Object.keys(PARTS), ...FILES.map(([, anchor]) => anchor)]),
];

/**
 * Where a problem of a mapping is explained, such as `docs/mapping.md#tables`, by its code and the file that it is in;
 * undefined for every other error.
 */
export function referenceOf(code: string, file: string): string | undefined {
  const anchor = byCode.get(code);
  if (anchor === undefined) return undefined;
  const own = OF_ANY_FILE.has(anchor) ? FILES.find(([name]) => name.test(file))?.[1] : undefined;
  return `${REFERENCE}#${own ?? anchor}`;
}
