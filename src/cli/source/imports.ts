/** An import of a source file. */
export interface Import {
  /** What follows `from`: `./price-feed.ts`, `apilab`, `hono/streaming`. */
  readonly from: string;
  /** The names that are taken from it, as it calls them; none if all of it is taken. */
  readonly names: readonly string[];
}

const statement =
  /(?:^|[\n;])\s*(?:import|export)\s+(?:type\s+)?([^'";]*?)\s*from\s+'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|(?:^|\n)import\s+'([^']+)'/g;

/** The imports of a source file of the house: single quotes, one statement each. */
export function importsOf(text: string): readonly Import[] {
  return [...text.matchAll(statement)].map(([, clause = '', from, dynamic, bare]) => ({
    from: from ?? dynamic ?? bare ?? '',
    names: namesIn(clause),
  }));
}

/** The same text with other places to import from. */
export function withImports(text: string, place: (from: string) => string): string {
  return text.replaceAll(statement, (whole, _, from, dynamic, bare) => {
    const former: string = from ?? dynamic ?? bare;
    const at = whole.lastIndexOf(`'${former}'`);
    return `${whole.slice(0, at)}'${place(former)}'${whole.slice(at + former.length + 2)}`;
  });
}

/** `{ type Clock, listening as listen }` names `Clock` and `listening`. */
function namesIn(clause: string): readonly string[] {
  const [, list = ''] = /\{([^}]*)\}/.exec(clause) ?? [];
  return list
    .split(',')
    .map((each) =>
      each
        .trim()
        .replace(/^type\s+/, '')
        .replace(/\s+as\s+.*$/, ''),
    )
    .filter((name) => name !== '');
}

/** The package that an import names: `hono` of `hono/streaming`, `@grpc/grpc-js`. */
export function packageOf(from: string): string | undefined {
  if (/^(?:\.|#|node:)/.test(from)) return undefined;
  return from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/');
}
