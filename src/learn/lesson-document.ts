import type { Block, Lesson, Paragraph, Play, Section, Turn } from '../content/lesson.ts';
import { neverFolded } from '../evidence/never-folded.ts';
import { type Document, type DocumentBlock, wordsOf } from '../report/document/document.ts';
import { mermaidDiagram } from '../report/mermaid/diagram.ts';
import { pictureOf } from '../report/picture/picture.ts';
import { svgOfStep } from '../report/svg/report.ts';
import { provingSigns } from './answering-play.ts';
import { USUAL_PORT } from './open-servers.ts';
import { captionOf, playBlock } from './play-block.ts';
import { lessonOptions } from './question-view.ts';

/**
 * A lesson to be read: every run as pictures, the answers and solutions folded. `start` is the place of the first
 * section that is in it, from 0.
 *
 * @throws Interrupted when the signal fires.
 */
export async function lessonDocument(
  lesson: Lesson,
  start: number,
  signal: AbortSignal,
): Promise<Document> {
  const blocks: DocumentBlock[] = [];
  for (const [at, section] of lesson.sections.entries()) {
    if (at < start) continue;
    blocks.push({ kind: 'heading', level: 2, words: wordsOf(section.title) });
    for (const block of section.blocks)
      blocks.push(...(await told(block, section, lesson, signal)));
  }
  const { title, group } = lesson;
  return { title, blocks, footer: `Made by apilab. To predict first: apilab learn ${group}` };
}

async function told(
  block: Block,
  section: Section,
  { group }: Lesson,
  signal: AbortSignal,
): Promise<readonly DocumentBlock[]> {
  switch (block.kind) {
    case 'prose':
      return proseBlocks(block.paragraphs);
    case 'play':
      return [await pictureBlock(block, section, signal)];
    case 'turn':
      return turnBlocks(block);
    case 'predict': {
      const options = lessonOptions(block, `${group}/${section.id}`);
      const right = options.findIndex((option) => option.right);
      const wrong = options.flatMap(({ rebuttal = '' }, index) =>
        index === right ? [] : [wordsOf(`Not ${index + 1}: ${rebuttal}`)],
      );
      const key = wordsOf(`${right + 1}: ${options[right]?.text ?? ''}`, 'strong');
      return [
        { kind: 'text', words: wordsOf(block.question.trim(), 'strong') },
        { kind: 'list', isOrdered: true, items: options.map(({ text }) => wordsOf(text)) },
        folded('Hint', [{ kind: 'text', words: wordsOf(block.hint) }]),
        folded('Answer', [
          { kind: 'text', words: key },
          { kind: 'list', isOrdered: false, items: wrong },
        ]),
      ];
    }
  }
}

/** Paragraphs, with the items of a list together. */
function proseBlocks(paragraphs: readonly Paragraph[]): readonly DocumentBlock[] {
  const blocks: DocumentBlock[] = [];
  for (const paragraph of paragraphs) {
    const last = blocks.at(-1);
    if (paragraph.kind === 'code') blocks.push({ kind: 'code', lines: paragraph.lines });
    else if (paragraph.kind === 'text') blocks.push({ kind: 'text', words: paragraph.spans });
    else {
      const isOrdered = /\d/.test(paragraph.marker);
      const before = last?.kind === 'list' && last.isOrdered === isOrdered ? last.items : undefined;
      const items = [...(before ?? []), paragraph.spans];
      if (before !== undefined) blocks.pop();
      blocks.push({ kind: 'list', isOrdered, items });
    }
  }
  return blocks;
}

/** The steps as they are played now, each drawn: what proves an answer is never folded away. */
async function pictureBlock(
  block: Play,
  { blocks }: Section,
  signal: AbortSignal,
): Promise<DocumentBlock> {
  const look = { width: 80, colour: false, plain: true };
  const signs = provingSigns(blocks, block);
  const { scenario, events } = await playBlock(block, { look, signal, print: () => {} }, signs);
  const told = [scenario, ...events.filter(({ type }) => type !== 'end')];
  const picture = pictureOf(told, { keeps: neverFolded(signs) });
  return {
    kind: 'picture',
    caption: captionOf(block),
    svg: picture.steps.map((step) => svgOfStep(picture, step, { hasHead: false })),
    mermaid: mermaidDiagram(told, { keeps: neverFolded(signs) }),
  };
}

function turnBlocks({
  task,
  serve,
  commands,
  hint,
  solution,
  learned,
}: Turn): readonly DocumentBlock[] {
  const ready = (all: readonly string[]): DocumentBlock => ({
    kind: 'code',
    lines: all.flatMap((command) => withAddress(command).split('\n')),
  });
  return [
    { kind: 'text', words: wordsOf(`Task: ${task}`, 'strong') },
    ready([`apilab serve ${serve}`]),
    { kind: 'text', words: wordsOf('Then, in another terminal:') },
    ready(commands),
    folded('Hint', [{ kind: 'text', words: wordsOf(hint) }]),
    folded('One way to do it', [
      ready(solution),
      { kind: 'text', words: wordsOf(`What it shows: ${learned}`) },
    ]),
  ];
}

function withAddress(command: string): string {
  const authority = `127.0.0.1:${USUAL_PORT}`;
  return command.replaceAll('{url}', `http://${authority}`).replaceAll('{authority}', authority);
}

function folded(title: string, blocks: readonly DocumentBlock[]): DocumentBlock {
  return { kind: 'folded', title, blocks };
}
