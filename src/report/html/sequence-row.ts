import type { Row } from '../../text/spans.ts';
import type { Lanes } from '../picture/lanes.ts';
import type { Arrow, ArrowSort } from '../story/sequence.ts';
import { rowText } from '../story/wording.ts';
import { element, type Markup, raw, rowMarkup } from './markup.ts';

/** A place in percent of the picture's width. */
const percent = (share: number) => Math.round(share * 10_000) / 100;

/** The names above the lanes. */
export function laneHeads({ names, at }: Lanes): Markup {
  const heads = names.map((name, index) => {
    const side = index === 0 ? 'first' : index === names.length - 1 ? 'last' : 'middle';
    return element('span', { class: side, style: `left:${percent(at(name))}%` }, name);
  });
  return element('div', { class: 'heads', 'aria-hidden': 'true' }, ...heads);
}

/** The lines down from the names, behind everything of a step. */
export function rails({ names, at }: Lanes): Markup {
  const lines = names.map((name) => {
    const x = `${percent(at(name))}%`;
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
  const [from, to] = [percent(lanes.at(arrow.from)), percent(lanes.at(arrow.to))];
  const room = lanes.label(arrow);
  const start = percent(room.from);
  const reach = percent(room.to - room.from);
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
