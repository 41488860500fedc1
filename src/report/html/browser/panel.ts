/** What opens: a message's parts, their meaning and their bytes, each lighting up the other. */
import type { EmbeddedLayer, EmbeddedMessage, EmbeddedMoment, EmbeddedPage } from '../embedded.ts';
import { copyButton } from './copy.ts';
import { drawDump, type Lit, make, plainDump } from './dump.ts';
import { listParts, type Part } from './parts.ts';

/** What stands in place of bytes that were not kept. */
const absent = 'They lie past what is kept here.';

/** How protocols are called. */
const titles: Readonly<Record<string, string>> = {
  http1: 'HTTP/1.1',
  http2: 'HTTP/2',
  hpack: 'HPACK',
  grpc: 'gRPC',
  protobuf: 'Protocol Buffers',
  sse: 'Event stream',
  websocket: 'WebSocket',
  ws: 'WebSocket',
  tls: 'TLS',
  json: 'JSON',
  problem: 'Problem details',
  graphql: 'GraphQL',
};

/** Draws what opens. `width` is the room that it has, in CSS pixels. */
export function drawPanel(page: EmbeddedPage, moment: EmbeddedMoment, width: number): HTMLElement {
  const panel = drawHead(moment);
  if (moment.curl !== undefined) {
    const takes = make('div', 'takes');
    takes.append(copyButton('Copy as curl', moment.curl));
    panel.append(takes);
  }
  if (moment.message !== undefined) drawMessage(panel, page, moment.message, width);
  return panel;
}

/** The same for paper: nothing is left out, and nothing lights up. */
export function printedPanel(page: EmbeddedPage, moment: EmbeddedMoment): HTMLElement {
  const panel = drawHead(moment);
  panel.classList.add('printed');
  const { message } = moment;
  if (message === undefined) return panel;
  const lists = message.layers.map((layer) => ({
    layer,
    ...listParts(page, layer, message.start),
  }));
  for (const part of lists.flatMap(({ parts }) => parts)) part.root.hidden = false;
  const bytes =
    message.bytes === undefined
      ? make('p', 'absent', absent)
      : plainDump(decode(message.bytes), message.start, 16);
  panel.append(drawReading(message, lists), make('h4', '', 'Bytes'), bytes);
  return panel;
}

function drawHead(moment: EmbeddedMoment): HTMLElement {
  const panel = make('section', 'panel');
  panel.setAttribute('role', 'region');
  panel.setAttribute('aria-label', moment.title);
  const facts = make('ul', 'facts');
  for (const fact of moment.facts) facts.append(make('li', '', fact));
  panel.append(make('h3', '', moment.title), facts);
  for (const { text, source } of moment.problems) {
    const problem = make('p', 'problem', `! ${text} `);
    if (source !== undefined) problem.append(make('span', 'source', source));
    panel.append(problem);
  }
  return panel;
}

/** A layer with its parts as they are listed. */
interface Listed {
  readonly layer: EmbeddedLayer;
  readonly root: HTMLElement;
  readonly parts: readonly Part[];
}

/** What each protocol read in the message. */
function drawReading(message: EmbeddedMessage, lists: readonly Listed[]): HTMLElement {
  const reading = make('div', 'reading');
  for (const { layer, root, parts } of lists) {
    if (parts.length === 0) continue;
    const heading = make('h4', '', titles[layer.protocol] ?? layer.protocol);
    if (layer.space === 'content') {
      heading.append(make('span', 'space', 'read from the decoded body'));
    }
    reading.append(heading, root);
  }
  if (message.content !== undefined) {
    reading.append(make('h4', '', 'Decoded body'), make('pre', 'content', message.content));
  }
  return reading;
}

function drawMessage(
  panel: HTMLElement,
  page: EmbeddedPage,
  message: EmbeddedMessage,
  width: number,
): void {
  const lists = message.layers.map((layer) => ({
    layer,
    ...listParts(page, layer, message.start),
  }));
  const parts = lists.flatMap((list) => list.parts);
  const said = make('p', 'pointed');
  said.setAttribute('aria-live', 'polite');
  const bytes = message.bytes === undefined ? undefined : decode(message.bytes);

  let current: Part | undefined;
  const show = (part: Part | undefined, kind = part?.kind ?? '') => {
    current?.root.classList.remove('lit');
    current = part;
    part?.root.classList.add('lit');
    dump?.light(part?.ranges ?? []);
    said.replaceChildren();
    if (part === undefined) return;
    said.append(make('b', '', spoken(part.ranges, kind, message.start)), ` ${part.about}`);
  };
  const dump =
    bytes === undefined
      ? undefined
      : drawDump(bytes, message.start, width >= 500 ? 16 : 8, (at) => {
          const part = at === undefined ? undefined : smallest(parts, at);
          const inside = part?.inside.filter(({ ranges }) => isIn(ranges, at ?? -1)).at(-1);
          show(part, inside?.kind ?? part?.kind);
        });

  const reading = drawReading(message, lists);
  for (const { root, parts: rows } of lists) wireList(root, rows, (part) => show(part));
  const foot = make('div', 'bytes');
  foot.append(make('h4', '', 'Bytes'), dump?.root ?? make('p', 'absent', absent), said);
  panel.append(reading, foot);
}

/** Pointing at a row and coming to it by keyboard are the same. */
function wireList(
  root: HTMLElement,
  rows: readonly Part[],
  show: (part: Part | undefined) => void,
): void {
  const first = rows[0];
  if (first !== undefined) first.root.tabIndex = 0;
  for (const [index, part] of rows.entries()) {
    part.root.addEventListener('pointerenter', () => show(part));
    part.root.addEventListener('focus', () => show(part));
    part.root.addEventListener('keydown', (event) => {
      const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      const next = rows[index + step];
      if (step === 0) return;
      event.preventDefault();
      event.stopPropagation();
      if (next === undefined || next.root.hidden) return;
      part.root.tabIndex = -1;
      next.root.tabIndex = 0;
      next.root.focus();
    });
  }
  root.addEventListener('pointerleave', () => show(undefined));
}

/** The smallest part that a byte belongs to. */
function smallest(parts: readonly Part[], at: number): Part | undefined {
  const holding = parts.filter(({ ranges }) => isIn(ranges, at));
  return holding.reduce<Part | undefined>(
    (best, part) => (best === undefined || part.byteLength <= best.byteLength ? part : best),
    undefined,
  );
}

function isIn(ranges: readonly Lit[], at: number): boolean {
  return ranges.some(({ start, byteLength }) => at >= start && at < start + byteLength);
}

/** `field-name, bytes 22–45`. */
function spoken(ranges: readonly Lit[], kind: string, start: number): string {
  const places = ranges.map((range) => {
    const first = start + range.start;
    const last = first + range.byteLength - 1;
    return last > first ? `${first}–${last}` : String(first);
  });
  return places.length === 0 ? kind : `${kind}, offset ${places.join(', ')}`;
}

function decode(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
