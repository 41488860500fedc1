import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findingLine } from '../../src/content/written/finding.ts';
import { kebab, readSections } from '../../src/content/written/read-sections.ts';

const file = 'scenarios/sse/replay/chapter.md';
const fixture = readFileSync(new URL('./fixtures/chapter.md', import.meta.url), 'utf8');

const beside = { scenario: 'sse-replay' };
const read = (markdown: string, home: { readonly scenario?: string } = beside) =>
  readSections(markdown, { file, group: 'sse', ...home });
const lines = (markdown: string) => read(markdown).findings.map(findingLine);
const blocksOf = (body: string) => read(`## The problem\n\n${body}\n`).sections[0]?.blocks ?? [];
const linesOf = (body: string) => lines(`## The problem\n\n${body}\n`);

describe('a part of a lesson is read', () => {
  const { sections, findings, title, lines: placed } = read(fixture);

  it('into sections of its scenario, with ids from their titles or of their own', () => {
    expect(findings).toEqual([]);
    expect(title).toBeUndefined();
    expect(sections.map(({ id, title: name, scenario }) => [id, name, scenario])).toEqual([
      ['without-an-id-a-gap', 'Without an id, a gap', 'sse-replay'],
      ['with-a-log', 'With a log, no gap', 'sse-replay'],
    ]);
  });

  it('with the line of each section', () => {
    expect([...placed.values()]).toEqual([1, 29]);
  });

  it('into blocks in their order', () => {
    const kinds = sections.map(({ blocks }) => blocks.map(({ kind }) => kind));
    expect(kinds[0]).toEqual(['prose', 'predict', 'play', 'prose']);
  });

  it('with citations written out, though a line ends within', () => {
    expect(sections[1]?.blocks[0]).toMatchObject({
      paragraphs: [
        {
          spans: [
            {
              text: 'Now the feed keeps a log, as the standard leaves it to do HTML Standard §9.2.4.',
            },
          ],
        },
      ],
    });
  });

  it('with the scenario beside which it lies as what is played and served', () => {
    const blocks = sections.flatMap((section) => section.blocks);
    expect(blocks.find(({ kind }) => kind === 'play')).toMatchObject({ run: 'sse-replay' });
    expect(blocks.find(({ kind }) => kind === 'turn')).toMatchObject({ serve: 'sse-replay' });
    expect(blocks.find(({ kind }) => kind === 'predict')).toMatchObject({
      evidence: [{ run: 'sse-replay', step: 'catch-up', check: { 'once-in-order': 'breaks' } }],
    });
  });

  it('with a title, if it is an intro', () => {
    const intro = read('# A title for it\n\n## The problem\n\nIt *is* **one**.\n', {});
    expect(intro.title).toBe('A title for it');
    expect(intro.sections[0]).toEqual({
      id: 'the-problem',
      title: 'The problem',
      blocks: [
        {
          kind: 'prose',
          paragraphs: [
            {
              kind: 'text',
              spans: [
                { text: 'It ' },
                { text: 'is', style: 'emphasis' },
                { text: ' ' },
                { text: 'one', style: 'strong' },
                { text: '.' },
              ],
            },
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
    expect(play('receive..catch-up')).toMatchObject({
      steps: { from: 'receive', to: 'catch-up' },
    });
    expect(play('cut')).toMatchObject({ steps: { from: 'cut', to: 'cut' } });
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
    expect(linesOf(body)[0]).toContain(`${at(3)} A lesson cannot hold ${what}`);
  });

  it('a block that does not have its shape', () => {
    expect(linesOf('Prose.\n\n```play\nsteps: 1-3\n```')).toEqual([
      `${at(5)} play: variant is missing.`,
    ]);
    expect(linesOf('Prose.\n\n```play\nvariant: resume\nsteps: 1..3..5\n```')).toEqual([
      `${at(5)} play: steps must be a step, or a span such as receive..catch-up.`,
    ]);
  });

  it('a block that is not YAML', () => {
    expect(linesOf('```turn\ntask: "open\n```')[0]).toMatch(/The problem: turn: /);
  });

  it('text outside of sections', () => {
    expect(lines('Prose.\n\n## One\n\nMore.\n')).toEqual([
      `${file}:1: Whatever a lesson says stands in a section, below a ## line.`,
    ]);
  });

  it('a run that is not named where there is no scenario beside it', () => {
    const play = '## A\n\n```play\nvariant: resume\nsteps: cut\n```\n';
    expect(read(play, {}).findings.map(({ text }) => text)).toEqual(['play: run is missing.']);
  });
});

it('an id is the title in kebab case', () => {
  expect(kebab('When not to use it')).toBe('when-not-to-use-it');
  expect(kebab("The client's `Last-Event-ID`: 3, or none?")).toBe(
    'the-clients-last-event-id-3-or-none',
  );
});
