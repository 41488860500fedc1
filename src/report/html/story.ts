import { annotateField, annotateMethod, annotateStatus } from '../../knowledge/index.ts';
import type { MessageEvent, ScenarioEvent, TranscriptEvent } from '../../lab/record/transcript.ts';
import { formatCount, formatDuration, formatLabTime } from '../../text/quantities.ts';
import type { Row } from '../../text/spans.ts';
import type { LeftOut } from '../story/fold.ts';
import { selection } from '../story/selection.ts';
import { arrowOf, partiesOf } from '../story/sequence.ts';
import { isFieldCount, rowText, type Wording, wording } from '../story/wording.ts';
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
  /** Rows of what the brief view leaves out, which a fold opens. */
  hidden: Markup[];
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
  let step: OpenStep = { heading: undefined, rows: [], hidden: [] };
  steps.push(step);
  for (const event of events) {
    const choice = chosen.take(event);
    // Where connections open and end in order is nothing to open a fold for.
    for (const each of choice.hidden) {
      if (each.type === 'message' || each.type === 'query' || each.type === 'fault')
        step.hidden.push(...happening(each, aside));
    }
    tellLeftOut(step, choice.before);
    for (const each of choice.shown) {
      if (arrowOf(each) === undefined) closeFold(step, undefined);
      if (each.type === 'step') {
        step = { heading: headingOf(each.step, each.title), rows: [], hidden: [] };
        steps.push(step);
      } else step.rows.push(...rowsOf(each, telling, choice.again));
    }
  }
  closeFold(step, undefined);
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

/** Puts what was left out into a fold where that is told, and the wait behind it. */
function tellLeftOut(step: OpenStep, before: readonly LeftOut[]): void {
  const told = before.filter(({ what }) => what !== 'wait').map(({ text }) => text);
  if (told.length > 0) closeFold(step, told.join(' '));
  for (const { what, text } of before) {
    if (what === 'wait') step.rows.push(element('p', { class: 'wait' }, element('span', {}, text)));
  }
}

/** Puts what was left out so far, if anything, into a fold that opens. */
function closeFold(step: OpenStep, summary: string | undefined): void {
  if (step.hidden.length === 0) return;
  const text = summary ?? `… ${formatCount(step.hidden.length, 'quiet message')}`;
  step.rows.push(element('details', {}, element('summary', {}, text), ...step.hidden));
  step.hidden = [];
}

function rowsOf(
  event: TranscriptEvent,
  telling: Telling,
  again: MessageEvent | undefined,
): readonly Markup[] {
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
      return happening(event, telling, again);
  }
}

/** Something between two parties. What holds more than its row says is a button that opens it. */
function happening(
  event: TranscriptEvent,
  { lanes, words, embedding }: Telling,
  again?: MessageEvent,
): readonly Markup[] {
  const arrow = arrowOf(event);
  if (arrow === undefined) return [];
  const rows = words.rows(event, again).filter((row) => !isFieldCount(row));
  const at = `+${formatDuration(event.at)}`;
  const inside = [
    element('span', { class: 'time', 'aria-hidden': 'true' }, formatLabTime(event.at)),
    betweenLanes(lanes, arrow, rows),
  ];
  const moment = embedding.add(event, titleOf(event, rows));
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
