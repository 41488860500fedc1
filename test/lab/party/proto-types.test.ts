import { join } from 'node:path';
import { loadSync } from '@grpc/proto-loader';
import { expect, it } from 'vitest';
import { protoTypesOf } from '../../../src/lab/party/proto-types.ts';

const load = (file: string) =>
  protoTypesOf(loadSync(join(import.meta.dirname, file), { keepCase: true }));

it('gives methods with the types of their messages', () => {
  const { methods } = load('../../../protos/shop.proto');
  expect(methods?.['/shop.Prices/Total']).toEqual({ input: 'shop.Item', output: 'shop.Sum' });
  expect(Object.keys(methods ?? {})).toHaveLength(5);
});

it('gives the fields of messages by number', () => {
  const { messages } = load('../../../protos/shop.proto');
  expect(messages['shop.Price']).toEqual({
    1: { name: 'product', type: 'int32' },
    2: { name: 'cents', type: 'int32' },
    3: { name: 'discount', type: 'int32' },
  });
});

it('names enums and messages in fields in full, and says what is repeated', () => {
  const { messages, enums } = load('../../oracles/prices.proto');
  expect(messages['shop.Price']).toMatchObject({
    3: { name: 'trend', type: 'shop.Trend' },
    4: { name: 'changes', type: 'sint32', repeated: true },
    6: { name: 'asked', type: 'shop.PriceRequest' },
  });
  expect(enums).toEqual({ 'shop.Trend': { 0: 'FLAT', 1: 'UP' } });
});
