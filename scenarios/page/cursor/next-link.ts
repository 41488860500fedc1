import { linkOf } from 'apilab/parts/http/link';

/**
 * Reads a list to its end. It makes no address of its own but the first: where it goes on, the links say.
 *
 * @throws Error if a page is refused or leads to another server, to which the token must not go.
 */
export async function* followNext(
  first: string,
  get: (url: string) => Promise<Response>,
): AsyncGenerator<readonly unknown[]> {
  const { origin } = new URL(first);
  for (let url: string | undefined = first; url !== undefined; ) {
    const answer = await get(url);
    if (!answer.ok) throw new Error(`${url} was answered ${answer.status}`);
    const page: unknown = await answer.json();
    if (!Array.isArray(page)) throw new Error(`${url} is no page`);
    yield page;
    url = linkOf('next', answer.headers.get('link'), url);
    if (url !== undefined && new URL(url).origin !== origin) throw new Error(`it leads to ${url}`);
  }
}
