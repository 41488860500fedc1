import type { Node, Problem } from '../types.ts';
import { type Operation, operationsIn } from './graphql-document.ts';
import { elementsOf, memberNamed, membersOf, memberValue, stringOf } from './json-parts.ts';
import { graphqlProblems } from './problems.ts';

/** Gives the text of a JSON value: a string's value, anything else as it stands. */
export type TextOf = (value: Node) => string;

const responseMembers = new Set(['data', 'errors', 'extensions']);

/**
 * Reads a GraphQL request (GraphQL over HTTP): a JSON object whose `query` is a GraphQL
 * document. Nothing if it is none. One `graphql.operation` for each operation of the document,
 * its value the type and its name the operation's, then the other members that GraphQL knows.
 */
export function readGraphqlRequest(root: Node, textOf: TextOf): readonly Node[] | undefined {
  const query = memberValue(memberNamed(root, 'query'));
  const text = stringOf(query);
  const operations = text === undefined ? undefined : operationsIn(text);
  if (query === undefined || text === undefined || operations === undefined) return undefined;
  const { start, end } = query;
  const nodes: Node[] = operations.map(({ type, name }) => {
    const node = { kind: 'graphql.operation', start, end, value: type };
    return name === undefined ? node : { ...node, name };
  });
  nodes.push({ kind: 'graphql.document', start, end, value: text });
  const chosen = operationName(root, operations, query);
  if (chosen !== undefined) nodes.push(chosen);
  const variables = memberNamed(root, 'variables');
  if (variables !== undefined) nodes.push(variablesNode(variables, textOf));
  const extensions = memberNamed(root, 'extensions');
  if (extensions !== undefined) nodes.push(wholeMember('graphql.extensions', extensions, textOf));
  return nodes;
}

function operationName(
  root: Node,
  operations: readonly Operation[],
  query: Node,
): Node | undefined {
  const member = memberNamed(root, 'operationName');
  const name = stringOf(memberValue(member));
  if (member === undefined || name === undefined) {
    if (operations.length === 1) return undefined;
    const { start, end } = member ?? query;
    const problem = graphqlProblems.operationAmbiguous;
    return { kind: 'graphql.operation-name', start, end, problem };
  }
  const { start, end } = member;
  const node = { kind: 'graphql.operation-name', start, end, value: name };
  const isKnown = operations.some((operation) => operation.name === name);
  return isKnown ? node : { ...node, problem: graphqlProblems.operationUnknown };
}

function variablesNode(member: Node, textOf: TextOf): Node {
  const value = memberValue(member);
  const node = {
    ...wholeMember('graphql.variables', member, textOf),
    children: membersOf(value).map((variable) => ({
      ...wholeMember('graphql.variable', variable, textOf),
      name: variable.name ?? '',
    })),
  };
  const fits = value?.kind === 'json.object' || value?.kind === 'json.null';
  return fits ? node : { ...node, problem: graphqlProblems.variablesType };
}

/** Whether a JSON value has the members of a GraphQL response. */
export function looksLikeGraphqlResponse(root: Node): boolean {
  return memberNamed(root, 'data') !== undefined || memberNamed(root, 'errors') !== undefined;
}

/**
 * Reads a GraphQL response (GraphQL, September 2026 §7.1): `graphql.data`, one `graphql.error` for
 * each error with its message as value, `graphql.extensions`.
 */
export function readGraphqlResponse(root: Node, textOf: TextOf): readonly Node[] {
  if (!looksLikeGraphqlResponse(root)) {
    const { start, end } = root;
    return [{ kind: 'graphql.response', start, end, problem: graphqlProblems.responseNotObject }];
  }
  return membersOf(root).flatMap((member) => {
    if (member.name === 'errors') return errorNodes(member, textOf);
    if (member.name === 'data') {
      return [dataNode(member)];
    }
    const name = member.name ?? '';
    if (responseMembers.has(name)) return [wholeMember('graphql.extensions', member, textOf)];
    const { start, end } = member;
    const problem = graphqlProblems.responseMember;
    return [{ kind: 'graphql.unknown-member', start, end, name, problem }];
  });
}

/** The data; its value says only whether it is null, since the JSON layer shows the rest. */
function dataNode({ start, end, children }: Node): Node {
  const node = { kind: 'graphql.data', start, end };
  return children?.[1]?.kind === 'json.null' ? { ...node, value: 'null' } : node;
}

function errorNodes(member: Node, textOf: TextOf): readonly Node[] {
  const errors = elementsOf(memberValue(member));
  if (errors.length > 0) return errors.map((error) => errorNode(error, textOf));
  const { start, end } = member;
  return [{ kind: 'graphql.error', start, end, problem: graphqlProblems.errorsEmpty }];
}

function errorNode(error: Node, textOf: TextOf): Node {
  const { start, end } = error;
  const message = stringOf(memberValue(memberNamed(error, 'message')));
  const node: Node = { kind: 'graphql.error', start, end, children: errorParts(error, textOf) };
  const problem: Problem = graphqlProblems.errorWithoutMessage;
  return message === undefined ? { ...node, problem } : { ...node, value: message };
}

/** The path as `order.items.0`, each location as `line:column`, the extensions as they stand. */
function errorParts(error: Node, textOf: TextOf): readonly Node[] {
  const parts: Node[] = [];
  const path = memberNamed(error, 'path');
  if (path !== undefined) {
    const value = elementsOf(memberValue(path)).map(textOf).join('.');
    parts.push({ kind: 'graphql.path', start: path.start, end: path.end, value });
  }
  for (const location of elementsOf(memberValue(memberNamed(error, 'locations')))) {
    const line = memberValue(memberNamed(location, 'line'))?.value ?? '?';
    const column = memberValue(memberNamed(location, 'column'))?.value ?? '?';
    const { start, end } = location;
    parts.push({ kind: 'graphql.location', start, end, value: `${line}:${column}` });
  }
  const extensions = memberNamed(error, 'extensions');
  if (extensions !== undefined) parts.push(wholeMember('graphql.extensions', extensions, textOf));
  return parts;
}

function wholeMember(kind: string, member: Node, textOf: TextOf): Node {
  const { start, end } = member;
  const value = memberValue(member);
  return value === undefined ? { kind, start, end } : { kind, start, end, value: textOf(value) };
}
