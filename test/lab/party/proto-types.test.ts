import { join } from 'node:path';
import { loadSync } from '@grpc/proto-loader';
import { describe, expect, it } from 'vitest';
import { protoTypesOf } from '../../../src/lab/party/proto-types.ts';
import { readMessage } from '../../../src/wire/protobuf/reader.ts';

const load = (file: string) =>
  protoTypesOf(
    loadSync(join(import.meta.dirname, file), {
      keepCase: true,
      includeDirs: [join(import.meta.dirname, 'protos')],
    }),
  );

it('gives methods with the types of their messages', () => {
  const { methods } = load('../../../protos/shop.proto');
  expect(methods?.['/shop.Prices/Total']).toEqual({ input: 'shop.Item', output: 'shop.Sum' });
  expect(Object.keys(methods ?? {})).toHaveLength(6);
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

describe('what ordinary files hold', () => {
  const people = load('protos/people.proto');
  const read = (type: string, ...parts: readonly Buffer[]) =>
    readMessage(Buffer.concat(parts), people, type).value;
  const varint = (field: number, value: number) => Buffer.from([field << 3, value]);
  const bytes = (field: number, content: Buffer | string) =>
    Buffer.concat([Buffer.from([(field << 3) | 2, content.length]), Buffer.from(content)]);
  const person = (...parts: readonly Buffer[]) => read('people.v1.Person', ...parts);

  it('nested messages and enums', () => {
    const phone = Buffer.concat([bytes(1, '555'), varint(2, 1)]);
    expect(person(bytes(2, phone), varint(4, 1))).toEqual({
      phones: [{ number: '555', kind: 'HOME' }],
      main: 'HOME',
    });
    expect(people.methods?.['/people.v1.People/Ask']).toEqual({
      input: 'people.v1.Outer.Question',
      output: 'people.v1.Outer.Answer',
    });
  });

  it('maps, with the zero of its type for a key or a value that is absent', () => {
    const [north, empty, unnamed] = [
      Buffer.concat([bytes(1, 'north'), varint(2, 7)]),
      bytes(1, 'south'),
      varint(2, 3),
    ];
    expect(person(bytes(3, north), bytes(3, empty), bytes(3, unnamed))).toEqual({
      visits: { north: '7', south: '0', '': '3' },
    });
  });

  it('well-known types in the form of ProtoJSON', () => {
    const seen = Buffer.from([0x08, 0x80, 0xe2, 0xcf, 0xaa, 0x06]);
    const stay = Buffer.concat([varint(1, 90), Buffer.from([0x10, 0x80, 0xca, 0xb5, 0xee, 0x01])]);
    expect(person(bytes(5, seen), bytes(6, stay), bytes(7, bytes(1, 'Ada')))).toEqual({
      seen: '2023-11-14T22:13:20Z',
      stay: '90.500s',
      nick: 'Ada',
    });
  });

  it('members of a oneof', () => {
    expect(person(bytes(9, bytes(1, '555')))).toEqual({ phone: { number: '555' } });
  });
});

describe('two packages', () => {
  const orders = load('protos/orders.proto');

  it('each method has the types of its own', () => {
    expect(orders.methods).toEqual({
      '/orders.v1.Orders/Get': { input: 'orders.v1.Request', output: 'orders.v1.Reply' },
      '/items.v1.Items/Put': { input: 'items.v1.Request', output: 'items.v1.Item' },
    });
  });

  it('a type is found with and without a leading dot', () => {
    expect(orders.messages['orders.v1.Reply']).toEqual({
      1: { name: 'item', type: 'items.v1.Item' },
      2: { name: 'dotted', type: 'items.v1.Item' },
    });
  });
});
