/** One edit of a source file. */
export interface Edit {
  /** From the root of the repository. */
  readonly file: string;
  /** Must stand there exactly once. */
  readonly text: string;
  readonly replacement: string;
}

/** A deliberate break of the engine. */
export interface Break {
  /** What the engine does wrong. */
  readonly name: string;
  readonly edits: readonly Edit[];
}

/** Each takes away one of the precautions that keep records from being lost, doubled or read by strangers. */
export const BREAKS: readonly Break[] = [
  {
    name: 'creates without looking first',
    edits: [
      {
        file: 'src/sync/record/settle.ts',
        text: 'const decision = await seek(context, lookups, task);',
        replacement: "const decision = { kind: 'none' };",
      },
    ],
  },
  {
    name: 'sends an unclear create again in the same run',
    edits: [
      {
        file: 'src/sync/write/writer.ts',
        text: 'if (error.answer === null) throw asFinal(error);',
        replacement: '',
      },
    ],
  },
  {
    name: 'keeps the state in clear',
    edits: [
      {
        file: 'src/state/seal.ts',
        text: 'const encrypted = Buffer.concat([cipher.update(compressed), cipher.final()]);',
        replacement: 'cipher.final();\n  const encrypted = compressed;',
      },
      {
        file: 'src/state/seal.ts',
        text: 'const compressed = Buffer.concat([decipher.update(sealed.subarray(nonceEnd + TAG_BYTES)), decipher.final()]);',
        replacement: 'const compressed = sealed.subarray(nonceEnd + TAG_BYTES);',
      },
    ],
  },
  {
    name: 'lets the first of two customers have the debtor that both claim',
    edits: [
      {
        file: 'src/sync/record/settle.ts',
        text: 'if (rivals.length > 0) throw claimedTwice(context, task, decision.candidate, rivals);',
        replacement: '',
      },
    ],
  },
  {
    name: 'moves the cursor before a page is settled',
    edits: [
      {
        file: 'src/sync/run/flow-run.ts',
        text: 'if (!(await this.#settle(page))) {',
        replacement:
          'if (page.cursor !== null && this.#movesCursor) this.#context.progress.cursor = page.cursor;\n      if (!(await this.#settle(page))) {',
      },
    ],
  },
  {
    name: 'remembers a write that was refused as one that arrived',
    edits: [
      {
        file: 'src/sync/record/carry-out.ts',
        text: 'const answer = isChanged ?',
        replacement: 'remember(context, task, { ...record, ...changes }, settled);\n  const answer = isChanged ?',
      },
    ],
  },
  {
    name: 'drops what waits when a flow stops',
    edits: [
      {
        file: 'src/sync/run/flow.ts',
        text: 'error = asFlowError(caught, context.program, context);',
        replacement: 'error = asFlowError(caught, context.program, context);\n    context.progress.deadLetters = {};',
      },
    ],
  },
];
