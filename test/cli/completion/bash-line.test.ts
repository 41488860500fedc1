import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { replacement, typedWords, unquoted } from '../../../src/cli/completion/bash-line.ts';

describe('a line', () => {
  it.each([
    ['apilab run sse', ['apilab', 'run', 'sse']],
    ['apilab  run\tsse ', ['apilab', 'run', 'sse', '']],
    ['', ['']],
    ["quiz --topic='dead l", ['quiz', "--topic='dead l"]],
    ['quiz "a \\" b" c\\ d', ['quiz', '"a \\" b"', 'c\\ d']],
    ['quiz a\\', ['quiz', 'a\\']],
  ])('%j', (line, words) => {
    expect(typedWords(line)).toEqual(words);
  });

  it.each([
    'dead\\ letters \'dead letters\' "dead letters"',
    "--topic='dead letters' d'ead 'l\"etters\"",
    "'it'\\''s' 'a \\ b' a\\\\b \\(Unused\\) ''",
    '"a \\" b" "\\$HOME" "\\`" "a\\b" "\\\\" "it\'s"',
  ])('means what it means to bash: %s', (line) => {
    const said = execFileSync('bash', ['-c', `printf '%s\\n' ${line}`], { encoding: 'utf8' });
    expect(typedWords(line).map(unquoted)).toEqual(said.split('\n').slice(0, -1));
  });

  it.each([
    ["'dead l", 'dead l'],
    ['--topic="dead l', '--topic=dead l'],
    ['dead\\', 'dead'],
  ])('may end within quotes: %s', (typed, meant) => {
    expect(unquoted(typed)).toBe(meant);
  });
});

describe('what readline is to write', () => {
  it.each([
    ['sse-replay', 'ss', 'ss', 'sse-replay'],
    ['--group=sse', '--group=s', 's', 'sse'],
    ['--group=sse', '--group=', '', 'sse'],
    ['--group=sse', '--gr', '--gr', '--group=sse'],
    ['--topic=dead letters', '--topic=dead\\ l', 'dead\\ l', 'dead\\ letters'],
    ['--topic=dead letters', '--topic="dead l', 'dead l', 'dead letters'],
    ['dead letters', "'dead l", 'dead l', 'dead letters'],
    ['dead letters', "'dead' l", "'dead' l", 'dead\\ letters'],
    ["the sender's", 'the\\ s', 'the\\ s', "the\\ sender\\'s"],
    ["the sender's", "'the s", 'the s', "the sender'\\''s"],
    ['costs $5', '"costs', 'costs', 'costs \\$5'],
    ['(Unused)', '\\(', '\\(', '\\(Unused\\)'],
    ['*', '', '', '\\*'],
  ])(
    'so that it means %j where %j was typed, of which it replaces %j',
    (meant, typed, replaced, written) => {
      expect(replacement(meant, typed, replaced)).toBe(written);
    },
  );
});
