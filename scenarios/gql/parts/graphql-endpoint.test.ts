import fc from 'fast-check';
import { buildSchema, GraphQLError } from 'graphql';
import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { graphqlEndpoint } from './graphql-endpoint.ts';

const schema = buildSchema(`
  type Query {
    greet(name: String! = "you"): String
    refuse: String
    crash: String
    requestNumber: Int
  }
`);

function openEndpoint() {
  const internalErrors: Error[] = [];
  let requests = 0;
  const rootValue = {
    greet: ({ name }: { readonly name: string }) => `Hello, ${name}`,
    refuse: () => {
      throw new GraphQLError('Not for you', { extensions: { code: 'FORBIDDEN' } });
    },
    crash: () => {
      throw new Error('connect ECONNREFUSED 10.0.0.7:5432');
    },
    requestNumber: (_: unknown, context: { readonly number: number }) => context.number,
  };
  const endpoint = graphqlEndpoint({
    schema,
    rootValue,
    context: () => ({ number: ++requests }),
    onInternalError: (error) => internalErrors.push(error),
  });
  const app = new Hono().all('/graphql', endpoint);
  const send = (body: string, fields: Readonly<Record<string, string>> = {}) =>
    app.request('/graphql', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
        ...fields,
      },
      body,
    });
  const ask = (query: string, more: object = {}) => send(JSON.stringify({ query, ...more }));
  return { app, send, ask, internalErrors };
}

describe('POST /graphql', () => {
  test('answers a query with 200 and the media type of GraphQL responses', async () => {
    const response = await openEndpoint().ask('{ greet(name: "Ada") }');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe(
      'application/graphql-response+json; charset=utf-8',
    );
    expect(await response.text()).toBe('{"data":{"greet":"Hello, Ada"}}');
  });

  test('takes variables and the name of an operation', async () => {
    const query = 'query A($n: String!) { greet(name: $n) } query B { requestNumber }';
    const response = await openEndpoint().ask(query, {
      operationName: 'A',
      variables: { n: 'Bo' },
    });
    expect(await response.json()).toEqual({ data: { greet: 'Hello, Bo' } });
  });

  test('ignores members that it does not know', async () => {
    const response = await openEndpoint().ask('{ greet }', { id: 'greeting', extensions: {} });
    expect(response.status).toBe(200);
  });

  test('makes a context for each request', async () => {
    const { ask } = openEndpoint();
    const answers = [await ask('{ requestNumber }'), await ask('{ requestNumber }')];
    const numbers = await Promise.all(answers.map((answer) => answer.json()));
    expect(numbers).toEqual([{ data: { requestNumber: 1 } }, { data: { requestNumber: 2 } }]);
  });

  test('answers data beside errors with 294', async () => {
    const response = await openEndpoint().ask('{ greet refuse }');
    expect(response.status).toBe(294);
    expect(await response.json()).toMatchObject({
      data: { greet: 'Hello, you', refuse: null },
      errors: [{ message: 'Not for you', path: ['refuse'], extensions: { code: 'FORBIDDEN' } }],
    });
  });

  test('keeps what broke inside to itself, and tells the operator', async () => {
    const { ask, internalErrors } = openEndpoint();
    const body = await (await ask('{ greet crash }')).text();
    expect(JSON.parse(body).errors).toMatchObject([
      { message: 'The server failed', path: ['crash'], locations: [{ line: 1, column: 9 }] },
    ]);
    expect(body).not.toContain('ECONNREFUSED');
    expect(internalErrors).toMatchObject([{ message: 'connect ECONNREFUSED 10.0.0.7:5432' }]);
  });

  test.each([
    ['what is not JSON', 'NONSENSE', 400],
    ['a document that cannot be parsed', '{"query":"{"}', 400],
    ['a misspelt member', '{"qeury":"{__typename}"}', 422],
    ['variables that are a list', '{"query":"{greet}","variables":[7]}', 422],
    ['extensions that are text', '{"query":"{greet}","extensions":"x"}', 422],
    ['a list of requests', '[{"query":"{greet}"}]', 422],
    ['a field that is not there', '{"query":"{nothing}"}', 422],
    ['a mutation where there are none', '{"query":"mutation{greet}"}', 422],
    ['a subscription', '{"query":"subscription{greet}"}', 422],
    ['an operation that is not there', '{"query":"{greet}","operationName":"A"}', 422],
    [
      'a variable that does not fit',
      '{"query":"query($n:String!){greet(name:$n)}","variables":{"n":7}}',
      422,
    ],
  ])('refuses %s, with errors and without data', async (_, body, status) => {
    const response = await openEndpoint().send(body);
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toMatch(/^application\/graphql-response\+json/);
    const answer = await response.json();
    expect(answer).not.toHaveProperty('data');
    expect(answer).toMatchObject({ errors: [{ message: expect.any(String) }] });
  });

  test('refuses a body of another type, so that no form of another site gets in', async () => {
    const { send } = openEndpoint();
    const response = await send('{"query":"{greet}"}', { 'content-type': 'text/plain' });
    expect(response.status).toBe(415);
  });

  test('refuses other methods and names the one there is', async () => {
    const response = await openEndpoint().app.request('/graphql?query={greet}');
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
  });

  test.each([
    ['application/json', 'application/json'],
    [
      'application/graphql-response+json, application/json;q=0.9',
      'application/graphql-response+json',
    ],
    ['*/*', 'application/graphql-response+json'],
    ['application/*', 'application/graphql-response+json'],
    ['application/json, application/graphql-response+json;q=0.5', 'application/json'],
    ['application/graphql-response+json;q=0, */*', 'application/json'],
    ['APPLICATION/JSON', 'application/json'],
  ])('if %s is accepted, a success is %s', async (accept, type) => {
    const response = await openEndpoint().send('{"query":"{greet}"}', { accept });
    expect(response.headers.get('content-type')).toBe(`${type}; charset=utf-8`);
  });

  test('a failure is never called application/json', async () => {
    const { send } = openEndpoint();
    const response = await send('{"query":"{"}', { accept: 'application/json' });
    expect(response.headers.get('content-type')).toMatch(/^application\/graphql-response\+json/);
  });

  test('partial data keep their status under the name for clients from before', async () => {
    const { send } = openEndpoint();
    const response = await send('{"query":"{greet refuse}"}', { accept: 'application/json' });
    expect(response.status).toBe(294);
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  });

  test.each(['text/html', 'application/json;q=0', 'application/graphql-response+json;q=0'])(
    'a client that accepts %s alone is told 406',
    async (accept) => {
      const response = await openEndpoint().send('{"query":"{greet}"}', { accept });
      expect(response.status).toBe(406);
    },
  );
});

