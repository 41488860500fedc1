import { readJson } from 'apilab/parts/http/json';
import { problem } from 'apilab/parts/http/problem';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import type { PeopleStore, Person } from './people-store.ts';
import type { Move } from './retirement.ts';

export interface PeopleApiOptions {
  readonly people: PeopleStore;
  /** What is done to the addresses of the first version. */
  readonly retire: (move: Move) => MiddlewareHandler;
}

/** A version: how it shows a person, and reads one; `undefined` if it is none. */
interface Shape {
  readonly path: string;
  show(person: Person): object;
  read(content: unknown): Person | undefined;
}

/** One name, as if everybody had two words in it. */
const V1: Shape = {
  path: '/v1/users',
  show: ({ given, family }) => ({ name: `${given} ${family}`.trim() }),
  read(content) {
    const { name }: { name?: unknown } = Object(content);
    if (!isText(name)) return undefined;
    const words = name.trim().split(' ');
    return { given: words.slice(0, -1).join(' '), family: words.at(-1) ?? '' };
  },
};

const V2: Shape = {
  path: '/v2/people',
  show: ({ given, family }) => ({ given_name: given, family_name: family }),
  read(content) {
    const { given_name: given, family_name: family }: Record<string, unknown> = Object(content);
    return isText(given) && isText(family) ? { given, family } : undefined;
  },
};

/** Something to be seen, and nothing that a database or a terminal cuts off. */
const isText = (value: unknown): value is string =>
  typeof value === 'string' && /^(?=.*\S)[^\p{Cc}\p{Cs}]{1,200}$/u.test(value);

/** People in two shapes from one store, and feedback, whose shape both versions share. */
export function peopleApi({ people, retire }: PeopleApiOptions) {
  const app = new Hono();
  app.onError(() => problem({ status: 500, title: 'Internal Server Error' }));
  app.notFound(() => problem({ status: 404, title: 'Not Found' }));

  app.use('/v1/users/*', retire({ from: V1.path, to: V2.path, isSameShape: false }));
  app.use('/v1/feedback', retire({ from: '/v1/feedback', to: '/v2/feedback', isSameShape: true }));

  for (const { path, show, read } of [V1, V2]) {
    app.get(`${path}/:id{[1-9][0-9]{0,8}}`, (c) => {
      const id = Number(c.req.param('id'));
      const person = people.find(id);
      return person ? c.json({ id, ...show(person) }) : c.notFound();
    });
    app.get(path, (c) =>
      c.json(people.newest().map(({ id, ...person }) => ({ id, ...show(person) }))),
    );
    app.post(path, async (c) => {
      const content = await contentOf(c);
      if (content instanceof Response) return content;
      const person = read(content);
      if (!person) return problem({ status: 422, title: 'This is no person' });
      return c.body(null, 201, { Location: `${path}/${people.add(person)}` });
    });
    app.all(path, (c) => c.body(null, 405, { Allow: 'GET, HEAD, POST' }));
    app.all(`${path}/*`, (c) =>
      c.req.method === 'GET' ? c.notFound() : c.body(null, 405, { Allow: 'GET, HEAD' }),
    );
  }

  for (const path of ['/v1/feedback', '/v2/feedback']) {
    app.post(path, async (c) => {
      const content = await contentOf(c);
      if (content instanceof Response) return content;
      const { text }: { text?: unknown } = Object(content);
      if (!isText(text)) return problem({ status: 422, title: 'There is no text' });
      people.note(text);
      return c.body(null, 204);
    });
    app.all(path, (c) => c.body(null, 405, { Allow: 'POST' }));
  }
  return app;
}

async function contentOf(c: Context): Promise<unknown> {
  const content = await readJson(c.req.raw);
  if (content.state === 'read') return content.value;
  return content.state === 'too-large'
    ? problem({ status: 413, title: 'Content Too Large' })
    : problem({ status: 400, title: 'Bad Request' });
}
