import { join } from 'node:path';
import ts from 'typescript';
import { type Change, withChange } from './changes.ts';

/** Tells whether a changed source still compiles. Looks at that source alone: the others are checked against its types as they were. */
export function openCompiler(root: string, sources: ReadonlyMap<string, string>): (change: Change) => boolean {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile);
  const { options, fileNames } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  let changed = { path: '', text: '' };
  let version = 0;
  const read = (path: string): string | undefined => (path === changed.path ? changed.text : ts.sys.readFile(path));
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => fileNames,
    getScriptVersion: (path) => (path === changed.path ? `${version}` : ''),
    getScriptSnapshot: (path) => {
      const text = read(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: read,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
    ...(ts.sys.realpath === undefined ? {} : { realpath: ts.sys.realpath }),
  });
  return (change) => {
    version += 1;
    const path = join(root, change.file);
    changed = { path, text: withChange(sources.get(change.file) ?? '', change) };
    return [...service.getSyntacticDiagnostics(path), ...service.getSemanticDiagnostics(path)].length === 0;
  };
}
