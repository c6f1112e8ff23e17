import type { ConfigError } from '../errors/errors.ts';
import { type Folder, folderOf, readFile, shownFile, yamlFiles } from './folder.ts';
import { flowNames, type Library, ownersBelow, ownFlows } from './packs/library.ts';
import { SHIPPED } from './packs/shipped.ts';
import { openLibrary, surroundings } from './packs/use.ts';
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
  /** The names of all flows that they may be of, including those with errors. */
  readonly flows: readonly string[];
}

/**
 * Reads the mapping tests of a folder that exists; `folder` is relative to `workspace`. Of each file of the folders that it builds on, the nearest one
 * stands; what comes with the action has tests of its own.
 */
export function readTestFiles(folder: string, workspace: string): TestFiles {
  const place = folderOf(folder, workspace);
  const { library } = openLibrary(place, surroundings(workspace), () => {});
  const all = flowNames(library);
  const own = testsIn(place);
  const below = [...new Set(library.bases.flatMap(testsBelow))].filter((name) => !own.includes(name));
  return {
    files: [
      ...own.map((name) => readTest(place, name)),
      ...below.flatMap((name) =>
        ownersBelow(library, name)
          .filter((owner) => owner.folder.name !== SHIPPED)
          .map((owner) => readTest(owner.folder, name)),
      ),
    ],
    // A flow of a folder below that does not run here has tests all the same.
    flows: [...ownFlows(place), ...below.map(flowOf).filter((flow) => all.includes(flow))],
  };
}

const testsIn = (folder: Folder): readonly string[] =>
  folder.name === SHIPPED ? [] : yamlFiles(folder, []).filter((name) => name.endsWith(TEST_SUFFIX));

const testsBelow = ({ folder, bases }: Library): readonly string[] => [
  ...testsIn(folder),
  ...bases.flatMap(testsBelow),
];

const flowOf = (name: string): string => name.slice(0, -TEST_SUFFIX.length);

function readTest(folder: Folder, name: string): TestSource {
  const read = readFile(folder, name, 'text');
  const test = { flow: flowOf(name), file: shownFile(folder, name) };
  return Array.isArray(read) ? { ...test, problems: read } : { ...test, source: read as YamlSource };
}
