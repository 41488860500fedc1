import type { Layer, Node, Problem } from '../types.ts';
import type { LeafKind } from './kinds.ts';

/** The nodes of a message while it is read. */
export class Parts {
  nodes: Node[] = [];
  /** True if any node may have a problem, so that clean messages need no search for them. */
  flawed = false;

  leaf(kind: LeafKind, start: number, end: number): void {
    this.nodes.push({ kind, start, end });
  }

  text(kind: LeafKind, start: number, value: string): void {
    this.nodes.push({ kind, start, end: start + value.length, value });
  }

  bad(kind: LeafKind, start: number, end: number, problem: Problem): void {
    this.flawed = true;
    this.nodes.push({ kind, start, end, problem });
  }

  /** Puts a problem on the node at `index`, unless it has one. */
  blame(index: number, problem: Problem): void {
    const node = this.nodes[index];
    if (node === undefined || node.problem !== undefined) return;
    this.flawed = true;
    this.nodes[index] = { ...node, problem };
  }

  /** Takes the first `count` nodes away. */
  take(count: number): Parts {
    const taken = new Parts();
    taken.nodes = this.nodes.slice(0, count);
    taken.flawed = this.flawed;
    this.nodes = this.nodes.slice(count);
    return taken;
  }
}

/** The problems of all nodes, parents before their children. */
export function problemsOf(layers: readonly Layer[]): Problem[] {
  const found: Problem[] = [];
  for (const layer of layers) collect(layer.nodes, found);
  return found;
}

function collect(nodes: readonly Node[], found: Problem[]): void {
  for (const node of nodes) {
    if (node.problem !== undefined) found.push(node.problem);
    if (node.children !== undefined) collect(node.children, found);
  }
}
