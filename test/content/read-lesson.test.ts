import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findingLine } from '../../src/content/written/finding.ts';
import { kebab, readLesson } from '../../src/content/written/read-lesson.ts';

const file = 'scenarios/sse/lesson.md';
const fixture = readFileSync(new URL('./fixtures/lesson.md', import.meta.url), 'utf8');

const read = (markdown: string) => readLesson(markdown, { file, group: 'sse' });
const lines = (markdown: string) => read(markdown).findings.map(findingLine);
const blocksOf = (body: string) => {
  const { lesson } = read(`# A title for it\n\n## The problem\n\n${body}\n`);
  return lesson.sections[0]?.blocks ?? [];
};
const linesOf = (body: string) => lines(`# A title for it\n\n## The problem\n\n${body}\n`);

describe('lesson.md is read', () => {
  const { lesson, findings, lines: placed } = read(fixture);

  it('into its title and sections, with ids from their titles', () => {
    expect(findings).toEqual([]);
    expect(lesson.group).toBe('sse');
    expect(lesson.title).toBe('Server-Sent Events: losing the connection, not the data');
    expect(lesson.sections.map(({ id }) => id)).toEqual([
      'the-problem',
      'without-an-id-a-gap',
      'with-a-log-no-gap',
      'your-turn-ask-for-what-you-missed',
      'trade-offs',
      'when-not-to-use-it',
      'what-interviewers-ask',
    ]);
  });

  it('with the line of each section', () => {
    expect([...placed.values()].slice(0, 3)).toEqual([3, 8, 37]);
  });

  it('into blocks in their order', () => {
    expect(lesson.sections[1]?.blocks.map(({ kind }) => kind)).toEqual([
      'prose',
      'predict',
      'play',
      'prose',
    ]);
  });

  it('with spans of prose by their style, wrapped lines joined', () => {
    expect(lesson.sections[0]?.blocks[0]).toEqual({
      kind: 'prose',
      paragraphs: [
        {
          kind: 'text',
          spans: [
            { text: 'Prices arrive one by one over a connection that ' },
            { text: 'will', style: 'emphasis' },
            { text: ' break. A reader must not miss ' },
            { text: 'one', style: 'strong' },
            { text: ' of them, and must not see one twice.' },
          ],
        },
      ],
    });
  });
});

describe('a block is read', () => {
  it('play, with a span of steps or a single one', () => {
    const play = (steps: string) =>
      blocksOf(`\`\`\`play\nrun: sse-replay\nvariant: resume\nsteps: ${steps}\n\`\`\``)[0];
    expect(play('1-3')).toMatchObject({ kind: 'play', steps: { from: 1, to: 3 } });
    expect(play('2')).toMatchObject({ kind: 'play', steps: { from: 2, to: 2 } });
  });

  it('list items, with their markers', () => {
    const markers = (body: string) =>
      blocksOf(body).flatMap((block) =>
        block.kind === 'prose'
          ? block.paragraphs.map((each) => (each.kind === 'item' ? each.marker : each.kind))
          : [],
      );
    expect(markers('- one\n- two')).toEqual(['-', '-']);
    expect(markers('1. one\n2. two')).toEqual(['1.', '2.']);
    expect(markers('1. one\n\n2. two')).toEqual(['1.', '2.']);
  });

  it('code, line by line', () => {
    expect(blocksOf('```http\nGET / HTTP/1.1\n\n  a <b> & `c`\n```')).toEqual([
      {
        kind: 'prose',
        paragraphs: [{ kind: 'code', lines: ['GET / HTTP/1.1', '', '  a <b> & `c`'] }],
      },
    ]);
  });

  it('text, with what Markdown escapes and code as they are', () => {
    expect(blocksOf('A \\*star\\* & `a <b> & c`')).toEqual([
      {
        kind: 'prose',
        paragraphs: [
          { kind: 'text', spans: [{ text: 'A *star* & ' }, { text: 'a <b> & c', style: 'code' }] },
        ],
      },
    ]);
  });
});

describe('what a lesson cannot hold is told with file, line and section', () => {
  const at = (line: number) => `${file}:${line} The problem:`;

  it.each([
    ['a [link](http://x)', 'link in a text'],
    ['**strong *and* more**', 'emphasis within emphasis'],
    ['> quoted', 'blockquote'],
    ['### deeper', 'a heading of depth 3'],
    ['- one\n  - nested', 'a list item of more than one paragraph'],
    ['<b>bold</b>', 'html'],
  ])('%s', (body, what) => {
    expect(linesOf(body)[0]).toContain(`${at(5)} A lesson cannot hold ${what}`);
  });

  it('a block that does not have its shape', () => {
    expect(linesOf('Prose.\n\n```play\nrun: sse-replay\nsteps: 3-1\n```')).toEqual([
      `${at(7)} play: variant is missing.`,
      `${at(7)} play: steps must run from the lower step to the higher.`,
    ]);
  });

  it('a block that is not YAML', () => {
    expect(linesOf('```turn\ntask: "open\n```')[0]).toMatch(/The problem: turn: /);
  });

  it('text outside of sections, and no title', () => {
    expect(lines('Prose.\n\n## One\n\nMore.\n')).toEqual([
      `${file}:1: Whatever a lesson says stands in a section, below a ## line.`,
      `${file}:1: The title is missing: a # line.`,
    ]);
  });
});

it('an id is the title in kebab case', () => {
  expect(kebab('When not to use it')).toBe('when-not-to-use-it');
  expect(kebab("The client's `Last-Event-ID`: 3, or none?")).toBe(
    'the-clients-last-event-id-3-or-none',
  );
});
