import type { TranscriptEvent } from '../../lab/record/transcript.ts';
import { formatDuration, formatLabTime } from '../../text/quantities.ts';
import type { Row } from '../../text/spans.ts';
import type { Lanes } from '../picture/lanes.ts';
import type { ArrowItem, Picture, PictureItem, PictureStep } from '../picture/picture.ts';
import { shownAnyway } from '../story/as-bytes.ts';
import { rowText } from '../story/wording.ts';
import type { Embedding } from './embed.ts';
import { chartMarkup, checkMarkup, failureMarkup, figureMarkup, tableMarkup } from './figures.ts';
import { element, type Markup } from './markup.ts';
import { betweenLanes, laneHeads, rails, spokenLane } from './sequence-row.ts';

/** What the rows of a story need besides themselves. */
interface Telling {
  readonly lanes: Lanes;
  readonly embedding: Embedding;
  /** What the ids of this scenario's elements begin with. */
  readonly prefix: string;
}

/** The steps of a scenario as a sequence diagram that can be opened. */
export function storyMarkup(picture: Picture, embedding: Embedding, prefix: string): Markup {
  const telling: Telling = { lanes: picture.lanes, embedding, prefix };
  const many = picture.lanes.names.length > 2 ? ' many' : '';
  const steps = picture.steps.map((step) => stepMarkup(step, telling));
  return element('div', { class: `story${many}` }, laneHeads(picture.lanes), ...steps);
}

/** The id of a step's element. */
export function stepId(prefix: string, step: string): string {
  return `${prefix}-step-${step}`;
}

/** A step with its heading. */
export function stepMarkup({ step, items }: PictureStep, telling: Telling): Markup {
  const { lanes, prefix } = telling;
  const rows = items.flatMap((item) => itemMarkup(item, telling));
  const heading =
    step === undefined
      ? []
      : [
          element(
            'h2',
            {},
            element('span', { class: 'number' }, String(step.step)),
            element('span', { class: 'title' }, step.title),
          ),
        ];
  return element(
    'section',
    { class: 'step', id: step === undefined ? undefined : stepId(prefix, step.id) },
    ...heading,
    element('div', { class: 'events' }, rails(lanes), ...rows),
  );
}

function itemMarkup(item: PictureItem, telling: Telling): readonly Markup[] {
  switch (item.what) {
    case 'arrow':
      return [arrowMarkup(item, telling)];
    case 'wait':
      return [element('p', { class: 'wait' }, element('span', {}, item.text))];
    case 'fold': {
      // What is folded can be opened in its place.
      const rows = item.hidden().map((hidden) => arrowMarkup(hidden, telling));
      return [element('details', {}, element('summary', {}, item.text), ...rows)];
    }
    case 'note':
      return item.rows.map((row) => element('p', { class: 'note' }, rowText(row)));
    case 'summed-up':
      return [summedUp(item.event, telling)];
  }
}

function summedUp(
  event: Extract<PictureItem, { what: 'summed-up' }>['event'],
  { prefix }: Telling,
): Markup {
  switch (event.type) {
    case 'check':
      return checkMarkup(event, `${prefix}-${event.id}`);
    case 'figure':
      return figureMarkup(event);
    case 'chart':
      return chartMarkup(event);
    case 'table':
      return tableMarkup(event);
    case 'failure':
      return failureMarkup(event);
  }
}

/** Something between two parties. What holds more than its row says is a button that opens it. */
function arrowMarkup(
  { event, arrow, rows }: ArrowItem,
  { lanes, embedding }: Pick<Telling, 'lanes' | 'embedding'>,
): Markup {
  const at = `+${formatDuration(event.at)}`;
  const inside = [
    element('span', { class: 'time', 'aria-hidden': 'true' }, formatLabTime(event.at)),
    betweenLanes(lanes, arrow, rows),
  ];
  const moment = shownAnyway(event, (each) => embedding.add(each, titleOf(each, rows)), undefined);
  if (moment === undefined) return element('div', { class: `moment ${arrow.sort}` }, ...inside);
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
  return element('div', { class: `moment ${arrow.sort}`, id: `m${moment + 1}` }, button);
}

function titleOf(event: TranscriptEvent, rows: readonly Row[]): string {
  if (event.type === 'message') return event.message.summary;
  if (event.type === 'fault') return `the tap ${event.sentence}`;
  return rows[0] === undefined ? event.type : rowText(rows[0]).trim();
}
