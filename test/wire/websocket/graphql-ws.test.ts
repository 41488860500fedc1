import { describe, expect, it } from 'vitest';
import { codes } from '../http1/conversation.ts';
import { clientFrame, frame } from './frames.ts';
import { framesOf } from './talk.ts';

const subprotocol = 'Sec-WebSocket-Protocol: graphql-transport-ws';
const byClient = (payload: string) =>
  framesOf([['client', clientFrame({ payload })]], [subprotocol])[0];
const byServer = (payload: string) => framesOf([['server', frame({ payload })]], [subprotocol])[0];

describe('a message of graphql-transport-ws', () => {
  it('that subscribes shows its operation', () => {
    const query = 'subscription Prices { price }';
    const message = byClient(JSON.stringify({ id: '1', type: 'subscribe', payload: { query } }));
    expect(message?.message?.graphql).toEqual({ type: 'subscribe', id: '1' });
    expect(message?.layers.map(({ protocol }) => protocol)).toEqual([
      'websocket',
      'json',
      'graphql-ws',
      'graphql',
    ]);
    expect(message?.layers[3]?.nodes[0]).toMatchObject({
      kind: 'graphql.operation',
      name: 'Prices',
      value: 'subscription',
    });
  });

  it('that brings a result shows its errors', () => {
    const message = byServer(
      '{"id":"1","type":"next","payload":{"data":null,"errors":[{"message":"no price"}]}}',
    );
    const errors = message?.layers[3]?.nodes.filter(({ kind }) => kind === 'graphql.error');
    expect(errors?.map(({ value }) => value)).toEqual(['no price']);
  });

  it('that ends an operation with errors shows them', () => {
    const message = byServer('{"id":"1","type":"error","payload":[{"message":"unknown field"}]}');
    expect(message?.layers[3]?.nodes).toMatchObject([
      { kind: 'graphql.error', value: 'unknown field' },
    ]);
  });

  it.each([
    ['graphql-ws-unknown-type', '{"type":"start","id":"1"}'],
    ['graphql-ws-no-type', '{"id":"1"}'],
    ['graphql-ws-no-type', '[]'],
    ['graphql-ws-wrong-side', '{"type":"connection_ack"}'],
    ['graphql-ws-no-id', '{"type":"subscribe","payload":{"query":"{ a }"}}'],
    ['json-malformed', 'subscribe'],
  ])('that breaks a rule says which: %s', (code, payload) => {
    expect(codes(byClient(payload))).toEqual([code]);
  });

  it('is only looked for where it was agreed on', () => {
    const [message] = framesOf([['client', clientFrame({ payload: '{"type":"ping"}' })]]);
    expect(message?.message?.graphql).toBeUndefined();
  });
});
