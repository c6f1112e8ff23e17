import { appendFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { issueAnswer } from '../../sandbox/github/collaboration/issue-book.ts';
import { type GitHubSandbox, startGitHubSandbox } from '../../sandbox/github/server.ts';
import { type IssueDesk, openIssueDesk } from '../../src/commands/desk/issue-desk.ts';
import { desk } from '../../src/commands/desk/serve.ts';
import { type CommandContext, realTime } from '../../src/commands/session.ts';
import { type Environment, readInputs } from '../../src/config/inputs.ts';
import { type Settings, settingsFile } from '../../src/config/schema/settings-schema.ts';
import { readGitHubContext } from '../../src/github/context.ts';
import { emptyProgress } from '../../src/state/progress.ts';
import { deadLetter, reportWith } from '../report/reports.ts';

const root = join(import.meta.dirname, '..', '..');
/** A table of the example company. */
export const TERMS = 'mappings/tables/payment-conditions.yml';
const NOW = Date.parse('2026-11-26T09:00:00Z');

/** A repository with issues on a GitHub of its own, and the parts of the action that serve them, in this process. */
export class Office implements AsyncDisposable {
  readonly github: GitHubSandbox;
  readonly workspace: string;
  readonly warnings: string[] = [];
  readonly log: string[] = [];
  /** The companies that settings.yml lists. */
  companies: readonly object[] = [];

  constructor(github: GitHubSandbox) {
    this.github = github;
    this.workspace = mkdtempSync(join(tmpdir(), 'office-'));
    github.issues.people.set('anna-books', 'write').set('bert-reads', 'read');
  }

  /** Checks the example company's mappings out, as they are on the default branch. */
  checkOut(): void {
    cpSync(join(root, 'example', 'mappings'), join(this.workspace, 'mappings'), { recursive: true });
    this.github.code.commit(TERMS, readFileSync(join(this.workspace, TERMS), 'utf8'));
    if (this.companies.length === 0) return;
    appendFileSync(
      join(this.workspace, 'mappings', 'settings.yml'),
      `administrations: ${JSON.stringify(this.companies)}\n`,
    );
  }

  /** A sync that opened an issue for records that wait for a row. */
  withIssue(...references: readonly string[]): Promise<void> {
    return this.sync(references);
  }

  /** A sync of one of several companies, in which these orders wait for a row. */
  syncOf(company: string, ...references: readonly string[]): Promise<void> {
    return this.sync(references, { ADMINISTRATION: company });
  }

  private async sync(references: readonly string[], inputs: Readonly<Record<string, string>> = {}): Promise<void> {
    const reason = 'Table payment-conditions has no row for "45".';
    const at = { file: TERMS, line: 9, column: 1 };
    const flow = 'orders.exact-online-to-asperion';
    const report = reportWith({ flow, deadLetters: references.map((one) => deadLetter(one, { reason, at })) });
    const desk = this.desk({}, inputs);
    await desk.takeRetries(emptyProgress(), new Set([flow]));
    await desk.tell(report, new Set([flow]), true);
  }

  /** The desk of a sync. */
  desk(settings: Partial<Settings['desk']> = {}, inputs: Readonly<Record<string, string>> = {}): IssueDesk {
    const systems = { 'EXACT-ONLINE-CLIENT-ID': 'x', ...inputs };
    const opened = openIssueDesk(
      this.context('schedule', {}, systems),
      {
        settings: settingsFile.parse({ desk: { issues: true, ...settings }, administrations: this.companies }),
        tables: new Map(),
      },
      null,
    );
    if (opened === null) throw new RangeError('The desk is switched off.');
    return opened;
  }

  /** A person writes a comment, and the workflow runs. Returns the exit code. */
  comment(number: number, body: string, login = 'anna-books', type = 'User'): Promise<number> {
    const user = { login, type };
    const event = {
      action: 'created',
      issue: issueAnswer(this.github.issues.of(number)),
      comment: { body, user, author_association: this.github.issues.people.has(login) ? 'COLLABORATOR' : 'NONE' },
      sender: user,
    };
    return desk(this.context('issue_comment', event));
  }

  /** A person edits an issue, and the workflow runs. */
  edited(number: number, login = 'anna-books'): Promise<number> {
    const event = {
      action: 'edited',
      issue: issueAnswer(this.github.issues.of(number)),
      sender: { login, type: 'User' },
    };
    return desk(this.context('issues', event));
  }

  /** What the action was told and said. */
  context(eventName: string, event: object, inputs: Readonly<Record<string, string>> = {}): CommandContext {
    const { github, workspace } = this;
    const eventPath = join(workspace, 'event.json');
    mkdirSync(workspace, { recursive: true });
    writeFileSync(eventPath, JSON.stringify({ ...event, repository: { default_branch: 'main' } }));
    const given = Object.entries({ MODE: 'desk', 'GITHUB-TOKEN': github.token, ...inputs });
    const environment: Environment = {
      GITHUB_API_URL: github.url,
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: github.repository,
      GITHUB_REF_NAME: 'main',
      GITHUB_RUN_ID: '77',
      GITHUB_WORKSPACE: workspace,
      GITHUB_EVENT_NAME: eventName,
      GITHUB_EVENT_PATH: eventPath,
      ...Object.fromEntries(given.map(([name, value]) => [`INPUT_${name}`, value])),
    };
    return {
      ...realTime,
      inputs: readInputs(environment),
      environment,
      github: readGitHubContext(environment, workspace),
      clock: () => NOW,
      random: () => 0,
      signal: new AbortController().signal,
      log: (line) => void this.log.push(line),
      warn: (line) => void this.warnings.push(line),
      fold: (_title, work) => work(),
      mask: () => {},
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.github[Symbol.asyncDispose]();
    rmSync(this.workspace, { recursive: true, force: true });
  }
}

/** Opens an office. */
export async function openOffice(): Promise<Office> {
  return new Office(await startGitHubSandbox({ repository: 'example-trading/administration' }));
}

/** An office with one issue about two orders, and the mappings checked out. */
export async function opened(): Promise<Office> {
  const office = await openOffice();
  office.checkOut();
  await office.withIssue('26013', '26014');
  return office;
}

/** What was answered in an issue, the oldest first. */
export const answersOf = (office: Office, number = 1): readonly string[] => office.github.issues.of(number).comments;

/** The newest of them; empty = nothing was answered. */
export const lastAnswer = (office: Office, number = 1): string => answersOf(office, number).at(-1) ?? '';
