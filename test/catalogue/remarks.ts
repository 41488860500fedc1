import type { Place } from '../../src/knowledge/place.ts';
import type { TranscriptEvent } from '../../src/lab/record/transcript.ts';
import { remarkOnNode } from '../../src/report/html/remark-on-node.ts';
import { normalise } from '../../src/report/normal/normalise.ts';
import { placeOf } from '../../src/report/story/place.ts';
import type { Node } from '../../src/wire/types.ts';

/** How much of a value stands beside its remark, in characters. */
const shownValue = 60;

/** Gathers what is said beside the bytes: each thing on the wire with its remark and source, once. */
export interface RemarkList {
  add(event: TranscriptEvent): void;
  /** The lines, sorted. */
  text(): string;
}

/** A list of remarks. Of things of which the same is said, the first in the alphabet is kept. */
export function remarkList(): RemarkList {
  const things = new Map<string, string>();
  const keep = (subject: string, thing: string, said: string) => {
    const key = `${subject}\n${said}`;
    const known = things.get(key);
    if (known === undefined || thing < known) things.set(key, thing);
  };
  const visit = (node: Node, place: Place) => {
    const remark = remarkOnNode(node, place);
    if (remark !== undefined) {
      const source = remark.sources.map(({ text }) => text).join('; ');
      const where = whereOf(place);
      keep(`${where} ${nameOf(node)}`, `${where} · ${thingOf(node)}`, `${remark.text}  ${source}`);
    }
    for (const child of node.children ?? []) visit(child, place);
  };
  return {
    add(event) {
      if (event.type !== 'message') return;
      const { message } = normalise(event) as typeof event;
      const place = placeOf(message);
      for (const { nodes } of message.layers) for (const node of nodes) visit(node, place);
      for (const { code, text, source } of message.problems) {
        keep(code, `! ${code}`, `${text}  ${source ?? 'of the lab'}`);
      }
    },
    text: () =>
      [...things]
        .map(([key, thing]) => `${thing}\n    ${key.slice(key.indexOf('\n') + 1)}\n`)
        .sort()
        .join(''),
  };
}

/** `request`, or `response to HEAD`, with what it carries and the class of its status. */
function whereOf({ message, method, status, carries }: Place): string {
  const answers = message === 'response' && method === 'HEAD' ? ' to HEAD' : '';
  const of = carries === undefined ? '' : ` of ${carries}`;
  const group = status === undefined ? '' : ` ${Math.floor(status / 100)}xx`;
  return `${message}${answers}${of}${group}`;
}

const isField = ({ kind }: Node) =>
  /^(?:http1\.(?:field|trailer)|hpack\.|grpc\.metadata)/.test(kind);

function nameOf({ kind, name = '', ...node }: Node): string {
  return isField({ kind, name, ...node }) ? name.toLowerCase() : `${kind} ${name}`;
}

function thingOf(node: Node): string {
  const value = (node.value ?? '').slice(0, shownValue);
  return isField(node) ? `${node.name?.toLowerCase()}: ${value}` : `${nameOf(node)}= ${value}`;
}
