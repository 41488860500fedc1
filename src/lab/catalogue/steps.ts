/** A step of a story. */
export interface ToldStep {
  readonly id: string;
  readonly title: string;
}

/** A call of `lab.step` with its id and title written out, as scenarios have them. */
const call = /\bstep\(\s*'([a-z0-9-]+)',\s*(['"`])((?:\\.|(?!\2).)*)\2/gs;

/**
 * The steps of a scenario in the order of its source: what can be known of them before it is played. Of
 * one that makes up its ids while it plays, there are none.
 */
export function stepsIn(source: string): readonly ToldStep[] {
  return [...source.matchAll(call)].map(([, id = '', , title = '']) => ({
    id,
    title: title.replaceAll(/\\(.)/g, '$1'),
  }));
}
