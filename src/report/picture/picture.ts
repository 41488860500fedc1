import { annotateField, annotateMethod, annotateStatus } from '../../knowledge/index.ts';
import type {
  CaptureFullEvent,
  ChartEvent,
  CheckEvent,
  EndEvent,
  FailureEvent,
  FigureEvent,
  NoteEvent,
  ScenarioEvent,
  StepEvent,
  TableEvent,
  TranscriptEvent,
} from '../../lab/record/transcript.ts';
import { type Row, span } from '../../text/spans.ts';
import { selection, type Told } from '../story/selection.ts';
import { type Arrow, arrowOf, partiesOf } from '../story/sequence.ts';
import type { TerminalOptions } from '../story/view-options.ts';
import { type Wording, wording } from '../story/wording.ts';
import { type Lanes, labelCells, lanesFor } from './lanes.ts';

/** A scenario as a sequence diagram, before it is drawn: the same for the page and for a file. */
export interface Picture {
  readonly scenario: ScenarioEvent | undefined;
  /** Absent if the run broke off. */
  readonly end: EndEvent | undefined;
  readonly checks: readonly CheckEvent[];
  readonly lanes: Lanes;
  readonly steps: readonly PictureStep[];
}

/** A step with what is drawn below its title. */
export interface PictureStep {
  /** Absent for what comes before the first step. */
  readonly step: StepEvent | undefined;
  readonly items: readonly PictureItem[];
}

/** Something between two lanes, with its words. */
export interface ArrowItem {
  readonly what: 'arrow';
  readonly event: TranscriptEvent;
  readonly arrow: Arrow;
  readonly rows: readonly Row[];
}

/** One thing that is drawn, from the top to the bottom. */
export type PictureItem =
  | ArrowItem
  | { readonly what: 'wait'; readonly text: string }
  | {
      readonly what: 'fold';
      readonly text: string;
      /** What it stands for, worded as if nothing was said before. */
      hidden(): readonly ArrowItem[];
    }
  | { readonly what: 'note'; readonly rows: readonly Row[] }
  | {
      readonly what: 'summed-up';
      readonly event: CheckEvent | FigureEvent | ChartEvent | TableEvent | FailureEvent;
    };

const knowledge = { annotateField, annotateMethod, annotateStatus };

/** The pictures of a run, one a scenario. */
export function picturesOf(events: readonly TranscriptEvent[]): readonly Picture[] {
  const parts: TranscriptEvent[][] = [];
  for (const event of events) {
    const part = parts.at(-1);
    if (part === undefined || event.type === 'scenario') parts.push([event]);
    else part.push(event);
  }
  return parts.map((part) => pictureOf(part));
}

/** The picture of one scenario's events. */
export function pictureOf(
  events: readonly TranscriptEvent[],
  { keeps }: Pick<TerminalOptions, 'keeps'> = {},
): Picture {
  const scenario = events.find((event) => event.type === 'scenario');
  const names = partiesOf(events);
  const cells = labelCells(names.length);
  const words = wording(scenario, cells, knowledge);
  // What is folded away says nothing to what follows.
  const aside = wording(scenario, cells, knowledge);
  const chosen = selection('brief', keeps && { keeps });
  const steps: { step: StepEvent | undefined; items: PictureItem[] }[] = [];
  for (const piece of [...events.flatMap((event) => chosen.take(event)), ...chosen.release()]) {
    if (piece.what === 'event' && piece.event.type === 'step') {
      steps.push({ step: piece.event, items: [] });
      continue;
    }
    const items = itemsOf(piece, words, aside);
    if (items.length === 0) continue;
    if (steps.length === 0) steps.push({ step: undefined, items: [] });
    steps.at(-1)?.items.push(...items);
  }
  const arrows = steps.flatMap(({ items }) => items.filter((item) => item.what === 'arrow'));
  return {
    scenario,
    end: events.find((event) => event.type === 'end'),
    checks: events.filter((event) => event.type === 'check'),
    lanes: lanesFor(names, arrows),
    steps,
  };
}

function itemsOf(piece: Told, words: Wording, aside: Wording): readonly PictureItem[] {
  if (piece.what === 'wait') return [{ what: 'wait', text: piece.text }];
  if (piece.what === 'fold') {
    const { text, hidden } = piece;
    const items = () => hidden.flatMap((event) => arrowItem(event, aside));
    return [{ what: 'fold', text, hidden: items }];
  }
  const { event, answer, rest } = piece;
  return [
    ...itemsOfEvent(event, words, rest),
    ...(answer === undefined ? [] : itemsOfEvent(answer, words)),
  ];
}

function itemsOfEvent(
  event: TranscriptEvent,
  words: Wording,
  isRest = false,
): readonly PictureItem[] {
  switch (event.type) {
    case 'note':
    case 'capture-full':
      return [{ what: 'note', rows: noteRows(event, words) }];
    case 'check':
    case 'figure':
    case 'chart':
    case 'table':
    case 'failure':
      return [{ what: 'summed-up', event }];
    default:
      return arrowItem(event, words, isRest);
  }
}

/** A line each; they are wrapped when it is known how much room there is. */
function noteRows(event: NoteEvent | CaptureFullEvent, words: Wording): readonly Row[] {
  if (event.type === 'capture-full') return words.rows(event);
  const lines = event.text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  return lines.map((line) => [span(line)]);
}

function arrowItem(event: TranscriptEvent, words: Wording, isRest = false): readonly ArrowItem[] {
  const arrow = arrowOf(event);
  if (arrow === undefined) return [];
  return [{ what: 'arrow', event, arrow, rows: words.rows(event, isRest) }];
}
