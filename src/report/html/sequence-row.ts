import type { PartyName } from '../../tap/events.ts';
import type { Row } from '../../text/spans.ts';
import type { Arrow, ArrowSort } from '../story/sequence.ts';
import { rowText } from '../story/wording.ts';
import { element, type Markup, raw, rowMarkup } from './markup.ts';

/** Room beside the first and behind the last lane, in percent of the picture's width. */
const edge = 8;

/** Where the lanes of a picture stand. */
export interface Lanes {
  readonly names: readonly PartyName[];
  /** The place of a party's lane, in percent of the picture's width. */
  percent(name: PartyName): number;
}

/** Lanes for parties in their order. */
export function lanesFor(names: readonly PartyName[]): Lanes {
  const step = names.length > 1 ? (100 - 2 * edge) / (names.length - 1) : 0;
  return {
    names,
    percent: (name) => Math.round((edge + step * Math.max(0, names.indexOf(name))) * 100) / 100,
  };
}

/** The names above the lanes. */
export function laneHeads({ names, percent }: Lanes): Markup {
  const heads = names.map((name, index) => {
    const side = index === 0 ? 'first' : index === names.length - 1 ? 'last' : 'middle';
    return element('span', { class: side, style: `left:${percent(name)}%` }, name);
  });
  return element('div', { class: 'heads', 'aria-hidden': 'true' }, ...heads);
}

/** The lines down from the names, behind everything of a step. */
export function rails({ names, percent }: Lanes): Markup {
  const lines = names.map((name) => {
    const x = `${percent(name)}%`;
    return element('line', { x1: x, x2: x, y1: '0', y2: '100%' });
  });
  return element('svg', { class: 'rails', 'aria-hidden': 'true' }, ...lines);
}

/** Heads of arrows and the signs of a cut, named once for all pictures of the page. */
export function arrowHeads(): Markup {
  const head = (sort: ArrowSort) =>
    `<marker id="head-${sort}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" markerUnits="userSpaceOnUse" orient="auto"><path class="${sort}" d="M0 .5 7.5 4 0 7.5Z"/></marker>`;
  return raw(
    `<svg class="defs" aria-hidden="true" width="0" height="0"><defs>${head('request')}${head('response')}${head('query')}</defs></svg>`,
  );
}

/** What happened between two lanes: its words, and the arrow below them. */
export function betweenLanes(lanes: Lanes, arrow: Arrow, rows: readonly Row[]): Markup {
  const [from, to] = [lanes.percent(arrow.from), lanes.percent(arrow.to)];
  const start = Math.min(from, to);
  // Two names of one lane, or a single one, leave no room between them.
  const reach = Math.abs(to - from);
  const label = element(
    'span',
    { class: 'label', style: `--start:${start};--reach:${reach}` },
    ...rows.map(rowMarkup),
  );
  return element('span', { class: 'strip' }, label, arrowSvg(from, to, arrow.sort));
}

/** What a screen reader says before the words of an event. */
export function spokenLane({ from, to, sort }: Arrow, at: string, rows: readonly Row[]): string {
  const how = {
    request: 'to',
    response: 'to',
    query: 'asks',
    lost: 'to',
    cut: 'and',
    touched: 'and',
  };
  const lost = sort === 'lost' ? ', never delivered' : '';
  return `${at}, ${from} ${how[sort]} ${to}: ${rows[0] === undefined ? '' : rowText(rows[0])}${lost}`;
}

function arrowSvg(from: number, to: number, sort: ArrowSort): Markup {
  const middle = (from + to) / 2;
  const lostAt = from + (to - from) * 0.72;
  const end = sort === 'lost' ? lostAt : to;
  const line = element('line', {
    x1: `${from}%`,
    x2: `${end}%`,
    y1: '6',
    y2: '6',
    'marker-end':
      sort === 'request' || sort === 'response' || sort === 'query'
        ? `url(#head-${sort})`
        : undefined,
  });
  const cross = (at: number) =>
    element(
      'svg',
      { x: `${at}%`, y: '6', overflow: 'visible' },
      element('path', { class: 'cross', d: 'M-4.5-4.5 4.5 4.5M4.5-4.5-4.5 4.5' }),
    );
  const signs = sort === 'lost' ? [cross(lostAt)] : sort === 'cut' ? [cross(middle)] : [];
  return element('svg', { class: 'arrow', height: '12', 'aria-hidden': 'true' }, line, ...signs);
}
