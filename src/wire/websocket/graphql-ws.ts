import { citedProblems } from '../cited-problems.ts';
import { readGraphqlRequest, readGraphqlResponse, type TextOf } from '../content/graphql.ts';
import { elementsOf, memberNamed, memberValue, stringOf } from '../content/json-parts.ts';
import type { Direction, Node, Problem } from '../types.ts';

/** The name under which a handshake agrees on it. */
export const GRAPHQL_WS = 'graphql-transport-ws';

/** The types of messages (graphql-ws PROTOCOL.md): who sends them, and whether they name an operation. */
const types: ReadonlyMap<string, { by: Direction | 'both'; hasId: boolean }> = new Map([
  ['connection_init', { by: 'client-to-server', hasId: false }],
  ['connection_ack', { by: 'server-to-client', hasId: false }],
  ['ping', { by: 'both', hasId: false }],
  ['pong', { by: 'both', hasId: false }],
  ['subscribe', { by: 'client-to-server', hasId: true }],
  ['next', { by: 'server-to-client', hasId: true }],
  ['error', { by: 'server-to-client', hasId: true }],
  ['complete', { by: 'both', hasId: true }],
]);

/** What a message says. */
export interface GraphqlWsReading {
  /** `graphql-ws.type`, `graphql-ws.id`, `graphql-ws.payload`, each if it is there. */
  readonly nodes: readonly Node[];
  /** What GraphQL reads in the payload. */
  readonly graphql: readonly Node[];
  readonly type?: string;
  readonly id?: string;
}

/** Reads a message of the subprotocol from its JSON. */
export function readGraphqlWs(root: Node, textOf: TextOf, direction: Direction): GraphqlWsReading {
  const typeMember = memberNamed(root, 'type');
  const type = stringOf(memberValue(typeMember));
  if (typeMember === undefined || type === undefined) {
    const { start, end } = typeMember ?? root;
    return { nodes: [{ kind: 'graphql-ws.type', start, end, problem: noType }], graphql: [] };
  }
  const idMember = memberNamed(root, 'id');
  const id = stringOf(memberValue(idMember));
  const payload = memberNamed(root, 'payload');
  const nodes: Node[] = [
    withProblem(nodeOf('graphql-ws.type', typeMember, type), typeProblem(type, id, direction)),
  ];
  if (idMember !== undefined && id !== undefined) {
    nodes.push(nodeOf('graphql-ws.id', idMember, id));
  }
  if (payload !== undefined) nodes.push(nodeOf('graphql-ws.payload', payload, undefined));
  return {
    nodes,
    graphql: graphqlNodes(type, memberValue(payload), textOf),
    type,
    ...(id === undefined ? {} : { id }),
  };
}

function nodeOf(kind: string, { start, end }: Node, value: string | undefined): Node {
  return value === undefined ? { kind, start, end } : { kind, start, end, value };
}

function withProblem(node: Node, problem: Problem | undefined): Node {
  return problem === undefined ? node : { ...node, problem };
}

function typeProblem(
  type: string,
  id: string | undefined,
  direction: Direction,
): Problem | undefined {
  const known = types.get(type);
  if (known === undefined) return unknownType;
  if (known.by !== 'both' && known.by !== direction) return wrongSide;
  return known.hasId && (id === undefined || id === '') ? noId : undefined;
}

function graphqlNodes(type: string, payload: Node | undefined, textOf: TextOf): readonly Node[] {
  if (payload === undefined) return [];
  if (type === 'subscribe') return readGraphqlRequest(payload, textOf) ?? [];
  if (type === 'next') return readGraphqlResponse(payload, textOf);
  if (type !== 'error') return [];
  // The payload of an error is the list alone, without the response around it.
  return elementsOf(payload).map((error) => {
    const message = stringOf(memberValue(memberNamed(error, 'message')));
    return nodeOf('graphql.error', error, message);
  });
}

const { noType, unknownType, wrongSide, noId } = citedProblems({
  noType: {
    code: 'graphql-ws-no-type',
    text: 'A message of graphql-transport-ws is a JSON object with a type; the receiver closes with 4400.',
    source: 'graphql-ws',
  },
  unknownType: {
    code: 'graphql-ws-unknown-type',
    text: 'graphql-transport-ws has no message of this type; the receiver closes with 4400.',
    source: 'graphql-ws',
  },
  wrongSide: {
    code: 'graphql-ws-wrong-side',
    text: 'Only the other side sends a message of this type.',
    source: 'graphql-ws',
  },
  noId: {
    code: 'graphql-ws-no-id',
    text: 'A message of this type names its operation with an id; this one does not.',
    source: 'graphql-ws',
  },
});
