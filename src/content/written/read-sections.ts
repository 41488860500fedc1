import { lexer, type Token, type Tokens } from 'marked';
import { parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Block, Paragraph, Section } from '../lesson.ts';
import type { Finding } from './finding.ts';
import type { Home } from './home.ts';
import { inlineSpans } from './inline-text.ts';
import { shaped } from './shape-problems.ts';
import { shapesOf } from './shapes.ts';

/** A part of a lesson as far as it can be read, with the line where each section begins. */
export interface SectionsRead {
  /** The lesson's title; only an intro has one. */
  readonly title?: string;
  readonly sections: readonly Section[];
  readonly lines: ReadonlyMap<Section, number>;
  readonly findings: readonly Finding[];
}

interface SectionInReading {
  readonly heading: string;
  readonly line: number;
  readonly blocks: Block[];
}

/** Reads the sections of an intro, a chapter or an outro. */
export function readSections(markdown: string, { file, scenario }: Home): SectionsRead {
  const findings: Finding[] = [];
  const read: SectionInReading[] = [];
  const shapes = shapesOf(scenario);
  let title: string | undefined;
  let line = 1;
  for (const token of lexer(markdown, { gfm: false })) {
    const heading = read.at(-1)?.heading;
    const about = heading === undefined ? undefined : titleAndId(heading).title;
    const say = (text: string) =>
      void findings.push({ file, line, ...(about !== undefined && { about }), text });
    if (token.type === 'heading' && token.depth === 1) {
      if (title !== undefined) say('A lesson has one title.');
      title = token.text;
    } else if (token.type === 'heading' && token.depth === 2) {
      read.push({ heading: token.text, line, blocks: [] });
    } else if (token.type !== 'space') {
      const blocks = read.at(-1)?.blocks;
      if (blocks === undefined) say('Whatever a lesson says stands in a section, below a ## line.');
      else addBlock(blocks, token, shapes, say);
    }
    line += token.raw.split('\n').length - 1;
  }
  const lines = new Map<Section, number>();
  const sections = read.map(({ heading, line: begins, blocks }): Section => {
    const section = { ...titleAndId(heading), blocks, ...(scenario !== undefined && { scenario }) };
    lines.set(section, begins);
    return section;
  });
  return { ...(title !== undefined && { title }), sections, lines, findings };
}

/** `Title {#id}` is a title with an id of its own. */
function titleAndId(heading: string): Pick<Section, 'id' | 'title'> {
  const [, title = heading, id = kebab(title)] =
    /^(.*?)(?:\s+\{#([a-z0-9-]+)\})?$/.exec(heading) ?? [];
  return { id, title };
}

type Shapes = ReturnType<typeof shapesOf>;
type Say = (text: string) => void;

function addBlock(blocks: Block[], token: Token, shapes: Shapes, say: Say): void {
  if (token.type === 'code') {
    const { lang, text } = token as Tokens.Code;
    if (lang === 'predict') {
      const read = yamlBlock(shapes.predict, text, lang, say);
      if (read !== undefined) blocks.push({ kind: lang, ...read });
      return;
    }
    if (lang === 'play') {
      const read = yamlBlock(shapes.play, text, lang, say);
      if (read !== undefined) blocks.push({ kind: lang, ...read });
      return;
    }
    if (lang === 'turn') {
      const read = yamlBlock(shapes.turn, text, lang, say);
      if (read !== undefined) blocks.push({ kind: lang, ...read });
      return;
    }
  }
  const paragraphs = paragraphsOf(token, say);
  const last = blocks.at(-1);
  if (last?.kind === 'prose') {
    blocks[blocks.length - 1] = { kind: 'prose', paragraphs: [...last.paragraphs, ...paragraphs] };
  } else if (paragraphs.length > 0) blocks.push({ kind: 'prose', paragraphs });
}

function paragraphsOf(token: Token, say: Say): readonly Paragraph[] {
  const refused: string[] = [];
  const paragraphs = readParagraphs(token, refused);
  for (const what of refused) say(`A lesson cannot hold ${what}.`);
  return paragraphs;
}

function readParagraphs(token: Token, refused: string[]): readonly Paragraph[] {
  switch (token.type) {
    case 'paragraph':
      return [{ kind: 'text', spans: inlineSpans(token.tokens, refused) }];
    case 'code':
      return [{ kind: 'code', lines: (token as Tokens.Code).text.split('\n') }];
    case 'list': {
      const { ordered, start, items } = token as Tokens.List;
      return items.map((item, index) => ({
        kind: 'item',
        marker: ordered ? `${Number(start) + index}.` : '-',
        spans: itemSpans(item, refused),
      }));
    }
    case 'heading':
      refused.push(`a heading of depth ${(token as Tokens.Heading).depth}`);
      return [];
    default:
      refused.push(token.type);
      return [];
  }
}

function itemSpans({ tokens }: Tokens.ListItem, refused: string[]) {
  const [text, ...others] = tokens.filter(({ type }) => type !== 'space');
  if (text === undefined) return [];
  if (others.length > 0 || (text.type !== 'text' && text.type !== 'paragraph')) {
    refused.push('a list item of more than one paragraph');
  }
  return inlineSpans('tokens' in text ? text.tokens : [text], refused);
}

function yamlBlock<Shape extends z.ZodType>(
  shape: Shape,
  text: string,
  name: string,
  say: Say,
): z.infer<Shape> | undefined {
  const document = parseDocument(text);
  for (const { message } of document.errors) say(`${name}: ${message.split('\n')[0]}`);
  if (document.errors.length > 0) return undefined;
  const read = shaped(shape, document.toJS());
  if ('value' in read) return read.value;
  for (const problem of read.problems) say(`${name}: ${problem}`);
  return undefined;
}

/** A title as an id: `When not to use it` becomes `when-not-to-use-it`. */
export function kebab(title: string): string {
  return title
    .toLowerCase()
    .replace(/['’`]/g, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
