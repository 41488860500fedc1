import { defineServer, type LiveLab, listening, type ServerRecipe } from 'apilab';
import { type GalleryOptions, gallery } from '../parts/gallery.ts';

/** Pictures over HTTP/2. */
export function openGallery({ clock }: LiveLab, guard?: GalleryOptions['guard']): ServerRecipe {
  const pictures = gallery({ clock, ...(guard && { guard }) });
  return (at) => listening(pictures.server(), at);
}

/** A gallery for clients that know beforehand that it speaks HTTP/2. */
export default defineServer({
  title: 'Pictures over HTTP/2',
  about: '/small is there, /drawn takes 300 ms, /large is longer than a window.',
  standard: ['rfc9113 §3.3', 'rfc9113 §5'],
  party: 'gallery',
  protocol: 'h2',

  start: (lab) => openGallery(lab),

  tryIt: ({ url }) => [
    {
      about: 'a picture',
      command: `curl -i --http2-prior-knowledge ${url}/small -o /dev/null -D -`,
    },
    {
      about: 'two at once: the small one comes first',
      command: [
        `curl -sZ --http2-prior-knowledge ${url}/drawn -o /dev/null -w 'drawn after %{time_total} s\\n'`,
        `--next -s --http2 ${url}/small -o /dev/null -w 'small after %{time_total} s\\n'`,
      ].join(' '),
    },
    {
      about: 'frame by frame, with nghttp of nghttp2',
      command: `nghttp -nv ${url}/small ${url}/small`,
    },
    {
      about: 'windows of 1 kB, again and again',
      command: `nghttp -nv --window-bits=10 ${url}/small`,
    },
  ],
});
