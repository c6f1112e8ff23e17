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
  /** The program that notices it where the months cannot: it prints what went wrong, and ends with 1. */
  readonly noticedBy?: string;
  /** The month to begin with, for a break that the first ones do not show; 1 when left out. */
  readonly fromMonth?: number;
}

/** Each takes away one of the precautions that keep records from being lost, doubled or read by strangers. */
export const BREAKS: readonly Break[] = [
  {
    name: 'creates without looking first',
    edits: [
      {
        file: 'src/sync/record/settle.ts',
        text: 'const decision = await seek(context, targets, task);',
        replacement: "const decision = { kind: 'none' };",
      },
    ],
  },
  {
    name: 'sends an unclear create again in the same run',
    fromMonth: 4,
    edits: [
      {
        file: 'src/sync/write/writer.ts',
        text: 'if (!error.isRefusal) throw asFinal(error);',
        replacement: '',
      },
    ],
  },
  {
    name: 'keeps the state in clear',
    edits: [
      {
        file: 'src/state/seal.ts',
        text: 'const piece = cipher.update(chunk as Buffer);',
        replacement: 'const piece = chunk as Buffer;',
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
    fromMonth: 4,
    edits: [
      {
        file: 'src/sync/run/flow-run.ts',
        text: 'if (!(await this.#processPage(page, most)))',
        replacement:
          'if (page.cursor !== null && this.#movesCursor) this.#context.progress.cursor = page.cursor;\n      if (!(await this.#processPage(page, most)))',
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
  {
    name: 'writes before the first save of its marks',
    edits: [{ file: 'src/sync/write/open-writes.ts', text: '      await save();\n', replacement: '' }],
  },
  {
    name: 'goes on at once after a run that was lost',
    edits: [
      {
        file: 'src/sync/write/lost-run.ts',
        text: 'return nowMs < untilMs ? untilMs : null;',
        replacement: 'return null;',
      },
    ],
  },
  {
    name: 'takes an empty list of the target for proof that records are gone',
    edits: [
      {
        file: 'src/systems/asperion/single-look-up.ts',
        text: 'return found.length === 0 && fresh === true && field === spec.key ? byId() : found;',
        replacement: 'return found;',
      },
    ],
    // The same must not be found by its match keys either: lists that lie so long deceive an engine without a fault, too.
    noticedBy: 'test/breaks/empty-list.ts',
  },
  {
    name: 'ignores the lock of another run',
    // Months seldom have another run begin just between the look-ups of one and its first write.
    noticedBy: 'test/breaks/other-run.ts',
    edits: [
      {
        file: 'src/github/cache-lock.ts',
        text: 'if (other !== undefined) throw this.#anotherRun(prefix, other.key);',
        replacement: '',
      },
    ],
  },
];
