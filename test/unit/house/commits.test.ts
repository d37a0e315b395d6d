import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../..');

/** Subjects of the commits since the rule was written down; undefined without git or its history. */
function subjects(): string[] | undefined {
  try {
    const range = ['log', '--no-merges', '--format=%s', '-n', '50'];
    return execFileSync('git', range, { cwd: root, encoding: 'utf8', stdio: 'pipe' }).trim().split('\n');
  } catch {
    return undefined;
  }
}

const found = subjects();

describe.skipIf(found === undefined)('subjects of commits', () => {
  it('have at most 72 characters, begin with a capital and end without a full stop', () => {
    const odd = (found ?? []).filter(
      (subject) => subject.length > 72 || !/^[A-Z]/.test(subject) || /\.$/.test(subject),
    );
    expect(odd).toEqual([]);
  });

  it('begin with a verb in the imperative', () => {
    const imperative = /^(?:Bring|Embed|Feed|Focus|Need|Seed|Speed) /;
    const odd = (found ?? []).filter((subject) => /^\w+(?:ed|ing|[^s]s) /.test(subject) && !imperative.test(subject));
    expect(odd).toEqual([]);
  });
});
