import { type ChildProcessWithoutNullStreams, spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { freeAddress } from '../authorize/free-address.ts';
import { allowAsperion } from '../authorize/logins.ts';
import { ANSWERS, Shop } from './shop.ts';

const cli = join(import.meta.dirname, '..', '..', '..', 'src', 'cli.ts');

/** `script` of util-linux gives a process a terminal of its own. */
const hasTerminals = spawnSync('script', ['--version'], { encoding: 'utf8' }).stdout?.includes('util-linux') ?? false;

const ENTER = '\r';
const DOWN = '\u001b[B';

/** A process on a terminal, and what it has shown. */
class Screen implements Disposable {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly ended: Promise<number | null>;
  #shown = '';
  #read = 0;
  #more = Promise.withResolvers<void>();

  constructor(command: string, folder: string, environment: Record<string, string>) {
    // A new terminal has no width, so every letter would have a line of its own.
    const wide = `stty cols 140 rows 50; exec ${command}`;
    this.#child = spawn('script', ['-qefc', wide, '/dev/null'], {
      cwd: folder,
      env: { ...environment, TERM: 'xterm', SHELL: '/bin/sh' },
    });
    this.#child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.#shown += text;
      this.#wake();
    });
    this.ended = new Promise((resolve) => this.#child.once('close', resolve));
    void this.ended.then(() => this.#wake());
  }

  #wake(): void {
    this.#more.resolve();
    this.#more = Promise.withResolvers();
  }

  get text(): string {
    return stripVTControlCharacters(this.#shown);
  }

  /** Waits for a question that was not answered before, then presses keys. */
  async answer(question: string, ...keys: readonly string[]): Promise<void> {
    let isOver = false;
    void this.ended.then(() => {
      isOver = true;
    });
    for (;;) {
      const at = this.text.indexOf(question, this.#read);
      if (at >= 0) {
        this.#read = at + question.length;
        break;
      }
      if (isOver) throw new Error(`No "${question}" in:\n${this.text}`);
      await this.#more.promise;
    }
    for (const key of keys) this.#child.stdin.write(key);
  }

  [Symbol.dispose](): void {
    this.#child.kill();
  }
}

test.skipIf(!hasTerminals)('init asks at a terminal, shows defaults, and writes what was chosen', async () => {
  await using shop = await Shop.open();
  const command = `${process.execPath} ${cli} init --repo morgenrood/shop --state-store file:state`;
  using screen = new Screen(command, shop.folder, shop.environment);
  await screen.answer('Which way do customers go?', ENTER);
  await screen.answer('Which way do products go?', DOWN, DOWN, DOWN, ENTER);
  await screen.answer('What do sales become?', ENTER);
  await screen.answer('How often?', DOWN, ENTER);
  await screen.answer('In which hours?', ENTER);
  await screen.answer('Go live', ENTER);
  await screen.answer('bookYear', ENTER);
  await screen.answer('journals.sales', ENTER);
  await screen.answer('prefix', ENTER);
  await screen.answer('Who approves', ENTER);
  expect(await screen.ended).toBe(0);
  const settings = parse(shop.read('mappings/settings.yml'));
  expect(settings).toMatchObject({
    flows: ['customers.exact-online-to-asperion', 'orders.exact-online-to-asperion'],
    values: { bookYear: '01-01', journals: { sales: '70' }, prefix: 'EO-' },
  });
  expect(settings.values.since).toMatch(/^\d{4}-\d\d-01$/);
  expect(shop.read('.github/CODEOWNERS')).toContain('# /mappings/tables/ @owner');
  expect(screen.text).toContain('CHECKLIST.md says what is left to do');
  for (const secret of [shop.exactOnline.clientSecret, shop.environment.INPUT_STATE_KEY])
    expect(screen.text).not.toContain(secret);
});

test.skipIf(!hasTerminals)('init that is stopped by Ctrl-C writes nothing', async () => {
  await using shop = await Shop.open();
  writeFileSync(join(shop.folder, 'answers.yml'), 'customers: none\n');
  const command = `${process.execPath} ${cli} init --answers answers.yml --state-store file:state`;
  using screen = new Screen(command, shop.folder, shop.environment);
  await screen.answer('Which way do products go?', '\u0003');
  expect(await screen.ended).toBe(1);
  expect(screen.text).toContain('STOPPED Stopped; nothing was written.');
  expect(Object.keys(shop.files())).toEqual([]);
});

test.skipIf(!hasTerminals)(
  'init leads through a login, shows its secrets once, and reads the lists with it',
  async () => {
    await using shop = await Shop.open();
    writeFileSync(join(shop.folder, 'answers.yml'), ANSWERS);
    const { INPUT_ASPERION_REFRESH_TOKEN: _, INPUT_ASPERION_TENANT: __, ...environment } = shop.environment;
    const redirect = await freeAddress();
    const options = `--answers answers.yml --state-store file:state --redirect-uri ${redirect} --repo morgenrood/shop`;
    // Without gh, and without a browser that opens by itself.
    using screen = new Screen(`${process.execPath} ${cli} init ${options}`, shop.folder, {
      ...environment,
      PATH: '/bin',
    });
    await screen.answer('There is no login at Asperion yet.', ENTER);
    await screen.answer('which is waiting');
    const [address = ''] = /^https?:\/\/\S+authorize\S+$/m.exec(screen.text.replaceAll('\r', '')) ?? [];
    expect((await fetch(await allowAsperion(address))).status).toBe(200);
    expect(await screen.ended).toBe(0);
    expect(screen.text).toMatch(/ASPERION_REFRESH_TOKEN=\S{20}/);
    expect(screen.text).toContain(`ASPERION_TENANT=${shop.asperion.tenant}`);
    expect(parse(shop.read('mappings/settings.yml')).use).toBe('shipped');
    // The token that was shown is still good: nobody has renewed it.
    expect(shop.asperion.requests.filter(({ path }) => path.endsWith('/token'))).toHaveLength(1);
  },
);
