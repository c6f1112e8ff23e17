import { expect, it } from 'vitest';
import { CommandReader } from '../../sandbox/github/workflow-commands.ts';
import { logText } from '../../src/report/log-text.ts';

it.each([
  ['a command at the beginning', '::add-mask::a'],
  ['a command behind blanks', '  ::error::x'],
  ['a command on a later line', 'text\n::stop-commands::x'],
  ['a command behind a carriage return', 'text\r::add-mask::x'],
  ['a command of the old kind, anywhere', 'Unknown key "##[add-mask]2026"'],
  ['one that leaving out another would make', '##[##[add-mask]x'],
])('%s reaches the log as a text', (_what, text) => {
  const reader = new CommandReader();
  const shown = logText(text)
    .split(/[\r\n]/)
    .map((line) => reader.read(line));
  expect(shown.every(Boolean)).toBe(true);
  expect({ masks: reader.masks, annotations: reader.annotations }).toEqual({ masks: [], annotations: [] });
  expect(logText(text)).not.toContain('##[');
});

it('shows control characters, which could repaint a terminal or turn a line round', () => {
  expect(logText('a\u001b[2Jred\u0000\u202etest\tb\nc')).toBe('a\ufffd[2Jred\ufffd\ufffdtest\tb\nc');
  expect(logText('a\u200eb\u200fc\u061cd')).toBe('a\ufffdb\ufffdc\ufffdd');
});

it.each(['\n', '\r'])('reads a text of many empty lines at once (%j)', (end) => {
  const text = `x${end.repeat(1_000_000)}y`;
  expect(logText(text)).toHaveLength(text.length);
});

it('leaves other texts as they are', () => {
  const text = 'customers: read a::b, 3 of 4 (50 %)\n## heading [1]';
  expect(logText(text)).toBe(text);
});

it('keeps the colours of a terminal, in which plans are shown', () => {
  expect(logText('\u001b[1mPlan\u001b[22m')).toBe('\u001b[1mPlan\u001b[22m');
});
