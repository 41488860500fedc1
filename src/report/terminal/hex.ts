import type { MessageEvent } from '../../lab/record/transcript.ts';
import { formatNumber } from '../../text/quantities.ts';
import { gap, type Row, rowCells, span, truncate, wrap } from '../../text/spans.ts';
import type { Layer, Node } from '../../wire/types.ts';
import { firstByteOf } from '../story/delivered.ts';

/** How many bytes of one part are dumped. */
const perPart = 512;
/** How many parts of a later layer are listed. */
const perLayer = 200;

/** The bytes of a message, labelled with what they are, then what further layers read in them. */
export function hexRows(event: MessageEvent, cells: number): readonly Row[] {
  const [wire, ...readings] = event.message.layers;
  const rows: Row[] = [];
  if (wire !== undefined) rows.push(...dumpLayer(wire, event, cells));
  for (const layer of readings) rows.push(...listLayer(layer, cells));
  return rows;
}

/** Leaves that stand next to each other and are dumped together. */
interface Part {
  readonly start: number;
  end: number;
  label: string;
}

function dumpLayer(layer: Layer, event: MessageEvent, cells: number): readonly Row[] {
  if (event.bytes === undefined)
    return wrap([span('(its bytes lie past the capture’s cap)', 'dim')], cells);
  const bytes = Buffer.from(event.bytes, 'base64');
  const start = firstByteOf(event.message);
  const rows: Row[] = [heading(layer)];
  for (const part of partsOf(layer, bytes, start)) {
    const slice = bytes.subarray(
      part.start - start,
      Math.min(part.end, part.start + perPart) - start,
    );
    rows.push(...dumpPart(part, slice, cells));
    const left = part.end - part.start - slice.length;
    if (left > 0) rows.push([gap(2), span(`… ${formatNumber(left)} more bytes`, 'dim')]);
  }
  return rows;
}

function dumpPart(part: Part, bytes: Buffer, cells: number): readonly Row[] {
  const wide = cells >= 64;
  const perRow = cells >= 104 ? 16 : cells >= 64 ? 8 : 6;
  const rows: Row[] = wide ? [] : [...wrap([span(part.label, 'remark')], cells)];
  for (let at = 0; at < bytes.length; at += perRow) {
    const slice = bytes.subarray(at, at + perRow);
    const offset = span(`${String(part.start + at).padStart(6, '0')}  `, 'dim');
    const octets = slice
      .toString('hex')
      .replace(/(..)(?!$)/g, '$1 ')
      .padEnd(perRow * 3 - 1);
    const text = slice
      .toString('latin1')
      .replace(/[^\x20-\x7e]/g, '·')
      .padEnd(perRow);
    const row = [offset, span(octets), span(`  ${text}  `, 'request')];
    const label = at === 0 && wide ? [span(part.label, 'remark')] : [];
    rows.push(truncate([...row, ...label], cells));
  }
  return rows;
}

/** Joins colons, spaces and line ends to the part they follow: alone they would fill the screen. */
function partsOf(layer: Layer, bytes: Buffer, base: number): readonly Part[] {
  const parts: Part[] = [];
  for (const node of leavesOf(layer.nodes)) {
    if (node.end <= node.start) continue;
    const last = parts.at(-1);
    if (last !== undefined && last.end === node.start && isJoint(node)) {
      last.end = node.end;
      last.label += `, ${shortKind(node)}`;
      continue;
    }
    const spelled = bytes.toString('latin1', node.start - base, node.end - base);
    parts.push({ start: node.start, end: node.end, label: labelOf(node, spelled) });
  }
  return parts;
}

function leavesOf(nodes: readonly Node[]): readonly Node[] {
  return nodes.flatMap((node) =>
    node.children === undefined || node.children.length === 0 ? [node] : leavesOf(node.children),
  );
}

/** The kind of a part, and its value if the bytes do not spell it themselves. */
function labelOf(node: Node, spelled: string): string {
  const { value } = node;
  if (value === undefined || value === '' || spelled.includes(value)) return shortKind(node);
  return `${shortKind(node)}: ${value}`;
}

function isJoint(node: Node): boolean {
  return /(?:colon|space|whitespace|line-end)$/.test(node.kind) && node.end - node.start <= 2;
}

function shortKind(node: Node): string {
  return node.kind.slice(node.kind.indexOf('.') + 1);
}

function listLayer(layer: Layer, cells: number): readonly Row[] {
  const rows: Row[] = [heading(layer)];
  const nodes = flatten(layer.nodes, 0);
  for (const { node, depth } of nodes.slice(0, perLayer)) rows.push(nodeRow(node, depth, cells));
  if (nodes.length > perLayer) {
    rows.push([gap(2), span(`… ${formatNumber(nodes.length - perLayer)} more parts`, 'dim')]);
  }
  return rows;
}

const counted: Readonly<Record<Layer['space'], string>> = {
  wire: 'bytes of the stream',
  plaintext: 'bytes of what was decrypted',
  content: 'bytes of the content',
};

function heading(layer: Layer): Row {
  return [span(layer.protocol, 'strong'), span(`, ${counted[layer.space]}`, 'dim')];
}

function nodeRow(node: Node, depth: number, cells: number): Row {
  const range = span(`${node.start}–${node.end}`.padStart(13), 'dim');
  const inner = gap(2 + 2 * Math.min(depth, 6));
  const name = node.name === undefined ? [] : [span(` ${node.name}`, 'strong')];
  const value = node.value === undefined ? [] : [span(` ${node.value.slice(0, 200)}`)];
  const row = [range, inner, span(node.kind, 'remark'), ...name, ...value];
  return rowCells(row) <= cells ? row : truncate(row, cells);
}

function flatten(
  nodes: readonly Node[],
  depth: number,
): readonly { readonly node: Node; readonly depth: number }[] {
  return nodes.flatMap((node) => [{ node, depth }, ...flatten(node.children ?? [], depth + 1)]);
}
