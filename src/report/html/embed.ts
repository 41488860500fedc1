import type { Place } from '../../knowledge/place.ts';
import type { MessageEvent, TranscriptEvent } from '../../lab/record/transcript.ts';
import { formatCount, formatDuration, formatNumber } from '../../text/quantities.ts';
import { safeText } from '../../text/safe-text.ts';
import type { Layer, Message, Node } from '../../wire/types.ts';
import { curlOf } from '../curl/curl.ts';
import { firstByteOf } from '../story/delivered.ts';
import { placeOf } from '../story/place.ts';
import type {
  EmbeddedLayer,
  EmbeddedMessage,
  EmbeddedMoment,
  EmbeddedNode,
  EmbeddedNodeMore,
  EmbeddedPage,
} from './embedded.ts';
import { remarkOnNode } from './remark-on-node.ts';

/** How much of a value is told beside its bytes, in UTF-16 units: the bytes themselves are there. */
const shownValue = 400;
/** How much of a decoded body is kept, in UTF-16 units. */
const shownContent = 100_000;

/** Gathers what opens in the page. */
export interface Embedding {
  /** Adds an event; returns its number in the page, from 0, or nothing if it does not open. */
  add(event: TranscriptEvent, title: string): number | undefined;
  page(): Omit<EmbeddedPage, 'pictures'>;
}

/** An embedding without anything in it. */
export function embedding(): Embedding {
  const kinds = numbered<string>((kind) => kind);
  const remarks = numbered<NonNullable<ReturnType<typeof remarkOnNode>>>((remark) =>
    JSON.stringify(remark),
  );
  const moments: EmbeddedMoment[] = [];

  const embedNode = (node: Node, where: Place): EmbeddedNode => {
    const found = remarkOnNode(node, where);
    const more: EmbeddedNodeMore = {
      ...(node.name === undefined ? {} : { n: shortened(node.name) }),
      ...(node.value === undefined ? {} : { v: shortened(node.value) }),
      ...(found === undefined ? {} : { r: remarks.numberOf(found) }),
      ...(node.problem === undefined ? {} : { p: node.problem.text }),
      ...(node.children === undefined
        ? {}
        : { c: node.children.map((child) => embedNode(child, where)) }),
      ...(node.pieces === undefined
        ? {}
        : { s: node.pieces.map(({ start, end }) => [start, end - start] as const) }),
    };
    const place = [kinds.numberOf(node.kind), node.start, node.end - node.start] as const;
    return Object.keys(more).length === 0 ? place : [...place, more];
  };
  const embedLayer = ({ protocol, space, nodes }: Layer, where: Place): EmbeddedLayer => ({
    protocol,
    space,
    nodes: nodes.map((node) => embedNode(node, where)),
  });
  const embedMessage = ({ message, bytes }: MessageEvent): EmbeddedMessage => ({
    start: firstByteOf(message),
    ...(bytes === undefined ? {} : { bytes }),
    layers: message.layers.map((layer) => embedLayer(layer, placeOf(message))),
    ...contentOf(message),
  });

  return {
    add(event, title) {
      const facts = factsOf(event);
      if (facts === undefined) return undefined;
      const at = `+${formatDuration(event.at)}`;
      const message = event.type === 'message' ? { message: embedMessage(event) } : {};
      const curl = event.type === 'message' ? curlOf(event) : undefined;
      const problems = event.type === 'message' ? problemsOf(event.message) : [];
      return (
        moments.push({
          title,
          facts: [at, ...facts],
          problems,
          ...message,
          ...(curl && { curl }),
        }) - 1
      );
    },
    page: () => ({ kinds: kinds.all(), remarks: remarks.all(), moments }),
  };
}

/** What stands below the title of something that opens; nothing for what does not open. */
function factsOf(event: TranscriptEvent): readonly string[] | undefined {
  switch (event.type) {
    case 'message': {
      const { message, client, server, connection, delivery } = event;
      const request = message.direction === 'client-to-server';
      const range = `bytes ${formatNumber(message.start)}–${formatNumber(message.end)}`;
      const arrived = { whole: [], part: ['only a part was delivered'], none: ['never delivered'] };
      return [
        request ? `${client} → ${server}` : `${server} → ${client}`,
        `connection ${connection}`,
        `${range} of what the ${request ? 'client' : 'server'} sent`,
        ...(message.inside === undefined
          ? []
          : [
              `inside TLS: bytes ${formatNumber(message.inside.start)}–${formatNumber(message.inside.end)} of the plaintext`,
            ]),
        ...arrived[delivery],
      ];
    }
    case 'query': {
      const took = event.durationUs > 0 ? [`took ${formatDuration(event.durationUs / 1_000)}`] : [];
      const given = event.parameters.length > 0 ? [JSON.stringify(event.parameters)] : [];
      return [
        `${event.client} ⇒ ${event.database}`,
        formatCount(event.rows, 'row'),
        ...took,
        event.sql,
        ...given,
      ];
    }
    case 'fault':
      return [
        `${event.client} ╳ ${event.server}`,
        `connection ${event.connection}`,
        Object.entries(event.fault)
          .map(([name, value]) => `${name}: ${value}`)
          .join(' · '),
      ];
    default:
      return undefined;
  }
}

function problemsOf(message: Message): EmbeddedMoment['problems'] {
  return message.problems.map(({ text, source }) =>
    source === undefined ? { text } : { text, source },
  );
}

/** The decoded body, if a reading counts its bytes. */
function contentOf(message: Message): { readonly content?: string } {
  if (!message.layers.some(({ space }) => space === 'content')) return {};
  const text =
    message.kind === 'http-request' || message.kind === 'http-response'
      ? message.content.text
      : message.kind === 'ws-frame'
        ? message.message?.text
        : undefined;
  return text === undefined ? {} : { content: text.slice(0, shownContent) };
}

function shortened(text: string): string {
  return safeText(text.length <= shownValue ? text : `${text.slice(0, shownValue)}…`);
}

/** Numbers different things from 0 in the order in which they are met. */
function numbered<T>(keyOf: (thing: T) => string) {
  const numbers = new Map<string, number>();
  const things: T[] = [];
  return {
    numberOf(thing: T): number {
      const key = keyOf(thing);
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, things.length);
      return things.push(thing) - 1;
    },
    all: (): readonly T[] => things,
  };
}
