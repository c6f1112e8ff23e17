import type { CodesOf, CodesWithPart, Meanings } from './meaning.ts';

/** What the codes mean that are about the files of a mappings folder; a part of docs/mapping.md explains each further. */
export const mappingMeanings: Meanings<Extract<CodesOf<'config'>, CodesWithPart>> = {
  BACK_LOOPS: {
    means:
      'A field of the source is written back and read by a rule of the same flow, so it would come back as a change.',
    todo: 'Take the field out of the other rules, or write another field back.',
  },
  BAD_CONSTANT: {
    means: 'A part of an expression is the same for every record, and it is wrong.',
    todo: 'Correct it; no record has to be looked at.',
  },
  DISJOINT_RELATED: {
    means: '`where` asks a related record, but beside `disjoint` it may ask only the record itself.',
    todo: 'Ask for a field of the record, or remove `disjoint`.',
  },
  DOCUMENT_POLICY: {
    means: 'A step for documents has a key for master data, or the other way round.',
    todo: 'Remove the key, or write `exists` for documents and `update` for master data.',
  },
  DUPLICATE_KEY: { means: 'A group has the same key twice.', todo: 'Keep one of them.' },
  DUPLICATE_MATCH: { means: 'A key of `match` is listed twice, or has a field twice.', todo: 'Keep one of them.' },
  DUPLICATE_RECORD: { means: 'Two records of a test have the same key.', todo: 'Give each its own.' },
  EACH_MAKES: {
    means: 'A step with `each` creates what is missing and changes nothing, so this key has no meaning in it.',
    todo: 'Remove the key, or change existing records in a flow of their own.',
  },
  EMPTY_TABLE: {
    means: 'A table has no rows, so every record that needs it would wait.',
    todo: 'Add its rows, or write `unmapped: default` with a `default` in the rule.',
  },
  EMPTY_VALUE: { means: 'A key or a row has no value.', todo: 'Give it one, or remove the line.' },
  EXPRESSION_AS_VALUE: {
    means: 'A constant looks like an expression, and its letters would be written into the target.',
    todo: 'Write it without `value`, or as `{ expr: … }`.',
  },
  EXPRESSION_EMPTY: {
    means: 'An expression is empty.',
    todo: 'Write one, or remove the key. Put an expression that begins with ! in quotes.',
  },
  EXPRESSION_FORBIDDEN: {
    means:
      'An expression uses something that the language leaves out, such as a pattern, a map, or a number with an exponent.',
    todo: 'Write it as the message says; translations belong into tables.',
  },
  EXPRESSION_LIMIT: {
    means: 'An expression is too long, too deeply nested, or has too long a number.',
    todo: 'Use a table, or split it over several fields.',
  },
  EXPRESSION_SYNTAX: {
    means: 'An expression cannot be read.',
    todo: 'Look at the column of the message: a quote, a bracket or an operator is wrong or missing there.',
  },
  EXTENDS_CYCLE: {
    means: 'A flow or a folder builds on itself.',
    todo: 'Remove one of the `extends` or `use` that the message names.',
  },
  FEATURE_OFF: {
    means: 'No documentation of the system shows this resource, so it is switched off.',
    todo: 'If your account has it, switch it on in settings.yml as the message says, and let `doctor` test it.',
  },
  FILE_NAME: {
    means:
      'A file would not be read, or be read as something else, because of its name or the folder that it is in: a slip in the name of a table, pins of a company that settings.yml does not list, a table among the flows, a name that ends in .yaml.',
    todo: 'Rename or move it as the message says. Until then, its rows, pins or tests have no effect.',
  },
  FILE_TOO_LARGE: { means: 'A file is too large.', todo: 'Split it.' },
  FILE_UNREADABLE: {
    means: 'A file cannot be read, is not text in UTF-8, or leads out of its folder.',
    todo: 'Check its permissions, and save it as UTF-8 in the folder itself.',
  },
  FROZEN_RECORD: {
    means: 'A value would be written back into records that the source has locked.',
    todo: 'Leave them out with `when`, as the message shows, or take `back` out.',
  },
  LINKED_TWICE: {
    means: 'links.yml gives one record of the target to two records of the source.',
    todo: 'Give each its own, or write `skip` for one of them.',
  },
  LOCK_DIFFERS: {
    means: 'The action brings other shipped mappings than those that your lock file was written for.',
    todo: 'Look in a plan at what they change, then run `mappings lock` and commit the file.',
  },
  MATCH_NOT_MAPPED: {
    means: 'Records are matched by a field that the step does not fill.',
    todo: 'Add a rule for the field, or match by another one.',
  },
  MISSING_DEFAULT: {
    means: 'A rule with `unmapped: default` has no default.',
    todo: 'Add `default`, or write `unmapped: dead-letter`.',
  },
  MISSING_FIELD: {
    means: 'No rule fills a field that is needed to create a record or to compare sums.',
    todo: 'Add a rule for the field that the message names.',
  },
  MISSING_KEY: { means: 'A key that is needed here is missing.', todo: 'Add the key that the message names.' },
  NAME_TAKEN: { means: 'A name is used twice where each needs its own.', todo: 'Give one of them another name.' },
  NEVER_EXERCISED: {
    means: 'No test reaches this part of a flow or this row of a table, and settings.yml asks for that.',
    todo: 'Add a case that reaches it, or ask for less under `tests`.',
  },
  NEVER_USED: {
    means: 'What is written here can have no effect.',
    todo: 'Remove it, or correct what makes it useless; the message says what that is.',
  },
  NOT_BUILT_YET: { means: 'This key is planned and not built yet.', todo: 'Remove it for now.' },
  NOT_CREATABLE: {
    means: 'The API has no way to create records of this resource.',
    todo: 'Use the resource that the message names, or write `create: false` and make them by hand.',
  },
  NOT_DEACTIVATABLE: {
    means: 'The API has no way to put records of this resource out of use.',
    todo: 'Write `deleted: report`, and put them out of use by hand.',
  },
  NOT_FINDABLE: {
    means:
      'A record that this step creates could not be found again, so it might be created twice, or a key is the same for every record and finds none.',
    todo: 'Match by a mapped field that can be searched and that tells the records apart.',
  },
  NOT_SEARCHABLE: {
    means: 'The system cannot look up records by this field.',
    todo: 'Use a field that can be searched; `fields RESOURCE` shows which.',
  },
  NOT_SUPPORTED: {
    means: 'This is possible in the language, but not for this resource.',
    todo: 'Write what the message offers instead.',
  },
  NOT_UPDATABLE: {
    means: 'The API has no way to change records of this resource.',
    todo: 'Write `update: false` or `exists: verify`, and make corrections by hand.',
  },
  NO_DELETIONS: {
    means: 'The system does not say which records of this resource were deleted.',
    todo: 'Write `deleted: ignore`, or what the message offers.',
  },
  NO_FEED: {
    means: 'The system does not say what changed in this resource, so it cannot be the source of a flow.',
    todo: 'Take one of the sources in the message. It can still be a target or a related record.',
  },
  NO_FLOWS: {
    means: 'The mappings folder holds no flow, and no settings.yml in it turns one on.',
    todo: 'Write settings.yml with `use: shipped` and the flows that run, or a flow of your own.',
  },
  NO_LINES: {
    means: 'Records of this resource have no lines to write.',
    todo: 'Remove `lines`, or use the resource that the message names.',
  },
  NO_MAPPINGS: {
    means: 'There is no folder with this name.',
    todo: 'Correct the input `mappings` or the path under `use`. In a workflow, check out the repository first.',
  },
  NO_TESTS: {
    means: 'A flow has no tests, and settings.yml asks for them.',
    todo: 'Write NAME.test.yml beside it, or ask for less under `tests`.',
  },
  OLD_NAME: {
    means: 'A key or a word of the mapping language has another name in this version of the action.',
    todo: 'Run `mappings migrate`, read the difference and commit it.',
  },
  ONE_OR_MANY: {
    means: 'A relation says both `one` and `many`.',
    todo: 'Keep `one` for a single record, `many` for a list.',
  },
  OVERRIDE_MISSES: {
    means: 'A flow changes something that the flow below it does not have, so the change would have no effect.',
    todo: 'Write the path that the message suggests. After an upgrade, look up the new name with `mappings show`.',
  },
  PACK_OUTSIDE: {
    means:
      'The folder of mappings is a link; or a folder under `use` is outside of the workspace, or in the checkout that a plan compares with.',
    todo: 'Put the files into the folder that the message names. Check another repository out into a folder of the workspace, and write the path relative to this file.',
  },
  PACK_TWICE: {
    means:
      'Two folders that this one builds on have the same file, set one thing differently, or declare one value with two types, and nothing says which one counts.',
    todo: 'Write the file, the setting or the row in this folder, or build on one of the two.',
  },
  PART_PARAMETER: {
    means: 'A part is used without a parameter that it needs, or with one that it does not have.',
    todo: 'Add or correct the parameter that the message names.',
  },
  PROMISE_BROKEN: {
    means:
      'An override removes or changes a check, a total, the number of a document or what recognises copies, or gives an account or a VAT code that should come from a table.',
    todo: 'Take it out. If you want it, accept it under `tests: accept` in settings.yml as the message shows.',
  },
  READ_ONLY_FIELD: {
    means: 'This field cannot be written, or not at this moment.',
    todo: 'Remove the rule, or set `write` as the message says.',
  },
  RESERVED_NAME: { means: 'The name has its own meaning in expressions.', todo: 'Choose another name.' },
  RULES_DIFFER: {
    means:
      'Two flows write the same field of the same records by different rules, so each would undo what the other writes.',
    todo: 'Change the rule in the part that both take, give both the same rule, or take the field out of one of them. For two flows of one resource that never take the same record, write the same word in both as `disjoint`.',
  },
  RULE_KEY: {
    means: 'A key of a rule is in the wrong place.',
    todo: 'Move it to the place that the message names.',
  },
  SAME_SYSTEM: {
    means: 'A flow reads from and writes to the same system.',
    todo: 'Let `from` and `to` name different systems.',
  },
  SINCE_MISSING: {
    means: 'A flow books documents, and nothing says from which date on, so it might book old ones again.',
    todo: 'Set `since` under `values` in settings.yml to the date from which this sync keeps the books.',
  },
  TABLE_KEYS: {
    means: 'A row of a table has another number of keys than the rule gives, or a key with blanks at its ends.',
    todo: 'Give the table one level per key of the rule, and write keys without blanks.',
  },
  TABLE_MISSING: {
    means: 'A flow needs a table that your folder does not have.',
    todo: 'Write the file that the message names with the rows of your company. What has no row waits, so leave it empty only if nothing needs it.',
  },
  TABLE_PERIODS: {
    means: 'The periods of a table row overlap or end before they begin, or a rule looks the row up without a date.',
    todo: 'Correct `from` and `until`, or add `at` with the date that counts.',
  },
  TEST_FAILED: {
    means: 'A test of a flow gives another result than it expects.',
    todo: 'Look at the difference: correct the mapping or the table, or what the test expects.',
  },
  TOO_MANY: {
    means: 'There are too many files or entries, or too many characters in a text.',
    todo: 'Split it, or shorten it.',
  },
  TOTAL_WITHOUT_LINES: {
    means: 'A step adds up lines, but has none.',
    todo: 'Add `lines`, or remove the key that the message names.',
  },
  UNKNOWN_FIELD: {
    means: 'The resource has no field with this name.',
    todo: 'Take the name that the message suggests; `fields RESOURCE` shows all. Put text in quotes.',
  },
  UNKNOWN_FLOW: { means: 'There is no flow with this name.', todo: '`mappings list` shows the names.' },
  UNKNOWN_FUNCTION: {
    means: 'The language has no function with this name.',
    todo: 'Take the name that the message suggests, or one from docs/mapping.md.',
  },
  UNKNOWN_KEY: {
    means: 'A key is not known here, so nothing would read it.',
    todo: 'Take the name that the message suggests, or remove the key.',
  },
  UNKNOWN_NAME: {
    means: 'An expression uses a name that stands for nothing at this place.',
    todo: 'Take the name that the message suggests. A field of the record has no prefix.',
  },
  UNKNOWN_PART: {
    means: 'There is no part with this name.',
    todo: 'Take the name that the message suggests, or write the part as parts/NAME.yml.',
  },
  UNKNOWN_PROMISE: {
    means:
      '`tests: accept` in settings.yml names a promise that no override takes away: the name is mistyped, or the override is gone.',
    todo: 'Take the name that the message suggests, or remove the entry.',
  },
  UNKNOWN_RESOURCE: {
    means: 'The system has no resource with this name.',
    todo: 'Take the name that the message suggests; `fields` lists all of them.',
  },
  UNKNOWN_TABLE: {
    means: 'There is no table with this name.',
    todo: 'Take the name that the message suggests, or write the table as tables/NAME.yml.',
  },
  UNKNOWN_VALUE: {
    means: 'There is no value with this name that could be set.',
    todo: 'Take the name that the message suggests, or remove the line.',
  },
  UPDATE_OR_EXISTS: {
    means: 'A step has both `update` and `exists`, or neither.',
    todo: 'Write `update` for master data, `exists` for documents.',
  },
  VALUE_MISSING: {
    means: 'A flow needs a value that settings.yml does not set.',
    todo: 'Set it under `values`; the message says what it is for.',
  },
  VERIFIES_OTHERS: {
    means: 'A check looks for documents of another kind than those that a flow books, so all of them would be missing.',
    todo: 'Leave the check out, or turn the flow off that the message names.',
  },
  VERIFY_WRITES_NOTHING: {
    means: 'A key is about writing, but this flow only verifies.',
    todo: 'Remove it, or write `purpose: sync`.',
  },
  WRITE_ONLY_FIELD: {
    means: 'The system takes this field, but never shows it, so no expression can read it.',
    todo: 'Read the field that the message names, or do without it.',
  },
  WRONG_ARGUMENTS: {
    means: 'A function is called with too few or too many arguments, or with one that it does not take.',
    todo: 'Write it as the message shows.',
  },
  WRONG_NAME: {
    means: 'A name has characters that expressions cannot read, or a meaning of its own there.',
    todo: 'Use letters, digits and underscores, and begin with a letter.',
  },
  WRONG_TYPE: {
    means: 'A value has another type than is needed here, so it would be wrong for every record.',
    todo: 'Convert it as the message says, such as with `string(…)`, `dec(…)` or `date(…)`, or map another field.',
  },
  WRONG_VALUE: {
    means: 'A value is not one of those that are possible here.',
    todo: 'Write one that the message names.',
  },
  YAML_ALIAS: {
    means: 'A YAML alias names no anchor before it, or contains itself.',
    todo: 'Add the anchor, or write the part out.',
  },
  YAML_KEY: { means: 'Something other than a plain text is used as a key.', todo: 'Use a plain text.' },
  YAML_NUMBER: {
    means: 'YAML would read a code as a number and change its digits.',
    todo: 'Write it in quotes.',
  },
  YAML_SYNTAX: {
    means: 'A file is not valid YAML.',
    todo: 'Look at the line of the message for a bracket, a quote, a tab or blanks at the start that are wrong. Quote an expression that holds a colon and a blank.',
  },
  YAML_TAG: {
    means: 'YAML reads ! at the start of an expression as a tag, and nothing is left of it.',
    todo: 'Write the expression in quotes.',
  },
  YAML_TOO_COMPLEX: {
    means: 'A file is nested too deeply, or has too many keys and values.',
    todo: 'Use fewer levels, or split it.',
  },
  YAML_TORN: {
    means: 'YAML cut an expression in pieces, because a blank and # begin a comment and a comma or brace ends a group.',
    todo: 'Write the expression in single quotes.',
  },
};
