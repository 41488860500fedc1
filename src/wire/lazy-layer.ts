import type { Layer, Node } from './types.ts';

/** A layer whose nodes are made when somebody looks at them, for nobody looks at most. */
export function lazyLayer(
  protocol: string,
  space: Layer['space'],
  read: () => readonly Node[],
): Layer {
  let nodes: readonly Node[] | undefined;
  return {
    protocol,
    space,
    get nodes() {
      nodes ??= read();
      return nodes;
    },
  };
}
