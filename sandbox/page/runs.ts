import { SyncError } from '../../src/errors/errors.ts';
import { LANGUAGES } from '../../src/errors/language.ts';
import { describeError } from '../../src/report/describe-error.ts';
import { OUTPUTS } from '../../src/report/output-names.ts';
import { terminalText } from '../../src/report/page/terminal.ts';
import type { OpenSandbox, RunRequest } from '../command/open-sandbox.ts';
import { stepPage, stepReports } from '../github/step-page.ts';

/** One line of the answer to a run, each a JSON object: the log as it comes, at the end what the step left. */
export type RunLine =
  | { readonly line: string }
  | {
      readonly exitCode: number;
      readonly summary: string;
      readonly durationMs: number;
      /** The folder of the activity logs of all runs, on this machine; absent = the mode keeps none, or nothing happened. */
      readonly logs?: string;
    };

/** A run as lines of JSON. What keeps it from starting comes as a line, and exit code 1. */
export function runAsLines(sandbox: OpenSandbox, request: RunRequest): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    start: async (controller) => {
      // The person may have stopped reading; the run goes on, as on GitHub.
      let isRead = true;
      const send = (line: RunLine): void => {
        if (!isRead) return;
        try {
          controller.enqueue(encoder.encode(`${JSON.stringify(line)}\n`));
        } catch {
          isRead = false;
        }
      };
      try {
        const run = await sandbox.run(request, (line) => send({ line }));
        const language = LANGUAGES.find((one) => one === request.inputs.language);
        send({
          exitCode: run.exitCode,
          summary: terminalText(stepPage(await stepReports(run), language)),
          durationMs: run.durationMs,
          ...(run.outputs[OUTPUTS.activityLog] === undefined ? {} : { logs: sandbox.runsFolder }),
        });
      } catch (error) {
        const lines = error instanceof SyncError ? describeError(error, false) : [String(error)];
        for (const line of lines) send({ line });
        send({ exitCode: 1, summary: '', durationMs: 0 });
      }
      if (isRead) controller.close();
    },
  });
}
