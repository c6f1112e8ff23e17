import { describe, expect, test } from 'vitest';
import { readInputs, secretsOf } from '../../src/config/inputs.ts';
import { quiet } from '../../src/report/page/quiet.ts';
import { problemsOf } from './folder.ts';

const GIVEN = {
  'INPUT_EXACT-ONLINE-CLIENT-ID': 'exact-app',
  'INPUT_EXACT-ONLINE-CLIENT-SECRET': 'exact-secret',
  'INPUT_EXACT-ONLINE-REFRESH-TOKEN': 'exact-refresh',
  'INPUT_EXACT-ONLINE-DIVISION': '123456',
  'INPUT_ASPERION-CLIENT-ID': 'asperion-app',
  'INPUT_ASPERION-CLIENT-SECRET': 'asperion-secret',
  'INPUT_ASPERION-REFRESH-TOKEN': 'asperion-refresh',
  'INPUT_ASPERION-TENANT': '77',
  'INPUT_STATE-KEY': 'a-secret-of-at-least-32-characters',
};

/** Of the form of one. */
const PLAN_KEY = `plan-key-1-${'Az09_-x'.repeat(7).slice(0, 43)}`;

const problemsWith = (changes: Readonly<Record<string, string>>) =>
  problemsOf(() => readInputs({ ...GIVEN, ...changes }));

describe('the inputs that are given', () => {
  test('have none of the invisible blanks that a text copied from an issue holds', () => {
    const approval = 'orders@0123456789abcdef';
    const inputs = readInputs({ ...GIVEN, INPUT_APPROVE: quiet(approval), INPUT_RECORDS: quiet('KOF#9') });
    expect([inputs.approve.get('orders'), inputs.records]).toEqual([approval, ['KOF#9']]);
  });

  test('may have an approval as the plan shows it, with the name of the input before it', () => {
    const { approve } = readInputs({
      ...GIVEN,
      INPUT_APPROVE: 'approve: orders@0123456789abcdef, prices@0123456789abcdef',
    });
    expect([...approve.keys()]).toEqual(['orders', 'prices']);
  });

  test('are completed with defaults', () => {
    expect(readInputs(GIVEN)).toEqual({
      mode: 'sync',
      mappings: 'mappings',
      administration: null,
      flows: null,
      systems: {
        'exact-online': {
          url: 'https://start.exactonline.nl',
          identityUrl: '',
          clientId: 'exact-app',
          clientSecret: 'exact-secret',
          refreshToken: 'exact-refresh',
          administration: '123456',
        },
        asperion: {
          url: 'https://api.asperion.nl',
          identityUrl: 'https://identity.asperion.nl',
          clientId: 'asperion-app',
          clientSecret: 'asperion-secret',
          refreshToken: 'asperion-refresh',
          administration: '77',
        },
      },
      hasCredentials: true,
      sharesTokens: false,
      stateKey: 'a-secret-of-at-least-32-characters',
      planKey: '',
      stateStore: { kind: 'cache' },
      acceptState: 'never',
      approve: new Map(),
      since: null,
      records: null,
      base: null,
      baseShipped: null,
      reports: 'reports',
      reveal: ['none'],
      failOn: 'new',
      outageAfterMs: 10_800_000,
      timeLimitMs: 1_500_000,
      language: 'en',
      githubToken: null,
      secretsToken: null,
      webhookUrl: null,
      heartbeatUrl: null,
    });
  });

  test('may be lists, dates, stores and addresses', () => {
    const inputs = readInputs({
      ...GIVEN,
      INPUT_FLOWS: ' customers, orders ,',
      INPUT_RECORDS: '20001,\n20002',
      INPUT_SINCE: '2026-01-31',
      'INPUT_STATE-STORE': 'file:state/here',
      'INPUT_ACCEPT-STATE': 'once',
      'INPUT_FAIL-ON': 'any',
      'INPUT_OUTAGE-AFTER': '90m',
      'INPUT_TIME-LIMIT': '340',
      'INPUT_WEBHOOK-URL': 'https://chat.example/hook?sig=abc',
      'INPUT_HEARTBEAT-URL': 'http://127.0.0.1:8080/ping',
      'INPUT_EXACT-ONLINE-URL': 'http://127.0.0.1:8080/',
      'INPUT_ASPERION-URL': 'https://host.example/api//',
      INPUT_LANGUAGE: 'en',
    });
    expect(inputs).toMatchObject({
      flows: ['customers', 'orders'],
      records: ['20001', '20002'],
      since: '2026-01-31',
      stateStore: { kind: 'file', path: 'state/here' },
      acceptState: 'once',
      failOn: 'any',
      outageAfterMs: 5_400_000,
      timeLimitMs: 20_400_000,
      webhookUrl: 'https://chat.example/hook?sig=abc',
      heartbeatUrl: 'http://127.0.0.1:8080/ping',
      systems: {
        'exact-online': { url: 'http://127.0.0.1:8080' },
        asperion: { url: 'https://host.example/api' },
      },
    });
  });

  test('may have underscores for hyphens when a shell sets them', () => {
    const { 'INPUT_STATE-KEY': key, ...others } = GIVEN;
    expect(readInputs({ ...others, INPUT_STATE_KEY: key }).stateKey).toBe(key);
  });

  test('may have a state key of 32 characters', () => {
    const key = 'x'.repeat(32);
    expect(readInputs({ ...GIVEN, 'INPUT_STATE-KEY': key }).stateKey).toBe(key);
  });

  test('are all named for masking if they are secret', () => {
    const secrets = secretsOf(
      readInputs({
        ...GIVEN,
        'INPUT_PLAN-KEY': PLAN_KEY,
        'INPUT_GITHUB-TOKEN': 'gh-token',
        'INPUT_SECRETS-TOKEN': 'may-write-secrets',
        'INPUT_WEBHOOK-URL': 'https://chat.example/hook',
        'INPUT_HEARTBEAT-URL': 'https://beat.example/ping',
      }),
    );
    expect(secrets).toEqual(
      expect.arrayContaining([
        'exact-secret',
        'exact-refresh',
        'asperion-secret',
        'asperion-refresh',
        GIVEN['INPUT_STATE-KEY'],
        PLAN_KEY,
        'gh-token',
        'may-write-secrets',
        'https://chat.example/hook',
        'https://beat.example/ping',
      ]),
    );
  });
});

