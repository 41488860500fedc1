import { type Row, span, wrap } from '../../text/spans.ts';
import type { PictureItem, PictureStep } from '../picture/picture.ts';
import { arrowBlock } from './arrow-block.ts';
import type { Block, Room } from './block.ts';
import { chartBlocks } from './chart.ts';
import { faces, TIME } from './sizes.ts';
import {
  cellsInFrame,
  checkBlocks,
  failureBlocks,
  figureBlocks,
  framed,
  tableBlocks,
} from './summed-up.ts';
import { cellsIn, textLine, widthOf } from './text.ts';
import { tag } from './xml.ts';

/** A step as the pieces that it can be broken into. */
export interface StepBlocks {
  /** The title; absent for what comes before the first step. */
  readonly heading: Block | undefined;
  /** The title where the step goes on in another column. */
  readonly again: Block | undefined;
  readonly blocks: readonly Block[];
}

/** The blocks of a step. */
export function stepBlocks({ step, items }: PictureStep, room: Room): StepBlocks {
  let lastAt: number | undefined;
  const blocks = items.flatMap((item): readonly Block[] => {
    if (item.what !== 'arrow') return itemBlocks(item, room);
    const isNewTime = item.event.at !== lastAt;
    lastAt = item.event.at;
    return [arrowBlock(item, room, isNewTime)];
  });
  if (step === undefined) return { heading: undefined, again: undefined, blocks };
  const number = [span(String(step.step))];
  return {
    heading: headingBlock(number, [span(step.title)], room),
    again: headingBlock(number, [span(`${step.title}, continued`)], room),
    blocks,
  };
}

function itemBlocks(item: Exclude<PictureItem, { what: 'arrow' }>, room: Room): readonly Block[] {
  switch (item.what) {
    case 'wait':
    case 'fold':
      return [asideBlock(item.text, room)];
    case 'note': {
      const rows = item.rows.flatMap((row) => wrap(row, cellsInFrame(room)));
      return framed(rows, room, { frame: 'note' });
    }
    case 'summed-up':
      switch (item.event.type) {
        case 'check':
          return checkBlocks(item.event, room);
        case 'figure':
          return figureBlocks(item.event, room);
        case 'chart':
          return chartBlocks(item.event, room);
        case 'table':
          return tableBlocks(item.event, room);
        case 'failure':
          return failureBlocks(item.event, room);
      }
  }
}

function headingBlock(number: Row, title: Row, { left, width }: Room): Block {
  const face = faces.heading;
  const rows = wrap(title, cellsIn(width, face)).slice(0, 4);
  return {
    height: 14 + rows.length * face.line + 4,
    draw: (y) =>
      [
        textLine(number, faces.mono, { x: TIME - 12, y: y + 16, anchor: 'end', plain: 'faint' }),
        ...rows.flatMap((row, index) => {
          const top = y + 14 + index * face.line;
          const covered = Math.min(width, widthOf(row, face));
          return [
            tag('rect', { class: 'paper', x: left, y: top, width: covered, height: face.line }),
            textLine(row, face, { x: left, y: top }),
          ];
        }),
      ].join(''),
  };
}

/** What is between messages, over all lanes: a wait, or what is not drawn. */
function asideBlock(text: string, { left, width }: Room): Block {
  const face = faces.small;
  const rows = wrap([span(text)], cellsIn(width - 40, face));
  const inner = rows.length * face.line + 4;
  return {
    height: inner + 10,
    draw: (y) => {
      const wide = Math.min(width, Math.max(...rows.map((row) => widthOf(row, face))) + 24);
      const frame = { class: 'aside', x: left + (width - wide) / 2, y: y + 5, width: wide };
      return [
        tag('rect', { ...frame, height: inner, rx: 11 }),
        ...rows.map((row, index) =>
          textLine(row, face, {
            x: left + width / 2,
            y: y + 7 + index * face.line,
            anchor: 'middle',
            plain: 'soft',
          }),
        ),
      ].join('');
    },
  };
}
