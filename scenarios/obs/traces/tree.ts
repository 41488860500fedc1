import type { Span } from './tracer.ts';

/** A span with those that it called for, in the order in which they began. */
export interface Node {
  readonly span: Span;
  readonly children: readonly Node[];
}

/** The trees that spans make: one, if each but the first has its parent among them. */
export function treesOf(spans: readonly Span[]): readonly Node[] {
  const known = new Set(spans.map(({ spanId }) => spanId));
  const nodeOf = (span: Span): Node => ({ span, children: childrenOf(span.spanId) });
  const sorted = [...spans].sort((a, b) => a.beganAt - b.beganAt || b.endedAt - a.endedAt);
  const childrenOf = (id: string) => sorted.filter(({ parentId }) => parentId === id).map(nodeOf);
  return sorted
    .filter(({ parentId }) => parentId === undefined || !known.has(parentId))
    .map(nodeOf);
}

/** Trees as rows: what it was, when it began and how long it took. Equal neighbours share a row. */
export function rowsOf(trees: readonly Node[]): readonly (readonly string[])[] {
  const originAt = trees[0]?.span.beganAt ?? 0;
  const rows = (nodes: readonly Node[], depth: number): (readonly string[])[] =>
    runsOf(nodes).flatMap((run) => {
      const [{ span }] = run;
      const times = run.length > 1 ? `${run.length} × ` : '';
      const name = `${'  '.repeat(depth)}${span.service}: ${times}${span.name}`;
      const tookMs = run.reduce((sum, each) => sum + each.span.endedAt - each.span.beganAt, 0);
      const row = [name, `${span.beganAt - originAt} ms`, `${tookMs} ms`];
      return [row, ...run.flatMap(({ children }) => rows(children, depth + 1))];
    });
  return rows(trees, 0);
}

type Run = [Node, ...Node[]];

/** Neighbours of the same service and name that called for nothing. */
function runsOf(nodes: readonly Node[]): readonly Run[] {
  const runs: Run[] = [];
  for (const node of nodes) {
    const [last] = runs.at(-1) ?? [];
    const isSame =
      last?.span.name === node.span.name &&
      last.span.service === node.span.service &&
      last.children.length + node.children.length === 0;
    if (isSame) runs.at(-1)?.push(node);
    else runs.push([node]);
  }
  return runs;
}
