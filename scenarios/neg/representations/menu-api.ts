import { problem } from 'apilab/parts/http/problem';
import { Hono } from 'hono';
import { contentTypeOf, type MediaType, TYPES, WRITERS, type Write } from './forms.ts';
import { LANGUAGES, menuIn } from './menu.ts';
import { byWeight, type Negotiation } from './negotiation.ts';

export interface MenuApiOptions {
  /** How many dishes there are. */
  readonly dishes: number;
  readonly negotiation?: Negotiation;
  readonly writers?: Readonly<Record<MediaType, Write>>;
}

/** One menu at one address, in three forms and two languages. */
export function menuApi({ dishes, negotiation = byWeight, writers = WRITERS }: MenuApiOptions) {
  const app = new Hono();

  app.get('/menu', ({ req }) => {
    const vary: Record<string, string> = negotiation.vary === '' ? {} : { Vary: negotiation.vary };
    const type = negotiation.type(req.header('Accept') ?? null, TYPES);
    if (type === undefined) {
      const details = { status: 406, title: 'Not acceptable', extensions: { available: TYPES } };
      return problem(details, { 'Cache-Control': 'no-store', ...vary });
    }
    const language = negotiation.language(req.header('Accept-Language') ?? null, LANGUAGES);
    const bytes = writers[type](menuIn(language, dishes));
    return new Response(new Uint8Array(bytes), {
      headers: {
        'Content-Type': contentTypeOf(type),
        'Content-Language': language,
        'Content-Length': `${bytes.byteLength}`,
        // For caches on the way too: what is stored is given to those who sent the same in what Vary names.
        'Cache-Control': 'max-age=60',
        ...vary,
      },
    });
  });

  app.all('/menu', () =>
    problem({ status: 405, title: 'Method not allowed' }, { Allow: 'GET, HEAD' }),
  );
  app.notFound(() => problem({ status: 404, title: 'Not found' }));
  return app;
}
