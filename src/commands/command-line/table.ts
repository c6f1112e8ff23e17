import type { Command } from './command.ts';

/** Every command, in the order in which the help lists them. */
export const commands: readonly Command[] = [
  {
    name: 'demo',
    group: 'start',
    says: 'See it work, without an account: servers on this machine play both systems.',
    load: async () => {
      const { demoCommand: run, demoHelp: help } = await import('../demo.ts');
      return { run, help };
    },
  },
  {
    name: 'sandbox',
    group: 'start',
    says: 'Try everything without an account: both systems and a page with their books, on this machine.',
    load: async () => {
      const { sandboxCommand: run, sandboxHelp: help, FLAGS: flags } = await import('../sandbox.ts');
      return { run, help, flags, words: () => ['run'] };
    },
  },
  {
    name: 'init',
    group: 'start',
    says: 'Set up a repository: a few questions, tables proposed from the lists of both systems, workflows.',
    load: async () => {
      const { initCommand: run, initHelp: help, FLAGS: flags } = await import('../init/command-line.ts');
      return { run, help, flags };
    },
  },
  {
    name: 'authorize',
    group: 'start',
    says: 'Log in once at each system, and set the secrets that the workflow needs.',
    load: async () => {
      const { authorize: run } = await import('../authorize.ts');
      const { authorizeHelp: help, FLAGS: flags } = await import('../authorize/help.ts');
      return { run, help, flags };
    },
  },
  {
    name: 'validate',
    group: 'mappings',
    says: 'Check the mappings and run their tests. Needs no network and no account.',
    load: async () => {
      const { validateCommand: run, validateHelp: help, FLAGS: flags } = await import('../validate/command-line.ts');
      return { run, help, flags };
    },
  },
  {
    name: 'plan',
    group: 'mappings',
    says: 'See what a sync would do, or what a change of the mappings does. Writes nothing.',
    load: async () => {
      const { planCommand: run, planHelp: help, FLAGS: flags } = await import('../plan/command-line.ts');
      return { run, help, flags };
    },
  },
  {
    name: 'mappings',
    group: 'mappings',
    says: 'See what a flow says with all that it builds on; lock, adopt or migrate a folder.',
    needsMore: true,
    load: async () => {
      const loaded = await import('../mappings/command-line.ts');
      const { mappingsCommand: run, mappingsHelp: help, FLAGS: flags, ACTION_NAMES } = loaded;
      return { run, help, flags, words: () => ACTION_NAMES };
    },
  },
  {
    name: 'fields',
    group: 'mappings',
    says: 'See which resources and fields both systems have, and which can be written.',
    load: async () => {
      const { fieldsCommand: run, fieldsHelp: help, FLAGS: flags, resourceNames: words } = await import('../fields.ts');
      return { run, help, flags, words };
    },
  },
  {
    name: 'doctor',
    group: 'operate',
    says: "See whether a sync can work, and what to do if it can't. Writes nothing.",
    load: async () => {
      const { doctorCommand: run, doctorHelp: help, FLAGS: flags } = await import('../doctor/command-line.ts');
      return { run, help, flags };
    },
  },
  {
    name: 'dashboard',
    group: 'operate',
    says: 'Make a page of what the runs did: charts, the money, what waits, and the way of each record.',
    load: async () => {
      const { dashboardCommand: run, dashboardHelp: help, FLAGS: flags } = await import('../dashboard/command-line.ts');
      return { run, help, flags };
    },
  },
  {
    name: 'plan-key',
    group: 'operate',
    says: 'Make the key that plans for pull requests get, from the state key.',
    load: async () => {
      const { planKeyCommand: run, planKeyHelp: help } = await import('../plan-key.ts');
      return { run, help };
    },
  },
  {
    name: 'history',
    group: 'more',
    says: 'See all that happened to a record, over all runs.',
    needsMore: true,
    load: async () => {
      const { historyCommand: run, historyHelp: help, FLAGS: flags } = await import('../activity/history.ts');
      return { run, help, flags };
    },
  },
  {
    name: 'why',
    group: 'more',
    says: 'See which rule, commit, pull request and run are behind a value.',
    needsMore: true,
    load: async () => {
      const { whyCommand: run, whyHelp: help, FLAGS: flags } = await import('../activity/why.ts');
      return { run, help, flags };
    },
  },
  {
    name: 'ledger',
    group: 'more',
    says: 'Verify the logs of all runs: that no line was changed and no run is missing.',
    load: async () => {
      const { ledgerCommand: run, ledgerHelp: help, FLAGS: flags } = await import('../activity/ledger.ts');
      return { run, help, flags };
    },
  },
  {
    name: 'explain',
    group: 'more',
    says: 'Read what a code or a message of a system means, and what to do about it.',
    load: async () => {
      const { explainCommand: run, explainHelp: help, FLAGS: flags, codeNames } = await import('../explain.ts');
      return { run, help, flags, words: () => codeNames };
    },
  },
  {
    name: 'completion',
    group: 'more',
    says: 'Let bash, zsh or fish complete commands, options and names.',
    load: async () => {
      const { completionCommand, completionHelp: help, shellNames } = await import('./completion.ts');
      return { run: (args, terminal) => completionCommand(args, terminal, commands), help, words: () => shellNames };
    },
  },
];

/** The command of this name, undefined if there is none. */
export const commandOf = (name: string): Command | undefined => commands.find((command) => command.name === name);
