import type { TranscriptEvent } from '../../lab/record/transcript.ts';
import type { Exporter } from '../exporter.ts';
import { type Picture, type PictureStep, picturesOf } from '../picture/picture.ts';
import { lanesOfSteps } from './columns.ts';
import { drawn } from './drawing.ts';
import { pictureStyle } from './style.ts';
import { escapeXml, tag } from './xml.ts';

/** A run as a picture for a slide: each scenario a sequence diagram, one below the other. */
export function svgReport(): Exporter<string> {
  const events: TranscriptEvent[] = [];
  return {
    take(event) {
      events.push(event);
      return '';
    },
    end: () => svgOf(picturesOf(events)),
  };
}

interface DrawingOptions {
  /** False to leave out which scenario it is and what it claims: it stands beside the picture. */
  readonly hasHead?: boolean;
}

/** A picture of one step alone, with the lanes that it uses. */
export function svgOfStep(
  picture: Picture,
  step: PictureStep,
  options: DrawingOptions = {},
): string {
  return svgOf(
    [{ ...picture, lanes: lanesOfSteps([step], picture.lanes), steps: [step] }],
    options,
  );
}

/** Pictures below each other in one file. */
export function svgOf(pictures: readonly Picture[], options: DrawingOptions = {}): string {
  const drawings = pictures.map((picture) => drawn(picture, options));
  const width = Math.max(1, ...drawings.map((drawing) => drawing.width));
  let height = 0;
  const parts = drawings.map((drawing) => {
    const part = tag('g', { transform: `translate(0 ${height})` }, drawing.content);
    height += drawing.height;
    return part;
  });
  const first = pictures[0]?.scenario;
  return `${tag(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      width,
      height: Math.max(1, height),
      viewBox: `0 0 ${width} ${Math.max(1, height)}`,
      role: 'img',
      'xml:space': 'preserve',
    },
    '\n',
    tag(
      'title',
      {},
      escapeXml(first === undefined ? 'apilab' : `${first.id}, ${first.variant.name}`),
    ),
    tag('desc', {}, escapeXml(first?.claim ?? '')),
    tag('style', {}, pictureStyle.replaceAll('>', '&gt;')),
    tag('rect', { class: 'paper', width, height: Math.max(1, height) }),
    '\n',
    ...parts,
    '\n',
  )}\n`;
}
