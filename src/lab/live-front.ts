import type { FetchHandler, ServerRecipe } from './lab.ts';
import { docsPage } from './live-docs.ts';
import { testPage } from './live-page.ts';
import type { ServerDefinition } from './live-server.ts';

/**
 * Puts a group's test page at `/` and its OpenAPI description at `/docs` and `/openapi.json`, in
 * front of what it serves. Servers of another make than a fetch handler get the front to call it
 * themselves, for what is not theirs.
 */
export function withFront(definition: ServerDefinition, recipe: ServerRecipe): ServerRecipe {
  if (typeof recipe === 'function') return recipe;
  const front = pages(definition);
  return { fetch: (request) => front(request) ?? recipe.fetch(request) };
}

/** Answers for a group's pages; undefined for what is none. */
export function pages(
  definition: ServerDefinition,
): (request: Request) => ReturnType<FetchHandler['fetch']> | undefined {
  const { title, about, page, openapi } = definition;
  return (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return undefined;
    const { pathname } = new URL(request.url);
    if (pathname === '/' && page !== undefined) {
      return testPage({ title, about, page, links: openapi === undefined ? [] : ['/docs'] });
    }
    if (openapi === undefined) return undefined;
    if (pathname === '/openapi.json') return Response.json(openapi);
    return pathname === '/docs' ? docsPage(openapi) : undefined;
  };
}
