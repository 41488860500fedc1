import { annotateField, annotateMethod, annotateStatus } from '../../knowledge/index.ts';
import type { ScenarioEvent, TranscriptEvent } from '../../lab/record/transcript.ts';
import { formatDuration, formatLabTime } from '../../text/quantities.ts';
import type { Row } from '../../text/spans.ts';
import { shownAnyway } from '../story/as-bytes.ts';
import type { Fold } from '../story/fold.ts';
import { selection } from '../story/selection.ts';
import { arrowOf, partiesOf } from '../story/sequence.ts';
import { rowText, type Wording, wording } from '../story/wording.ts';
import type { Embedding } from './embed.ts';
import { chartMarkup, checkMarkup, figureMarkup, tableMarkup } from './figures.ts';
import { element, type Markup, rowMarkup } from './markup.ts';
import {
  betweenLanes,
  type Lanes,
  laneHeads,
  lanesFor,
  rails,
  spokenLane,
} from './sequence-row.ts';

/** How long a line of a label may be, in characters. */
const labelCells = 62;
const knowledge = { annotateField, annotateMethod, annotateStatus };

/** What the rows of a story need besides their events. */
interface Telling {
  readonly lanes: Lanes;
  readonly words: Wording;
  readonly embedding: Embedding;
  /** What the ids of this scenario's elements begin with. */
  readonly prefix: string;
}

/** The steps of a scenario as a sequence diagram that can be opened. */
export function storyMarkup(
  events: readonly TranscriptEvent[],
  embedding: Embedding,
  prefix: string,
): Markup {
  const scenario = events.find((event) => event.type === 'scenario');
  const telling: Telling = {
    lanes: lanesFor(partiesOf(events)),
    words: wording(scenario, labelCells, knowledge),
    embedding,
    prefix,
  };
  const steps = stepsOf(events, telling, scenario);
  return element('div', { class: 'story' }, laneHeads(telling.lanes), ...steps);
}

/** A step, or what comes before the first one, while its rows are gathered. */
interface OpenStep {
  readonly heading: Markup | undefined;
  readonly rows: Markup[];
}

function stepsOf(
  events: readonly TranscriptEvent[],
  telling: Telling,
  scenario: ScenarioEvent | undefined,
): readonly Markup[] {
  const chosen = selection('brief');
  // What is folded away is worded as if nothing was said before, and says nothing to what follows.
  const aside = { ...telling, words: wording(scenario, labelCells, knowledge) };
  const steps: OpenStep[] = [];
  let step: OpenStep = { heading: undefined, rows: [] };
  steps.push(step);
  for (const piece of [...events.flatMap((event) => chosen.take(event)), ...chosen.release()]) {
    if (piece.what === 'wait') {
      step.rows.push(element('p', { class: 'wait' }, element('span', {}, piece.text)));
      continue;
    }
    if (piece.what === 'fold') {
      step.rows.push(foldMarkup(piece, aside));
      continue;
    }
    const { event, answer, rest } = piece;
    if (event.type === 'step') {
      step = { heading: headingOf(event.step, event.title), rows: [] };
      steps.push(step);
    } else
      step.rows.push(...rowsOf(event, telling, rest), ...(answer ? rowsOf(answer, telling) : []));
  }
  return steps
    .filter(({ heading, rows }) => heading !== undefined || rows.length > 0)
    .map(({ heading, rows }) =>
      element(
        'section',
        { class: 'step' },
        ...(heading === undefined ? [] : [heading]),
        element('div', { class: 'events' }, rails(telling.lanes), ...rows),
      ),
    );
}

function headingOf(step: number, title: string): Markup {
  return element('h2', {}, element('span', { class: 'number' }, String(step)), title);
}

/** What is folded, to be opened in its place. */
function foldMarkup({ text, hidden }: Fold, aside: Telling): Markup {
  const rows = hidden.flatMap((event) => happening(event, aside));
  return element('details', {}, element('summary', {}, text), ...rows);
}

function rowsOf(event: TranscriptEvent, telling: Telling, isRest = false): readonly Markup[] {
  switch (event.type) {
    case 'note':
      return event.text
        .split(/\r\n|\r|\n/)
        .filter((line) => line.trim() !== '')
        .map((line) => element('p', { class: 'note' }, line));
    case 'check':
      return [checkMarkup(event, `${telling.prefix}-${event.id}`)];
    case 'figure':
      return [figureMarkup(event)];
    case 'chart':
      return [chartMarkup(event)];
    case 'table':
      return [tableMarkup(event)];
    case 'failure':
      return [
        element(
          'p',
          { class: 'failure' },
          element('b', {}, `✗ failed: ${event.code}`),
          ` ${event.text}`,
        ),
      ];
    case 'capture-full':
      return telling.words
        .rows(event)
        .map((row) => element('p', { class: 'note' }, rowMarkup(row)));
    default:
      return happening(event, telling, isRest);
  }
}

/** Something between two parties. What holds more than its row says is a button that opens it. */
function happening(
  event: TranscriptEvent,
  { lanes, words, embedding }: Telling,
  isRest = false,
): readonly Markup[] {
  const arrow = arrowOf(event);
  if (arrow === undefined) return [];
  const rows = words.rows(event, isRest);
  const at = `+${formatDuration(event.at)}`;
  const inside = [
    element('span', { class: 'time', 'aria-hidden': 'true' }, formatLabTime(event.at)),
    betweenLanes(lanes, arrow, rows),
  ];
  const moment = shownAnyway(event, (each) => embedding.add(each, titleOf(each, rows)), undefined);
  if (moment === undefined) {
    return [element('div', { class: `moment ${arrow.sort}` }, ...inside)];
  }
  const button = element(
    'button',
    {
      type: 'button',
      class: 'open',
      'data-moment': moment,
      'aria-expanded': 'false',
      'aria-label': spokenLane(arrow, at, rows),
    },
    ...inside,
  );
  return [element('div', { class: `moment ${arrow.sort}`, id: `m${moment + 1}` }, button)];
}

function titleOf(event: TranscriptEvent, rows: readonly Row[]): string {
  if (event.type === 'message') return event.message.summary;
  if (event.type === 'fault') return `the tap ${event.sentence}`;
  return rows[0] === undefined ? event.type : rowText(rows[0]).trim();
}
