import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, it } from 'vitest';
import { turnScripts } from '../../src/learn/turn-scripts.ts';
import { commandRows } from '../../src/learn/turn-view.ts';

const look = { width: 80, colour: false, plain: false };
const loop = `for n in 1 2 3; do curl -s '{url}/${'orders/'.repeat(12)}'; done`;

const told = (command: string, scripts = turnScripts()) =>
  commandRows([command], 'http://127.0.0.1:8000', look, scripts).map((row) =>
    row.map(({ text }) => text).join(''),
  );

it('leaves a command alone that can be pasted', () => {
  expect(told('curl -N {url}/prices')).toEqual(['    curl -N http://127.0.0.1:8000/prices', '']);
});

it('puts one into a file that would be cut inside a word', () => {
  const scripts = turnScripts();
  const [line = ''] = told(
    `printf '%s' 'a word longer than a line: {url} ${'.'.repeat(90)}'`,
    scripts,
  );
  const [, path = ''] = /^ {4}sh (\S+\.sh)$/.exec(line) ?? [];
  expect(execFileSync('sh', [path], { encoding: 'utf8' })).toContain('http://127.0.0.1:8000 ...');
  scripts.close();
  expect(existsSync(dirname(path))).toBe(false);
});

it('keeps one file for one command', () => {
  const scripts = turnScripts();
  expect(told(loop, scripts)).toEqual(told(loop, scripts));
  scripts.close();
});
