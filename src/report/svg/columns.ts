import { type Lanes, lanesFor } from '../picture/lanes.ts';
import type { Picture, PictureStep } from '../picture/picture.ts';
import type { Block, Room } from './block.ts';
import { faces, LEAST_LANES, TIME } from './sizes.ts';
import { type StepBlocks, stepBlocks } from './step-blocks.ts';

/** A part of a picture with lanes of its own. */
export interface Column {
  readonly room: Room;
  readonly blocks: readonly Block[];
  /** In pixels, without the names above the lanes. */
  readonly height: number;
}

/** Steps below each other, with the lanes that they use. */
interface Layout {
  readonly room: Room;
  readonly steps: readonly StepBlocks[];
  readonly height: number;
}

/**
 * The steps of a picture below each other, in as many columns as it takes with none higher than `highest`
 * pixels, and all about as high. A step is broken only if no column holds it as a whole.
 */
export function columnsOf(picture: Picture, highest: number): readonly Column[] {
  const pack = (height: number) => packed(picture, height);
  const columns = pack(highest);
  if (columns.length < 2) return columns;
  const whole = picture.steps
    .map((step) => layoutOf([step], picture.lanes).height)
    .filter((height) => height <= highest);
  let [low, high] = [Math.max(0, ...whole) - 1, highest];
  let best = columns;
  while (high - low > 8) {
    const middle = (low + high) / 2;
    const tried = pack(middle);
    if (tried.length > columns.length) low = middle;
    else [high, best] = [middle, tried];
  }
  return best;
}

/** The lanes that steps use, in the order of the whole picture. */
export function lanesOfSteps(steps: readonly PictureStep[], lanes: Lanes): Lanes {
  const arrows = steps.flatMap(({ items }) => items.filter((item) => item.what === 'arrow'));
  const used = new Set(arrows.flatMap(({ arrow }) => [arrow.from, arrow.to]));
  return lanesFor(
    lanes.names.filter((name) => used.has(name)),
    arrows,
  );
}

function layoutOf(steps: readonly PictureStep[], all: Lanes): Layout {
  const lanes = lanesOfSteps(steps, all);
  const width = Math.ceil(Math.max(LEAST_LANES, lanes.cells * faces.mono.cell));
  const room: Room = { lanes, left: TIME, width };
  const blocks = steps.map((step) => stepBlocks(step, room));
  return { room, steps: blocks, height: heightOf(blocks.flatMap(blocksOf)) };
}

function packed({ steps, lanes }: Picture, highest: number): readonly Column[] {
  const columns: Column[] = [];
  let open: PictureStep[] = [];
  const close = () => {
    if (open.length > 0) columns.push(columnOf(layoutOf(open, lanes)));
    open = [];
  };
  for (const step of steps) {
    if (layoutOf([...open, step], lanes).height <= highest) {
      open.push(step);
      continue;
    }
    close();
    const alone = layoutOf([step], lanes);
    if (alone.height <= highest) open = [step];
    else columns.push(...broken(alone, highest));
  }
  close();
  return columns;
}

function columnOf({ room, steps, height }: Layout): Column {
  return { room, blocks: steps.flatMap(blocksOf), height };
}

/** A step over several columns; each of them has its title. */
function broken({ room, steps }: Layout, highest: number): readonly Column[] {
  const columns: Block[][] = [];
  for (const { heading, again, blocks } of steps) {
    let current = heading === undefined ? [] : [heading];
    columns.push(current);
    for (const block of blocks) {
      const isFull = heightOf(current) + block.height > highest && current.length > 1;
      if (isFull) {
        current = again === undefined ? [] : [again];
        columns.push(current);
      }
      current.push(block);
    }
  }
  return columns.map((blocks) => ({ room, blocks, height: heightOf(blocks) }));
}

function blocksOf({ heading, blocks }: StepBlocks): readonly Block[] {
  return heading === undefined ? blocks : [heading, ...blocks];
}

function heightOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { height }) => sum + height, 0);
}
