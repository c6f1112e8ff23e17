import type { ConfigError } from '../errors/errors.ts';
import { folderOf, readFile, shownFile, yamlFiles } from './folder.ts';
import { ownFlows } from './packs/library.ts';
import type { YamlSource } from './yaml/yaml-source.ts';

const TEST_SUFFIX = '.test.yml';

/** A file of mapping tests, named after its flow. */
export type TestSource = { readonly flow: string; readonly file: string } & (
  | { readonly source: YamlSource }
  | { readonly problems: readonly ConfigError[] }
);

/** The mapping tests of a folder: `NAME.test.yml` beside the flow `NAME.yml`. */
export interface TestFiles {
  readonly files: readonly TestSource[];
  /** The names of all flows that stand in the folder, including those with errors. */
  readonly flows: readonly string[];
}

/** Reads the mapping tests of a folder that exists; `folder` is relative to `workspace`. */
export function readTestFiles(folder: string, workspace: string): TestFiles {
  const place = folderOf(folder, workspace);
  const files = yamlFiles(place, [])
    .filter((name) => name.endsWith(TEST_SUFFIX))
    .map((name): TestSource => {
      const read = readFile(place, name, 'text');
      const flow = name.slice(0, -TEST_SUFFIX.length);
      const file = shownFile(place, name);
      return Array.isArray(read) ? { flow, file, problems: read } : { flow, file, source: read as YamlSource };
    });
  return { files, flows: ownFlows(place) };
}
