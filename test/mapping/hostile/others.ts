import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { readLinks } from '../../../src/config/company/links.ts';
import { flowFile } from '../../../src/config/schema/flow-schema.ts';
import { checkSchema } from '../../../src/config/schema/schema-problems.ts';
import { settingsFile } from '../../../src/config/schema/settings-schema.ts';
import { type Dialect, readYaml, type YamlSource } from '../../../src/config/yaml/yaml-source.ts';
import { type ConfigError, ConfigErrors } from '../../../src/errors/errors.ts';
import { readTests } from '../../../src/validate/test-file.ts';
import { catalogs } from '../flows.ts';
import { expectTold, flows } from './compile.ts';
import { edited, edits, written } from './edits.ts';

const NAME = 'customers.exact-online-to-asperion';

const customers = (() => {
  const text = flows.find(({ name }) => name === `${NAME}.yml`)?.text ?? '';
  const source = readYaml(`mappings/${NAME}.yml`, text, 'flow');
  const result = checkSchema(flowFile, source);
  if ('problems' in result) throw new ConfigErrors(result.problems);
  return { name: NAME, file: source.file, flow: result.value, at: source.at };
})();

const SETTINGS = `exactOnline: { callsPerMinute: 60, callsPerDay: 5000 }
asperion: { requestsPerSecond: 2.5, paths: { debtors: relations/debtors } }
bookYear: { start: 01-01 }
`;

const LINKS = `${NAME}:
  "20001": "10042"
  "20007": skip
`;

const TESTS = `- name: a company becomes a debtor
  links: { "20001": "10042" }
  given:
    source:
      crm/Accounts:
        - { ID: acc-1, Code: "20001", Name: Bakkerij De Molen, Status: C, Country: NL }
    target: {}
  expect:
    - create: debtors
      fields: { characteristic5: EO-20001, name: Bakkerij De Molen }
    - refused: TOO_LONG
      record: "20001"
  then:
    - given: { source: { crm/Accounts: [{ ID: acc-1, Name: Bakkerij De Wieken }] } }
      expect: []
`;

interface Kind {
  readonly text: string;
  readonly dialect: Dialect;
  readonly read: (source: YamlSource) => readonly ConfigError[];
}

const kinds: Readonly<Record<string, Kind>> = {
  settings: {
    text: SETTINGS,
    dialect: 'settings',
    read: (source) => {
      const result = checkSchema(settingsFile, source);
      return 'problems' in result ? result.problems : [];
    },
  },
  links: {
    text: LINKS,
    dialect: 'text',
    read: (source) => {
      const found = readLinks(source, [NAME]);
      return Array.isArray(found) ? found : [];
    },
  },
  tests: {
    text: TESTS,
    dialect: 'text',
    read: (source) => readTests({ flow: NAME, file: source.file, source }, [customers], [NAME], catalogs).problems,
  },
};

function problemsOf({ dialect, read }: Kind, text: string): readonly ConfigError[] {
  try {
    return read(readYaml('mappings/other.yml', text, dialect));
  } catch (error) {
    if (error instanceof ConfigErrors) return error.problems;
    throw error;
  }
}

/** Tries random files of settings, links and tests; `runs` times as long as the shortest useful run. */
export function tryOthers(runs: number): void {
  describe.each(Object.entries(kinds))('whatever stands in the file of %s', (_, kind) => {
    const told = (text: string): number => {
      const problems = problemsOf(kind, text);
      if (problems.length > 0) expectTold(problems, text.split('\n').length);
      return problems.length;
    };

    test('parts replaced, removed, renamed or added', () => {
      let wrong = 0;
      fc.assert(
        fc.property(edits, (list) => {
          wrong += told(edited(kind.text, list));
        }),
        { numRuns: 100 * runs },
      );
      expect(wrong).toBeGreaterThan(0);
    });

    test('any content, and any text at all', () => {
      const content = written.map((value) => stringify(value, { lineWidth: 0 }));
      const text = fc.oneof(content, fc.string(), fc.string({ unit: 'binary', maxLength: 200 }));
      fc.assert(
        fc.property(text, (one) => void told(one)),
        { numRuns: 100 * runs },
      );
    });
  });
}
