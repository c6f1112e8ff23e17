import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { hasTerminals } from '../../scripts/first-hour/screen.ts';
import { FIRST_HOUR_PAGE, firstHour } from '../../scripts/first-hour.ts';

const MOST_COMMANDS = 4;
const MOST_ANSWERS = 10;

test.skipIf(!hasTerminals)(
  'a first hour ends with a green plan with money, as its page shows (needs `script`)',
  async () => {
    const { page, commands, answers } = await firstHour();
    expect(commands.length).toBeLessThanOrEqual(MOST_COMMANDS);
    expect(answers).toBeLessThanOrEqual(MOST_ANSWERS);
    expect(commands.at(-1)).toBe('exact-asperion-sync plan');
    expect(page).toMatch(/^Plan: [1-9]\d* to create/m);
    expect(page).toContain('Dated in 2026 Q1');
    expect(page).not.toMatch(/_(SECRET|TOKEN|KEY)="(?!sandbox-)/);
    expect(page).toBe(readFileSync(FIRST_HOUR_PAGE, 'utf8'));
  },
);