describe('a run that shares the tokens of another job', () => {
  const { INPUT_MODE: _, ...given } = GIVEN as Readonly<Record<string, string>>;
  const shared = Object.fromEntries(
    Object.entries(given).filter(([name]) => !/CLIENT.SECRET|REFRESH.TOKEN|DIVISION|TENANT/.test(name)),
  );

  test('is one that names an administration and has nothing to renew a login with', () => {
    expect(readInputs({ ...shared, INPUT_ADMINISTRATION: 'noord' }).sharesTokens).toBe(true);
    expect(readInputs({ ...shared, INPUT_ADMINISTRATION: 'noord', INPUT_MODE: 'plan' }).sharesTokens).toBe(true);
    expect(readInputs({ ...given, INPUT_ADMINISTRATION: 'noord' }).sharesTokens).toBe(false);
  });

  test('is no other one: whoever has half of a login is told what the other half is', () => {
    expect(problemsOf(() => readInputs(shared))[0]).toMatch(/^MISSING_INPUT 6 inputs are missing/);
    const [half] = Object.keys(given).filter((name) => /REFRESH.TOKEN/.test(name));
    const mixed = { ...shared, INPUT_ADMINISTRATION: 'noord', [half ?? '']: 'x' };
    expect(problemsOf(() => readInputs(mixed))[0]).toMatch(/^MISSING_INPUT 3 inputs are missing/);
    expect(problemsOf(() => readInputs({ ...shared, INPUT_MODE: 'shards' }))[0]).toMatch(
      /^MISSING_INPUT 4 inputs are missing/,
    );
  });
});

