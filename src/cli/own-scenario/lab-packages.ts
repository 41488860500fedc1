/**
 * Module hooks for scenario files of the user's own: `apilab` is this very program, and what the lab
 * itself imports may be imported too, wherever the file lies.
 *
 * @module
 */

/** What a hook passes on to the next one; more than these members, which stay as they are. */
interface Context {
  readonly parentURL?: string | undefined;
}

interface Resolved {
  readonly url: string;
  readonly format?: string | null | undefined;
}

/** The hook of Node 22.15 and later, which runs in the thread that imports. */
export function resolveAtOnce(
  specifier: string,
  context: Context,
  next: (specifier: string, context: Context) => Resolved,
): Resolved {
  if (isApilab(specifier)) return next(specifier, fromHere(context));
  try {
    return asModule(next(specifier, context));
  } catch (error) {
    if (!isMissingPackage(specifier, error)) throw error;
    return orFirst(error, () => next(specifier, fromHere(context)));
  }
}

/** The same for a thread of its own, as earlier versions of Node have hooks. */
export async function resolve(
  specifier: string,
  context: Context,
  next: (specifier: string, context: Context) => Promise<Resolved>,
): Promise<Resolved> {
  if (isApilab(specifier)) return next(specifier, fromHere(context));
  try {
    return asModule(await next(specifier, context));
  } catch (error) {
    if (!isMissingPackage(specifier, error)) throw error;
    return next(specifier, fromHere(context)).catch(() => {
      throw error;
    });
  }
}

/** Resolved as if this file had asked: it lies in the lab's own package. */
function fromHere(context: Context): Context {
  return { ...context, parentURL: import.meta.url };
}

function isApilab(specifier: string): boolean {
  return specifier === 'apilab' || specifier.startsWith('apilab/');
}

/** What the importing file is told is that *it* cannot find the package. */
function orFirst<T>(error: unknown, attempt: () => T): T {
  try {
    return attempt();
  } catch {
    throw error;
  }
}

function isMissingPackage(specifier: string, error: unknown): boolean {
  const isBare = !/^[./#]|^[a-z]+:/i.test(specifier);
  return (
    isBare && error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND'
  );
}

/**
 * TypeScript of the user's own is a module, whether or not a `package.json` says so; of JavaScript
 * without one, Node looks at the syntax.
 */
function asModule(resolved: Resolved): Resolved {
  const { pathname } = new URL(resolved.url);
  if (pathname.includes('/node_modules/')) return resolved;
  if (/\.tsx?$/.test(pathname)) return { ...resolved, format: 'module' };
  if (/\.jsx?$/.test(pathname)) return { ...resolved, format: undefined };
  return resolved;
}
