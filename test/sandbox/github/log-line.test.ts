import { describe, expect, it } from 'vitest';
import { logLine } from '../../../sandbox/github/log-line.ts';

describe('a line of the log', () => {
  it('shows what people read and hides what is meant for the runner', () => {
    expect(logLine('reading customers')).toBe('reading customers');
    expect(logLine('::group::customers')).toBe('customers');
    expect(logLine('::error file=a.yml,line=3::Unknown key%0AUse name')).toBe('error: Unknown key Use name');
    expect(logLine('::endgroup::')).toBeNull();
    expect(logLine('::debug::seen')).toBeNull();
    expect(logLine('')).toBeNull();
    expect(logLine('[command]/usr/bin/tar --posix -cf cache.tzst')).toBeNull();
    expect(logLine('Cache Size: ~0 MB (510 B)')).toBeNull();
  });
});