describe('inputs that are missing or wrong', () => {
  test('are all named in one message that says where each comes from', () => {
    const [only, ...others] = problemsOf(() => readInputs({}));
    expect(others).toEqual([]);
    expect(only).toMatch(
      /^MISSING_INPUT 9 inputs are missing: exact-online-client-id, .*, state-key\. \| Set them under "with:"/,
    );
    expect(only).toContain('state-key (a secret text of at least 32 characters that seals the saved state).');
  });

  test('name one that is missing alone with what it is', () => {
    expect(problemsWith({ 'INPUT_STATE-KEY': '' })).toEqual([
      'MISSING_INPUT The input "state-key" is missing. | Set "state-key" under "with:" in the workflow: a secret text of at least 32 characters that seals the saved state. A secret that does not exist arrives empty.',
    ]);
  });

  test.each([
    [
      'mappings to compare with in a mode that compares nothing',
      { INPUT_BASE: 'base/mappings' },
      'WRONG_INPUT The input "base" is for the mode plan: this one has nothing to compare with. | Remove it, or set mode: plan.',
    ],
    [
      'what the mappings to compare with build on, without them',
      { INPUT_MODE: 'plan', 'INPUT_BASE-SHIPPED': 'old/mappings' },
      'WRONG_INPUT The input "base-shipped" says what "base" builds on, and there is no "base". | Add "base", or remove it.',
    ],
    ['a mode with a slip', { INPUT_MODE: 'snyc' }, 'UNKNOWN_MODE There is no mode "snyc". | Did you mean "sync"?'],
    [
      'an approval without the hash of a plan',
      { INPUT_APPROVE: 'orders@1' },
      'WRONG_INPUT The input "approve" is not FLOW@HASH. | Copy it from the plan, or from the message of the guard.',
    ],
    [
      'two approvals of one flow',
      { INPUT_APPROVE: 'orders@0123456789abcdef, orders@fedcba9876543210' },
      'WRONG_INPUT The input "approve" names orders twice. | Leave the one of the newest plan.',
    ],
    ...['flows', 'records', 'approve'].map((name): [string, Record<string, string>, string] => [
      `a comma alone in ${name}`,
      { [`INPUT_${name.toUpperCase()}`]: ' , ' },
      `WRONG_INPUT The input "${name}" names nothing. | Write what it is about between the commas, or remove it.`,
    ]),
    [
      'an approval in a mode that writes nothing',
      { INPUT_MODE: 'validate', INPUT_APPROVE: 'orders@0123456789abcdef' },
      'WRONG_INPUT The input "approve" is for the mode sync: this one writes nothing. | Remove it, or set mode: sync.',
    ],
    [
      'a webhook without encryption, whose address no message holds',
      { 'INPUT_WEBHOOK-URL': 'http://hooks.example/T0KEN' },
      'BAD_URL The input "webhook-url" is not a web address that starts with https:. | Copy it again into its secret.',
    ],
    [
      'a heartbeat that is no address',
      { 'INPUT_HEARTBEAT-URL': 'every day' },
      'BAD_URL The input "heartbeat-url" is not a web address that starts with https:. | Copy it again into its secret.',
    ],
    [
      'a time without a unit',
      { 'INPUT_OUTAGE-AFTER': '3' },
      'WRONG_INPUT The input "outage-after" can\'t be "3". | Write it like 90m, 3h or 1d.',
    ],
    [
      'a time limit in which nothing could be done',
      { 'INPUT_TIME-LIMIT': '4' },
      'WRONG_INPUT The input "time-limit" can\'t be "4". | Write whole minutes, 5 or more, such as 25m.',
    ],
    [
      'a time limit in hours',
      { 'INPUT_TIME-LIMIT': '2h' },
      'WRONG_INPUT The input "time-limit" can\'t be "2h". | Write whole minutes, 5 or more, such as 25m.',
    ],
    ['another language', { INPUT_LANGUAGE: 'de' }, 'WRONG_INPUT The input "language" can\'t be "de". | Use en, nl.'],
    [
      'an address without https',
      { 'INPUT_ASPERION-URL': 'http://api.example' },
      expect.stringContaining('INSECURE_URL The input "asperion-url" must start with https:'),
    ],
    [
      'http to a host that only looks local',
      { 'INPUT_ASPERION-URL': 'http://127.0.0.1.example' },
      expect.stringContaining('INSECURE_URL'),
    ],
    [
      'no address',
      { 'INPUT_EXACT-ONLINE-URL': 'start.exactonline.nl' },
      expect.stringContaining('BAD_URL The input "exact-online-url"'),
    ],
    [
      'an address with a password',
      { 'INPUT_ASPERION-URL': 'https://a:b@host.example' },
      expect.stringContaining('BAD_URL'),
    ],
    [
      'a short state key',
      { 'INPUT_STATE-KEY': 'x'.repeat(31) },
      expect.stringContaining('WRONG_INPUT The input "state-key" is too short.'),
    ],
    [
      'a plan key in the place of the state key',
      { 'INPUT_STATE-KEY': PLAN_KEY },
      expect.stringContaining('WRONG_INPUT The input "state-key" is a plan key.'),
    ],
    [
      'the state key in the place of the plan key',
      { 'INPUT_PLAN-KEY': GIVEN['INPUT_STATE-KEY'] },
      expect.stringContaining('WRONG_INPUT The input "plan-key" is not a plan key.'),
    ],
    [
      'a date that does not exist',
      { INPUT_SINCE: '2026-02-30' },
      expect.stringContaining('WRONG_INPUT The input "since" is not a date.'),
    ],
    [
      'an unknown store',
      { 'INPUT_STATE-STORE': 'disk' },
      expect.stringContaining('The input "state-store" can\'t be "disk".'),
    ],
    [
      'a word with a slip',
      { 'INPUT_FAIL-ON': 'nevr' },
      'WRONG_INPUT The input "fail-on" can\'t be "nevr". | Did you mean "never"?',
    ],
    [
      'a division that is no number',
      { 'INPUT_EXACT-ONLINE-DIVISION': 'Example BV' },
      expect.stringContaining('The input "exact-online-division" is not a number.'),
    ],
  ])('%s', (_, changes, expected) => {
    expect(problemsWith(changes)).toEqual([expected]);
  });

  test('include the key of the recording for a plan without credentials, as in a fork', () => {
    const found = problemsOf(() => readInputs({ INPUT_MODE: 'plan' }));
    expect(found).toEqual([expect.stringMatching(/^MISSING_INPUT The input "plan-key" .*pull request from a fork\.$/)]);
    const inputs = readInputs({
      INPUT_MODE: 'plan',
      INPUT_STATE_KEY: GIVEN['INPUT_STATE-KEY'],
      INPUT_REVEAL: 'name, email',
    });
    expect(inputs).toMatchObject({ hasCredentials: false, reveal: ['name', 'email'] });
    const withPlanKey = readInputs({ INPUT_MODE: 'plan', INPUT_PLAN_KEY: PLAN_KEY });
    expect(withPlanKey).toMatchObject({ hasCredentials: false, stateKey: '', planKey: PLAN_KEY });
    expect(problemsOf(() => readInputs({ INPUT_MODE: 'plan', INPUT_ASPERION_CLIENT_ID: 'x' }))).toEqual([
      expect.stringMatching(/^MISSING_INPUT 8 inputs are missing: /),
    ]);
  });

  test.each([
    ['the plan key', { INPUT_MODE: 'plan', INPUT_PLAN_KEY: PLAN_KEY }],
    ['tokens', GIVEN],
    ['an address to write to', { INPUT_MODE: 'validate', INPUT_WEBHOOK_URL: 'https://chat.example/x' }],
  ])('include %s for pull_request_target, whoever made the pull request', (_, secrets) => {
    const found = problemsOf(() => readInputs({ ...secrets, GITHUB_EVENT_NAME: 'pull_request_target' }));
    expect(found).toEqual([
      expect.stringMatching(/^WRONG_INPUT A run for "pull_request_target" may not have secrets\./),
    ]);
    const own = { INPUT_MODE: 'validate', INPUT_GITHUB_TOKEN: 'of-the-job', GITHUB_EVENT_NAME: 'pull_request_target' };
    expect(readInputs(own)).toMatchObject({ mode: 'validate' });
  });

  test.each(['plan', 'validate', 'doctor', 'freshness'])('include the state key for a pull request: %s', (mode) => {
    const found = problemsOf(() => readInputs({ ...GIVEN, INPUT_MODE: mode, GITHUB_EVENT_NAME: 'pull_request' }));
    expect(found).toEqual([
      expect.stringMatching(/^WRONG_INPUT A run for a pull request may not have the state key\. .*"plan-key" instead/),
    ]);
  });

  test('do not let a plan of a pull request use logins', () => {
    const { 'INPUT_STATE-KEY': _, ...logins } = GIVEN as Record<string, string>;
    const given = { ...logins, INPUT_MODE: 'plan', INPUT_PLAN_KEY: PLAN_KEY, GITHUB_EVENT_NAME: 'pull_request' };
    expect(readInputs(given)).toMatchObject({ mode: 'plan', hasCredentials: false, stateKey: '' });
  });

  test('are reported without repeating a secret', () => {
    const found = problemsWith({
      'INPUT_STATE-KEY': 'too-short-secret',
      'INPUT_PLAN-KEY': 'no plan-key but hidden',
      'INPUT_ASPERION-URL': 'https://user:hidden@host.example',
    });
    expect(found.join()).not.toMatch(/too-short-secret|hidden/);
  });
});
