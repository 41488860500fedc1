import { problem } from 'apilab/parts/http/problem';
import { type Context, Hono } from 'hono';
import { piecesOf } from './body.ts';
import { attachment, type DispositionOf } from './disposition.ts';
import { boundaryOf, type Part, readForm } from './multipart.ts';
import { Refused } from './refused.ts';
import type { StoredFile, Uploads } from './uploads.ts';

/** How contents are read. */
export interface Reading {
  /** The parts of a form. */
  parts(request: Request, boundary: string, limitBytes: number): AsyncIterable<Part>;
  /** A content that is one file. */
  pieces(request: Request, limitBytes: number): AsyncIterable<Uint8Array>;
}

/** As they come, piece by piece. */
export const asItComes: Reading = {
  parts: (request, boundary, limitBytes) => readForm(piecesOf(request, limitBytes), boundary),
  pieces: piecesOf,
};

/** What a file is sent with. */
export type Present = (file: StoredFile) => Readonly<Record<string, string>>;

/** To be saved and never shown, as the type that it was found to be. */
export const toBeSaved =
  (dispositionOf: DispositionOf = attachment): Present =>
  ({ name, type, bytes }) => ({
    'Content-Type': type,
    'Content-Length': `${bytes}`,
    'Content-Disposition': dispositionOf(name),
    'X-Content-Type-Options': 'nosniff',
  });

export interface FilesApiOptions {
  readonly uploads: Uploads;
  readonly reading?: Reading;
  readonly present?: Present;
}

/** Files: POST /files takes those of a form, PUT /files/{id} another content for one, GET sends it. */
export function filesApi({ uploads, reading = asItComes, present = toBeSaved() }: FilesApiOptions) {
  const app = new Hono();
  // A form may have several files, and some bytes between them.
  const limitOfForm = 4 * uploads.limitBytes;
  app.notFound(() => problem({ status: 404, title: 'Not Found' }));
  app.onError((error) =>
    error instanceof Refused
      ? problem({ status: error.status, title: error.message, extensions: error.extensions })
      : problem({ status: 500, title: 'Internal Server Error' }),
  );

  app.post('/files', async (c) => {
    const boundary = boundaryOf(c.req.header('content-type') ?? '');
    if (boundary === undefined) {
      return problem({ status: 415, title: 'A form in parts, with its boundary' }, ACCEPT_POST);
    }
    const taken = await uploads.take(reading.parts(c.req.raw, boundary, limitOfForm));
    const files = taken.map(({ id, name, type, bytes }) => ({ id, name, type, bytes }));
    const [first] = files;
    if (first === undefined) return problem({ status: 422, title: 'There is no file in it' });
    return c.json({ files }, 201, { Location: `/files/${first.id}` });
  });

  const found = (c: Context, run: (file: StoredFile) => Promise<Response> | Response) => {
    const file = uploads.find(c.req.param('id') ?? '');
    return file === undefined ? c.notFound() : run(file);
  };
  app.put('/files/:id', (c) =>
    found(c, async (file) => {
      // A part of a file would take the place of all of it (RFC 9110 §14.5).
      if (c.req.header('content-range') !== undefined) {
        return problem({ status: 400, title: 'A file is replaced as a whole' });
      }
      const pieces = reading.pieces(c.req.raw, uploads.limitBytes);
      await uploads.replace(file, pieces, c.req.header('content-type'));
      return c.body(null, 204);
    }),
  );
  app.get('/files/:id', (c) =>
    found(c, (file) => new Response(stream(uploads.read(file)), { headers: present(file) })),
  );
  app.all('/files', (c) => c.body(null, 405, { Allow: 'POST' }));
  app.all('/files/:id', (c) => c.body(null, 405, { Allow: 'GET, HEAD, PUT' }));
  return app;
}

const ACCEPT_POST = { 'Accept-Post': 'multipart/form-data' };

/** A file as the content of an answer: the next piece is read when this one was sent. */
function stream(pieces: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const source = pieces[Symbol.asyncIterator]();
  return new ReadableStream(
    {
      async pull(controller) {
        const { done, value } = await source.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await source.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
