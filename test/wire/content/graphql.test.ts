import fc from 'fast-check';
import { parse } from 'graphql';
import { describe, expect, it } from 'vitest';
import { operationsIn } from '../../../src/wire/content/graphql-document.ts';
import { layerOf, problemsOf, read } from './contents.ts';

const request = (value: unknown, type = 'application/json') =>
  read(JSON.stringify(value), { type, role: 'request' });
const response = (value: unknown, answersGraphql = true) =>
  read(JSON.stringify(value), { type: 'application/json', answersGraphql });

describe('the operations of a document', () => {
  it.each([
    ['{ price }', [{ type: 'query' }]],
    ['query Price { price }', [{ type: 'query', name: 'Price' }]],
    ['mutation($id: ID!) { cancel(id: $id) { id } }', [{ type: 'mutation' }]],
    ['subscription S @live(if: {a: "}"}) { prices }', [{ type: 'subscription', name: 'S' }]],
    ['# query A { a }\nquery B { b }', [{ type: 'query', name: 'B' }]],
    [
      'query A($s: String = "query C { c }") { a(s: """ } \\""" { """) }',
      [{ type: 'query', name: 'A' }],
    ],
    ['fragment F on Product { sku } query A { ...F }', [{ type: 'query', name: 'A' }]],
    ['query query { fragment }', [{ type: 'query', name: 'query' }]],
    ['{ }', [{ type: 'query' }]],
    ['mutation M { cancel(id: 1) { } }', [{ type: 'mutation', name: 'M' }]],
    ['"What it is for" query A { a }', [{ type: 'query', name: 'A' }]],
    [
      'query A { a } mutation B { b }',
      [
        { type: 'query', name: 'A' },
        { type: 'mutation', name: 'B' },
      ],
    ],
  ])('%s', (text, operations) => {
    expect(operationsIn(text)).toEqual(operations);
  });

  it.each([
    'shoes',
    'query shoes for men',
    'query',
    '{ a',
    '{ a } }',
    '{ } }',
    '{ { } }',
    '{ a(b: [1) }',
    '{ a(b: [1)] }',
    'SELECT * FROM orders',
    '{"query": 1}',
    'fragment F on Product { sku }',
    'type Query { a: Int }',
    '{ a(s: "unclosed) }',
    '',
  ])('are none in %j', (text) => {
    expect(operationsIn(text)).toBeUndefined();
  });

  it('are found in all that graphql-js parses', () => {
    const selection = fc.letrec((tie) => ({
      set: fc.array(tie('field'), { minLength: 1, maxLength: 3 }).map((f) => `{ ${f.join(' ')} }`),
      field: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('a', 'b: c', '...F', '...on T { x }', 'd(e: [1, {f: "}"}]) @skip(if: $v)'),
        fc.tuple(fc.constantFrom('g', 'h(i: """{""")'), tie('set')).map((f) => f.join(' ')),
      ),
    })).set;
    const head = fc.constantFrom(
      '',
      'query ',
      'query A',
      'mutation M($v: [T!]! = [1.5e3])',
      'subscription @x ',
    );
    fc.assert(
      fc.property(head, selection, (start, set) => {
        const text = `${start}${set}`;
        expect(() => parse(text)).not.toThrow();
        expect(operationsIn(text)).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });

  it('are looked for in any text without a throw', () => {
    const text = fc.array(
      fc.constantFrom(...'{}()[]"\\#@$:!|&=.-10aq \n', '"""', '...', 'query ', '€'),
    );
    fc.assert(
      fc.property(text, (parts) => {
        operationsIn(parts.join(''));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('a GraphQL request', () => {
  it('shows operation, document, chosen name, variables and extensions', () => {
    const query = 'query A { a } query B($sku: ID!) { b(sku: $sku) }';
    const content = request({
      query,
      operationName: 'B',
      variables: { sku: 'ACME', count: 2 },
      extensions: {},
    });
    expect(content.isGraphql).toBe(true);
    expect(layerOf(content, 'graphql')).toMatchObject([
      { kind: 'graphql.operation', name: 'A', value: 'query' },
      { kind: 'graphql.operation', name: 'B', value: 'query' },
      { kind: 'graphql.document', value: query },
      { kind: 'graphql.operation-name', value: 'B' },
      {
        kind: 'graphql.variables',
        children: [
          { kind: 'graphql.variable', name: 'sku', value: 'ACME' },
          { kind: 'graphql.variable', name: 'count', value: '2' },
        ],
      },
      { kind: 'graphql.extensions', value: '{}' },
    ]);
    expect(problemsOf(content)).toEqual([]);
  });

  it('stands at the bytes of its document', () => {
    const [operation] = layerOf(request({ query: '{ a }' }), 'graphql');
    expect(operation).toEqual({ kind: 'graphql.operation', start: 9, end: 16, value: 'query' });
  });

  it.each([{ query: 'running shoes' }, { query: 7 }, { q: '{ a }' }, ['{ a }'], '{ a }'])(
    'is not %j',
    (value) => {
      expect(request(value).isGraphql).toBe(false);
    },
  );

  it('is JSON of no other type', () => {
    expect(request({ query: '{ a }' }, 'application/vnd.api+json').isGraphql).toBe(false);
  });

  it('is not the body of a response', () => {
    expect(response({ query: '{ a }' }, false).isGraphql).toBe(false);
  });

  it.each([
    [{ query: 'query A { a } query B { b }' }, 'graphql-operation-ambiguous'],
    [{ query: 'query A { a }', operationName: 'B' }, 'graphql-operation-unknown'],
    [{ query: '{ a }', variables: [1] }, 'graphql-variables-type'],
  ])('%j has a problem', (value, code) => {
    expect(problemsOf(request(value))).toEqual([code]);
  });
});

describe('a GraphQL response', () => {
  it('shows data, and each error with its place', () => {
    const content = response({
      data: { order: null },
      errors: [
        {
          message: 'No such order',
          path: ['order', 'items', 0],
          locations: [{ line: 2, column: 5 }],
          extensions: { code: 'NOT_FOUND' },
        },
      ],
      extensions: { cost: 3 },
    });
    expect(content.isGraphql).toBe(true);
    expect(layerOf(content, 'graphql')).toMatchObject([
      { kind: 'graphql.data' },
      {
        kind: 'graphql.error',
        value: 'No such order',
        children: [
          { kind: 'graphql.path', value: 'order.items.0' },
          { kind: 'graphql.location', value: '2:5' },
          { kind: 'graphql.extensions', value: '{"code":"NOT_FOUND"}' },
        ],
      },
      { kind: 'graphql.extensions', value: '{"cost":3}' },
    ]);
  });

  it('says where data is null', () => {
    const [data] = layerOf(response({ data: null, errors: [{ message: 'no' }] }), 'graphql');
    expect(data).toMatchObject({ kind: 'graphql.data', value: 'null' });
  });

  it('is known by its media type too', () => {
    const type = 'application/graphql-response+json; charset=utf-8';
    expect(read('{"data":{}}', { type }).isGraphql).toBe(true);
  });

  it('is not any JSON', () => {
    expect(response({ data: {} }, false).isGraphql).toBe(false);
    expect(response({ title: 'Bad Gateway' }).isGraphql).toBe(false);
  });

  it.each([
    [{ errors: [] }, 'graphql-errors-not-a-list'],
    [{ errors: [{ code: 1 }] }, 'graphql-error-without-message'],
    [{ data: {}, code: 200 }, 'graphql-response-member'],
  ])('%j has a problem', (value, code) => {
    expect(problemsOf(response(value))).toEqual([code]);
  });

  it('that is neither data nor errors has a problem', () => {
    const content = read('[]', { type: 'application/graphql-response+json' });
    expect(problemsOf(content)).toEqual(['graphql-response-not-an-object']);
  });
});
