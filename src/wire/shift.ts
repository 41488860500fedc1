import type { Node } from './types.ts';

/** The node, `by` bytes further on. */
export function shifted(node: Node, by: number): Node {
  const moved = { ...node, start: node.start + by, end: node.end + by };
  if (node.pieces === undefined && node.children === undefined) return moved;
  return {
    ...moved,
    ...(node.pieces && {
      pieces: node.pieces.map((piece) => ({ start: piece.start + by, end: piece.end + by })),
    }),
    ...(node.children && { children: node.children.map((child) => shifted(child, by)) }),
  };
}
