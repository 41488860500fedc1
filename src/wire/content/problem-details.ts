import type { Node, Problem } from '../types.ts';
import { membersOf, memberValue } from './json-parts.ts';
import { detailsProblems } from './problems.ts';

/** The JSON type that RFC 9457 §3.1 gives each of its members. */
const memberTypes = new Map([
  ['type', 'json.string'],
  ['status', 'json.number'],
  ['title', 'json.string'],
  ['detail', 'json.string'],
  ['instance', 'json.string'],
]);

/**
 * Reads a problem details object, RFC 9457: a `problem.member` for each standard member and a
 * `problem.extension` for each other one, with its name and its value (JSON text, unless a string).
 */
export function readProblemDetails(root: Node, textOf: (value: Node) => string): readonly Node[] {
  if (root.kind !== 'json.object') {
    const { start, end } = root;
    return [{ kind: 'problem.member', start, end, problem: detailsProblems.notObject }];
  }
  return membersOf(root).map((member) => {
    const { start, end, name = '' } = member;
    const value = memberValue(member);
    const text = value === undefined ? '' : textOf(value);
    const isStandard = memberTypes.has(name);
    const kind = isStandard ? 'problem.member' : 'problem.extension';
    const node = { kind, start, end, name, value: text };
    const problem = isStandard && value !== undefined ? problemOf(name, value) : undefined;
    return problem === undefined ? node : { ...node, problem };
  });
}

function problemOf(name: string, value: Node): Problem | undefined {
  if (value.kind !== memberTypes.get(name)) return detailsProblems.memberType;
  if (name !== 'status') return undefined;
  const status = Number(value.value);
  const inRange = Number.isInteger(status) && status >= 100 && status <= 599;
  return inRange ? undefined : detailsProblems.statusRange;
}
