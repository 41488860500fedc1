import { shifted } from '../shift.ts';
import type { Content, Layer, Node } from '../types.ts';
import { type Decoded, decodeContent } from './codings.ts';
import {
  looksLikeGraphqlResponse,
  readGraphqlRequest,
  readGraphqlResponse,
  type TextOf,
} from './graphql.ts';
import { readJson } from './json.ts';
import { waitingJsonLayer } from './json-layer.ts';
import { mediaTypeOf, readingOf } from './media-type.ts';
import { boundaryOf, readMultipart } from './multipart.ts';
import { readProblemDetails } from './problem-details.ts';
import { decodeText } from './text.ts';
import type { RawContent, ReadContent } from './types.ts';

/**
 * Reads the content of a message: takes content codings off, decodes text, and reads JSON, problem
 * details, GraphQL and the parts of a form. Never throws; what is wrong stands at the node it concerns.
 *
 * Layers, in this order, each only if there is something to say: `coding` (one `content.coding`
 * for each coding), `multipart`, `text` or `json`, `problem`, `graphql`. Content without a text media type has
 * no layer of its own. `Content.byteLength` is the length of what was unfolded where codings were
 * removed, which is less than the whole if `truncated` is set.
 */
export function readContent(raw: RawContent): ReadContent {
  if (raw.bytes.length === 0) {
    const content = { byteLength: raw.byteLength };
    const isCut = raw.byteLength > 0;
    return {
      content: isCut ? { ...content, truncated: true } : content,
      layers: [],
      flawed: false,
      isGraphql: false,
    };
  }
  const decoded = decodeContent(raw.fields, raw.bytes, raw.bytes.length >= raw.byteLength);
  const { bytes, codings, cut } = decoded;
  const type = mediaTypeOf(raw.fields);
  const reading = decoded.bare ? readingOf(type) : 'opaque';
  const space = raw.wireStart !== undefined && codings.length === 0 ? 'wire' : 'content';
  const start = space === 'wire' ? (raw.wireStart ?? 0) : 0;
  const layers: Layer[] = [];
  const add = (protocol: string, nodes: readonly Node[]) => layers.push({ protocol, space, nodes });
  if (decoded.nodes.length > 0)
    add(
      'coding',
      decoded.nodes.map((node) => shifted(node, start)),
    );

  const content: Content = contentOf(decoded, codings.length > 0 ? bytes.length : raw.byteLength);
  let flawed = decoded.nodes.length > 0;
  if (decoded.bare && type?.essence.startsWith('multipart/')) {
    const isForm = type.essence === 'multipart/form-data';
    const { nodes, parts } = readMultipart(bytes, boundaryOf(raw.fields), { isForm, cut, start });
    add('multipart', nodes);
    return { content: { ...content, parts }, layers, flawed: true, isGraphql: false };
  }
  if (reading === 'opaque' || type === undefined) {
    return { content, layers, flawed, isGraphql: false };
  }

  // JSON is UTF-8, whatever a charset parameter says (RFC 8259 §8.1, §11).
  const { text, problem } = decodeText(bytes, reading === 'json' ? undefined : type.charset, cut);
  if (reading === 'text') {
    const node = { kind: 'text.content', start, end: start + bytes.length };
    add('text', [problem === undefined ? node : { ...node, problem }]);
    flawed ||= problem !== undefined;
    return { content: withText(content, text), layers, flawed, isGraphql: false };
  }
  const saysMore =
    type.essence === 'application/problem+json' || mayBeGraphql(raw, type.essence, text);
  const waiting = cut || saysMore ? undefined : waitingJsonLayer(bytes, text, space, start);
  if (waiting !== undefined) {
    layers.push(waiting);
    return { content: withText(content, text), layers, flawed, isGraphql: false };
  }
  const { nodes, root, outcome, flawed: flawedJson } = readJson(bytes, text, cut, start);
  add('json', nodes);
  flawed ||= flawedJson;
  let isGraphql = false;
  // Nobody reads a problem or a GraphQL request out of JSON that is none.
  if (root !== undefined && outcome !== 'malformed') {
    const textOf: TextOf = (value) =>
      value.value ??
      decodeText(bytes.subarray(value.start - start, value.end - start), undefined, false).text;
    if (type.essence === 'application/problem+json') {
      flawed = true;
      add('problem', readProblemDetails(root, textOf));
    }
    const graphql = graphqlNodes(raw, type.essence, root, textOf);
    if (graphql !== undefined) {
      isGraphql = true;
      flawed = true;
      add('graphql', graphql);
    }
  }
  return { content: withText(content, text), layers, flawed, isGraphql };
}

/** Whether a JSON text may be a request or a response of GraphQL. */
function mayBeGraphql(
  { role, answersGraphql }: RawContent,
  essence: string,
  text: string,
): boolean {
  if (essence === 'application/graphql-response+json') return true;
  if (essence !== 'application/json') return false;
  // An escape may stand for any letter of the name.
  return role === 'response' ? answersGraphql : text.includes('"query"') || text.includes('\\u');
}

function graphqlNodes(
  raw: RawContent,
  essence: string,
  root: Node,
  textOf: TextOf,
): readonly Node[] | undefined {
  if (raw.role === 'request') {
    return essence === 'application/json' ? readGraphqlRequest(root, textOf) : undefined;
  }
  const isNamed = essence === 'application/graphql-response+json';
  const isAnswer =
    raw.answersGraphql && essence === 'application/json' && looksLikeGraphqlResponse(root);
  return isNamed || isAnswer ? readGraphqlResponse(root, textOf) : undefined;
}

function contentOf({ codings, truncated }: Decoded, byteLength: number): Content {
  // Nearly all contents are plain ones; spreading nothing into them would cost as much as reading them.
  if (codings.length === 0 && !truncated) return { byteLength };
  return {
    byteLength,
    ...(codings.length > 0 ? { codings } : {}),
    ...(truncated ? { truncated } : {}),
  };
}

function withText(content: Content, text: string): Content {
  const { byteLength, codings, truncated } = content;
  return codings === undefined && truncated === undefined
    ? { byteLength, text }
    : { ...content, text };
}
