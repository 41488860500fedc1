/** The parts of a message as a list, and which bytes each of them is. */
import type { EmbeddedLayer, EmbeddedNode, EmbeddedPage, EmbeddedRemark } from '../embedded.ts';
import { type Lit, make } from './dump.ts';

/** How many parts of a layer are listed at first. */
const perLayer = 150;
/** Parts that hold others and are told by them; their own row would say nothing. */
const punctuation = /(?:colon|space|whitespace|line-end|blank-line|section-end|semicolon|equals)$/;

/** A row of the list. */
export interface Part {
  readonly root: HTMLElement;
  /** Its bytes, counted in the message; empty if they do not lie there. */
  readonly ranges: readonly Lit[];
  readonly byteLength: number;
  /** Smaller parts that have no row of their own, such as the colon of a field. */
  readonly inside: readonly { readonly kind: string; readonly ranges: readonly Lit[] }[];
  readonly kind: string;
  /** What a fact says about it, if there is one. */
  readonly about: string;
}

/** Lists the parts of one layer. `start` is the message's offset in the stream. */
export function listParts(
  page: EmbeddedPage,
  layer: EmbeddedLayer,
  start: number,
): { readonly root: HTMLElement; readonly parts: readonly Part[] } {
  const root = make('ul', 'parts');
  const parts: Part[] = [];
  const inWire = layer.space !== 'content';

  const rangesOf = ([, at, byteLength, more]: EmbeddedNode): readonly Lit[] => {
    if (!inWire) return [];
    const pieces = more?.s ?? [[at, byteLength] as const];
    return pieces.map(([from, length]) => ({ start: from - start, byteLength: length }));
  };
  const kindOf = ([kind]: EmbeddedNode): string => {
    const name = page.kinds[kind] ?? '';
    return name.slice(name.indexOf('.') + 1);
  };
  const insideOf = (nodes: readonly EmbeddedNode[]): Part['inside'] =>
    nodes.flatMap((node) => [
      { kind: kindOf(node), ranges: rangesOf(node) },
      ...insideOf(node[3]?.c ?? []),
    ]);

  const addRow = (node: EmbeddedNode, depth: number, parentName: string | undefined): void => {
    const [, , byteLength, more = {}] = node;
    const kind = kindOf(node);
    if (parentName !== undefined && more.v === parentName && kind.endsWith('name')) return;
    const children = more.c ?? [];
    // A message with a type still holds fields with names of their own.
    const isWhole =
      more.n !== undefined &&
      more.v !== undefined &&
      children.every(([, , , { n } = {}]) => n === undefined);
    const isSilent = punctuation.test(kind) && more.n === undefined && more.p === undefined;
    if (!isSilent) {
      const row = drawPart(page, node, kind, depth);
      root.append(row);
      parts.push({
        root: row,
        kind,
        about: (more.r === undefined ? undefined : page.remarks[more.r])?.about ?? '',
        byteLength,
        ranges: rangesOf(node),
        inside: insideOf(isWhole ? children : []),
      });
    }
    // A field is told by its own row; its colon and spaces only light up.
    if (!isWhole) for (const child of children) addRow(child, depth + 1, more.n);
  };
  for (const node of layer.nodes) addRow(node, 0, undefined);
  foldLongList(root, parts);
  return { root, parts };
}

function drawPart(
  page: EmbeddedPage,
  [, , byteLength, more = {}]: EmbeddedNode,
  kind: string,
  depth: number,
): HTMLElement {
  const row = make('li', 'part');
  row.tabIndex = -1;
  row.style.setProperty('--depth', String(Math.min(depth, 6)));
  const head = make('div', 'part-head');
  if (more.n === undefined) head.append(make('span', 'kind', kind));
  // A name that is only a number counts things of a kind.
  else head.append(make('span', 'name', /^\d+$/.test(more.n) ? `${kind} ${more.n}` : more.n));
  if (more.v !== undefined) head.append(make('span', 'value', more.v));
  else if (more.c === undefined) {
    head.append(make('span', 'size', byteLength === 1 ? '1 byte' : `${byteLength} bytes`));
  }
  row.append(head);
  const remark = more.r === undefined ? undefined : page.remarks[more.r];
  if (remark !== undefined) row.append(drawRemark(remark));
  if (more.p !== undefined) row.append(make('p', 'problem', `! ${more.p}`));
  return row;
}

function drawRemark(remark: EmbeddedRemark): HTMLElement {
  const box = make('p', 'remark');
  box.append(make('span', 'brief', remark.text), ' ');
  if (remark.about !== undefined) box.append(make('span', 'about', remark.about), ' ');
  const sources = make('span', 'source');
  for (const [index, { text, url }] of remark.sources.entries()) {
    if (index > 0) sources.append('; ');
    if (url === undefined) {
      sources.append(text);
      continue;
    }
    const link = make('a', '', text);
    link.href = url;
    link.rel = 'noreferrer noopener';
    sources.append(link);
  }
  box.append(sources);
  return box;
}

/** Hides what is past the first rows until somebody asks for it. */
function foldLongList(root: HTMLElement, parts: readonly Part[]): void {
  const rest = parts.slice(perLayer);
  if (rest.length === 0) return;
  for (const part of rest) part.root.hidden = true;
  const item = make('li');
  const more = make('button', 'more', `${rest.length.toLocaleString('en')} more parts`);
  more.addEventListener('click', () => {
    for (const part of rest) part.root.hidden = false;
    item.remove();
  });
  item.append(more);
  root.append(item);
}
