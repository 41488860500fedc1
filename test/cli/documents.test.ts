import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readLesson } from '../../src/content/lessons.ts';
import { apilab } from './apilab.ts';

const folder = mkdtempSync(join(tmpdir(), 'apilab-test-'));
afterAll(() => rmSync(folder, { recursive: true }));
const text = (file: string) => readFileSync(file, 'utf8');

describe('apilab learn -o', () => {
  it('writes a lesson as a page and as Markdown, with its runs as pictures and its answers folded', async () => {
    const [page, markdown] = [join(folder, 'sse.html'), join(folder, 'sse.md')];
    const { code, stdout, stderr } = await apilab(['learn', 'sse', '-o', page, '-o', markdown]);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(text(page)).toMatch(/^<!doctype html>[\s\S]*<svg [\s\S]*<\/html>\n$/);
    expect(text(page)).toContain('<details><summary>Answer</summary>');
    expect(text(page)).not.toContain('<script');
    expect(text(markdown)).toMatch(/^# .*\n\n## /);
    expect(text(markdown)).toContain('```mermaid\nsequenceDiagram');
    expect(text(markdown)).toContain('<details><summary>One way to do it</summary>');
  });

  it('begins with a section', async () => {
    const file = join(folder, 'from.md');
    await apilab(['learn', 'sse', '--from', '6', '-o', file]);
    const { sections } = await readLesson('sse');
    expect(text(file).match(/^## /gm)).toHaveLength(sections.length - 5);
  });

  it.each([
    [['learn', '-o', 'a.md'], /^apilab: -o goes with a lesson: apilab learn <group> -o a\.md\n$/],
    [['learn', 'sse', '-o', 'a.pdf'], /^apilab: a\.pdf cannot be written: .*\.html nor \.md\n$/],
    [['quiz', 'sse', '-o', 'a.txt'], /^apilab: a\.txt cannot be written: .*\.html nor \.md\n$/],
    [
      ['quiz', 'sse', '--json', '-o', 'a.md'],
      /^apilab: --output and --json do not go together.*\n$/,
    ],
  ])('%j is refused in one line', async (args, why) => {
    const { code, stderr } = await apilab(args, { cwd: folder });
    expect(code).toBe(2);
    expect(stderr).toMatch(why);
    expect(existsSync(join(folder, args.at(-1) ?? ''))).toBe(false);
  });
});

describe('apilab quiz -o', () => {
  it('writes a sheet, the answers behind the questions if they are wanted', async () => {
    const [sheet, answers] = [join(folder, 'sheet.md'), join(folder, 'answers.md')];
    const quiz = ['quiz', 'hook', '--count', '3'];
    const { code, stdout } = await apilab([...quiz, '-o', sheet]);
    await apilab([...quiz, '--answers', '-o', answers, '-o', join(folder, 'answers.html')]);
    expect({ code, stdout }).toEqual({ code: 0, stdout: '' });
    expect(text(sheet)).toMatch(/^# 3 questions on hook\n/);
    expect(text(sheet)).not.toContain('## Answers');
    expect(text(answers).startsWith(text(sheet).split('\n---\n')[0] ?? '')).toBe(true);
    expect(text(answers)).toContain('\n## Answers\n\n### 1. ');
    expect(text(join(folder, 'answers.html'))).toContain('>Answers</h2>');
  });
});
