import { defineServer, type LiveLab, listening, type ServerRecipe } from 'apilab';
import { either } from './either.ts';
import { type FrontPageOptions, frontPage } from './front-page.ts';

/** The pages over HTTP/2, and over HTTP/1.1 for those who come with it. */
export function openPages(
  { clock }: Pick<LiveLab, 'clock'>,
  announce?: FrontPageOptions['announce'],
): ServerRecipe {
  const pages = frontPage({ clock, workMs: 1000, ...(announce && { announce }) });
  return ({ guard, ...at }) => {
    const servers = [pages.overHttp1(), pages.overHttp2()] as const;
    for (const server of servers) guard?.(server);
    return listening(either(...servers), at);
  };
}

/** Pages with a hint for clients of HTTP/2, and without one for all others. */
export default defineServer({
  title: 'Pages that say early what they need',
  about: 'A page takes a second to make, its style 100 ms to find. /gone is no page any more.',
  standard: ['rfc8297 §2', 'rfc9113 §3.3'],
  focus: ['link'],
  party: 'shop',
  protocol: 'h2',

  start: (lab) => openPages(lab),

  tryIt: ({ url }) => [
    {
      about: 'the hint comes at once, the page a second later',
      command: `curl -i --http2-prior-knowledge ${url}/ada`,
    },
    {
      about: 'over HTTP/1.1: no hint, as some clients would take it for the answer',
      command: `curl -i ${url}/ada`,
    },
    {
      about: 'a hint that turns out to be wrong',
      command: `curl -i --http2-prior-knowledge ${url}/gone`,
    },
    {
      about: 'frame by frame, with nghttp of nghttp2',
      command: `nghttp -nv --no-push ${url}/ada`,
    },
    {
      about: 'what the hint names, over the same connection',
      command: `curl -s --http2-prior-knowledge ${url}/ada --next -s --http2 ${url}/style.css -o /dev/null`,
    },
  ],
});