test('a subscription that the schema has is not executed as a query', async () => {
  let asked = 0;
  const endpoint = graphqlEndpoint({
    schema: buildSchema('type Query { a: Int } type Subscription { news: Int }'),
    rootValue: { news: () => ++asked },
    context: () => undefined,
  });
  const response = await new Hono().all('/', endpoint).request('/', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"query":"subscription{news}"}',
  });
  expect([response.status, asked]).toEqual([422, 0]);
});

describe('what nobody should send', () => {
  test.each([
    ['a document that is nested 5,000 deep', '{a'.repeat(5000), 400],
    ['a document of many aliases', `{${'a: greet '.repeat(2000)}}`, 400],
    ['a fragment that names itself', '{...F} fragment F on Query {...F}', 422],
  ])('%s is refused before anything is executed', async (_, query, status) => {
    const { ask } = openEndpoint();
    expect((await ask(query)).status).toBe(status);
    expect((await ask('{ requestNumber }')).status).toBe(200);
  });

  test('a body of more than 64 KiB is not read', async () => {
    expect((await openEndpoint().ask(`{ greet } # ${'x'.repeat(70_000)}`)).status).toBe(413);
  });

  test('JSON that is nested without end, bytes that are no UTF-8', async () => {
    const { app, send } = openEndpoint();
    expect((await send('['.repeat(60_000))).status).toBe(400);
    const headers = { 'content-type': 'application/json' };
    const body = new Uint8Array([0x22, 0xff, 0x22]);
    expect((await app.request('/graphql', { method: 'POST', headers, body })).status).toBe(400);
  });

  test('whatever comes, the endpoint answers, and with no error of its own', async () => {
    const { app } = openEndpoint();
    const query = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '{ greet }',
        '{ crash }',
        'query A { greet } query B { greet }',
        '{',
        'mutation { a }',
      ),
    );
    const content = fc.oneof(
      fc.record(
        {
          query: fc.oneof(query, fc.jsonValue()),
          variables: fc.jsonValue(),
          operationName: fc.jsonValue(),
        },
        { requiredKeys: [] },
      ),
      fc.jsonValue(),
    );
    const request = fc.record({
      method: fc.constantFrom('POST', 'POST', 'POST', 'GET', 'HEAD', 'PUT', 'OPTIONS'),
      type: fc.constantFrom(
        'application/json',
        'application/json; charset=utf-8',
        'text/plain',
        '',
      ),
      accept: fc.oneof(
        fc.constantFrom('*/*', 'application/json', ';;,', '*/*;q=-1'),
        fc.stringMatching(/^[\x20-\x7e]{0,30}$/),
      ),
      body: fc.oneof(
        content.map((value) => JSON.stringify(value)),
        fc.string(),
      ),
    });
    await fc.assert(
      fc.asyncProperty(request, async ({ method, type, accept, body }) => {
        const hasBody = method !== 'GET' && method !== 'HEAD';
        const headers = { accept, 'content-type': type };
        const answer = await app.request('/graphql', { method, headers, ...(hasBody && { body }) });
        expect(answer.status).toBeLessThan(500);
      }),
      { numRuns: 200 },
    );
  });
});
