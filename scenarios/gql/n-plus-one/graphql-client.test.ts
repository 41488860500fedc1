import { expect, test } from 'vitest';
import { graphqlClient, NotGraphql } from './graphql-client.ts';

const answering = (status: number, type: string, body: string) =>
  graphqlClient({
    url: 'http://shop.test/graphql',
    fetch: async () => new Response(body, { status, headers: { 'content-type': type } }),
  });

test('sends the query and its variables as JSON, and says what it understands', async () => {
  const sent: Request[] = [];
  const ask = graphqlClient({
    url: 'http://shop.test/graphql',
    fetch: async (input, init) => {
      sent.push(new Request(input, init));
      const headers = { 'content-type': 'application/graphql-response+json' };
      return new Response('{"data":{}}', { headers });
    },
  });
  await ask('query($n: Int!) { users(first: $n) { id } }', { n: 2 });
  const [request] = sent;
  expect(request?.method).toBe('POST');
  expect(request?.headers.get('content-type')).toBe('application/json');
  expect(request?.headers.get('accept')).toBe('application/graphql-response+json');
  expect(await request?.json()).toEqual({
    query: 'query($n: Int!) { users(first: $n) { id } }',
    variables: { n: 2 },
  });
});

test('reads a GraphQL response whatever its status', async () => {
  const ask = answering(422, 'application/graphql-response+json', '{"errors":[{"message":"no"}]}');
  expect(await ask('{ nothing }')).toEqual({ errors: [{ message: 'no' }] });
});

test('takes nothing else for an answer', async () => {
  const ask = answering(502, 'text/html', '<h1>Bad Gateway</h1>');
  const failure = await ask('{ users }').catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(NotGraphql);
  expect(failure).toMatchObject({ code: 'not-graphql', status: 502 });
});
