// How a run speaks to its runner: with the files of @actions/core that do it. The package as a whole would also load an HTTP client into every
// run, for login tokens that no run asks for, and it offers no part of itself by name.
import type { AnnotationProperties } from '@actions/core';
import { issue, issueCommand } from '../../node_modules/@actions/core/lib/command.js';
import { issueFileCommand, prepareKeyValueMessage } from '../../node_modules/@actions/core/lib/file-command.js';
import { toCommandProperties } from '../../node_modules/@actions/core/lib/utils.js';

/** Writes a line of the log. */
export function info(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Marks the run's page with an error, and the line of a file if `place` names one. */
export function error(message: string, place: AnnotationProperties = {}): void {
  issueCommand('error', toCommandProperties(place), message);
}

/** Marks the run's page with a warning, likewise. */
export function warning(message: string, place: AnnotationProperties = {}): void {
  issueCommand('warning', toCommandProperties(place), message);
}

/** Keeps a text out of all later output. */
export function setSecret(secret: string): void {
  issueCommand('add-mask', {}, secret);
}

/** Sets an output of the step; outside of a runner there is nobody to take it. */
export function setOutput(name: string, value: string | number): void {
  if (process.env.GITHUB_OUTPUT) issueFileCommand('OUTPUT', prepareKeyValueMessage(name, value));
}

/** Folds the lines that `work` writes under a title. */
export async function group<Result>(title: string, work: () => Promise<Result>): Promise<Result> {
  issue('group', title);
  try {
    return await work();
  } finally {
    issue('endgroup');
  }
}

/** True if somebody asked for debug logging. */
export const isDebug = (): boolean => process.env.RUNNER_DEBUG === '1';
