import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shellLines } from '../../src/learn/shell-lines.ts';

/** What a shell hands to a program, argument by argument. */
function argumentsOf(words: string): readonly string[] {
  const script = `show() { for word; do printf '<%s>\\n' "$word"; done; }; show ${words}`;
  return execFileSync('bash', ['-c', script]).toString().split('\n');
}

describe('a command in lines that can be pasted', () => {
  it('stands on one line where it fits', () => {
    expect(shellLines('curl -N http://h/prices', 40).lines).toEqual(['curl -N http://h/prices']);
  });

  it('goes on after a backslash, never inside quotes nor between an option and its value', () => {
    const { lines, mayIndent } = shellLines(`curl -i http://h/orders -H 'Key: "a b"' -d '{}'`, 32);
    expect(lines).toEqual(['curl -i http://h/orders \\', `  -H 'Key: "a b"' -d '{}'`]);
    expect(mayIndent).toBe(true);
  });

  it('cuts a word that is longer than a line, and then begins at the margin', () => {
    const { lines, mayIndent } = shellLines(`-d '{"productId":4,"quantity":1}'`, 20);
    expect(mayIndent).toBe(false);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(20);
    expect(argumentsOf(lines.join('\n'))[1]).toBe('<{"productId":4,"quantity":1}>');
  });

  it('knows that quotes begin anew inside of $( … )', () => {
    const command = `curl -H "sig: $(printf "%s" 'a  b' | tr "a" 'c')" -d 'x  y' http://h/orders`;
    for (let cells = 12; cells < command.length; cells++) {
      const { lines } = shellLines(command, cells);
      expect(argumentsOf(lines.join('\n'))).toEqual(argumentsOf(command));
    }
    expect(shellLines(command, 60).lines).toEqual([
      `curl -H "sig: $(printf "%s" 'a  b' | tr "a" 'c')" \\`,
      "  -d 'x  y' http://h/orders",
    ]);
  });

  it('means the same to a shell, whatever the width', () => {
    const plain = fc.stringMatching(/^[a-z0-9:/.=]{1,30}$/);
    const single = fc.stringMatching(/^[a-z "\\{}:,]{0,40}$/).map((text) => `'${text}'`);
    const double = fc.stringMatching(/^[a-z '{}:,]{0,40}$/).map((text) => `"${text}"`);
    const nested = fc
      .oneof(plain, single, double)
      .map((argument) => `"$(printf '%s' ${argument} | cat)"`);
    const word = fc.array(fc.oneof(plain, single, double, nested), { minLength: 1, maxLength: 3 });
    const command = fc.array(
      word.map((parts) => parts.join('')),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(command, fc.integer({ min: 12, max: 60 }), (words, cells) => {
        const { lines } = shellLines(words.join(' '), cells);
        expect(argumentsOf(lines.join('\n'))).toEqual(argumentsOf(words.join(' ')));
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(cells);
      }),
      { numRuns: 60 },
    );
  });
});
