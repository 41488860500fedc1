import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import {
  dissectConnection,
  type Http2Frame,
  limits,
  type ProtoTypes,
} from '../../../src/wire/index.ts';
import { dissect, type Turn } from '../http1/conversation.ts';
import { block, flag, frame, opening } from '../http2/frames.ts';

const protoTypes: ProtoTypes = {
  messages: { Price: { 1: { name: 'symbol', type: 'string' } } },
  methods: { '/Prices/Get': { input: 'Price', output: 'Price' } },
};

const asked = {
  ':method': 'POST',
  ':scheme': 'http',
  ':path': '/Prices/Get',
  te: 'trailers',
  'content-type': 'application/grpc',
};
const answered = { ':status': '200', 'content-type': 'application/grpc' };
const head = (fields: Readonly<Record<string, string>>, flags = 0) =>
  frame('HEADERS', flag.END_HEADERS | flags, 1, block(fields));
const call: Turn = ['client', head(asked)];
const price = Buffer.from('0a0441434d45', 'hex');
const prefixed = (message: Uint8Array, compressed = 0) => {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt8(compressed);
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
};

/** The frames behind the openings of both sides. */
function framesOf(...turns: readonly Turn[]): readonly Http2Frame[] {
  const all: Turn[] = [['client', opening.client], ['server', opening.server], ...turns];
  return dissect(all, [1_000], dissectConnection({ protoTypes })).flatMap((message) =>
    message.kind === 'http2-frame' && message.frame !== 'SETTINGS' ? [message] : [],
  );
}

const codesOf = (found: Http2Frame | undefined) => found?.problems.map(({ code }) => code);

describe('fields of a call', () => {
  it.each([
    ['500m', 500],
    ['2S', 2_000],
    ['1M', 60_000],
    ['1H', 3_600_000],
    ['1500u', 1.5],
    ['99999999n', 99.999999],
  ])('grpc-timeout %s is %d ms', (value, timeoutMs) => {
    expect(framesOf(['client', head({ ...asked, 'grpc-timeout': value })])[0]?.grpc).toMatchObject({
      timeoutMs,
    });
  });

  it('a timeout in no unit is a problem', () => {
    const [found] = framesOf(['client', head({ ...asked, 'grpc-timeout': '500' })]);
    expect(found?.grpc?.timeoutMs).toBeUndefined();
    expect(codesOf(found)).toEqual(['grpc-invalid-timeout']);
  });

  it('metadata is what HTTP and gRPC do not use themselves; binary values are decoded', () => {
    const [found] = framesOf(['client', head({ ...asked, 'x-trace': 'a', 'key-bin': '3q0,/w==' })]);
    expect(found?.grpc?.metadata).toEqual([
      { name: 'x-trace', value: 'a' },
      { name: 'key-bin', value: 'dead,ff' },
    ]);
  });

  describe('binary metadata as bytes', () => {
    const grant = frame('SETTINGS', 0, 0, Buffer.from('fe0300000001', 'hex'));
    const asks = head({ ...asked, 'key-bin': '\0\xde\xad\r\n' });

    it('is taken where the receiver allows it', () => {
      const [found] = framesOf(['server', grant], ['client', asks]);
      expect(found?.grpc?.metadata).toEqual([{ name: 'key-bin', value: 'dead0d0a' }]);
      expect(codesOf(found)).toEqual([]);
    });

    it('breaks a rule of HTTP/2 where it does not, and is read', () => {
      const [found] = framesOf(['client', asks]);
      expect(found?.grpc?.metadata).toEqual([{ name: 'key-bin', value: 'dead0d0a' }]);
      expect(codesOf(found)).toEqual(['http2-invalid-field']);
    });
  });

  it('the nodes of the call lie where its fields lie', () => {
    const [found] = framesOf(['client', head({ ...asked, 'grpc-timeout': '1S' })]);
    const [, hpack, grpc] = found?.layers ?? [];
    const field = hpack?.nodes.find(({ name }) => name === 'grpc-timeout');
    expect(grpc?.nodes.at(-1)).toEqual({
      kind: 'grpc.timeout',
      start: field?.start,
      end: field?.end,
      name: 'grpc-timeout',
      value: '1000 ms',
    });
  });

  it('a status has its name, and its message without percent-encoding', () => {
    const trailers = head({ 'grpc-status': '9', 'grpc-message': 'a%20%C3%BC%' }, flag.END_STREAM);
    const found = framesOf(call, ['server', head(answered)], ['server', trailers]).at(-1);
    expect(found?.grpc?.status).toEqual({ code: 9, name: 'FAILED_PRECONDITION', message: 'a ü%' });
  });

  it('a status that does not exist is a problem', () => {
    const found = framesOf(call, [
      'server',
      head({ ...answered, 'grpc-status': '17' }, flag.END_STREAM),
    ]).at(-1);
    expect(found?.grpc).toMatchObject({ trailersOnly: true, status: { code: 17, name: '17' } });
    expect(codesOf(found)).toEqual(['grpc-invalid-status']);
  });

  it('a response that ends without a status is a problem', () => {
    const end = frame('DATA', flag.END_STREAM, 1);
    expect(codesOf(framesOf(call, ['server', head(answered)], ['server', end]).at(-1))).toEqual([
      'grpc-missing-status',
    ]);
  });
});

describe('messages', () => {
  it('several in one frame', () => {
    const [, found] = framesOf(call, [
      'client',
      frame('DATA', 0, 1, Buffer.concat([prefixed(price), prefixed(Buffer.alloc(0))])),
    ]);
    expect(found?.grpc?.messages).toEqual([
      { byteLength: 6, compressed: false, type: 'Price', value: { symbol: 'ACME' } },
      { byteLength: 0, compressed: false, type: 'Price', value: {} },
    ]);
  });

  it('one over several frames belongs to the last one; its nodes have pieces in all', () => {
    const bytes = prefixed(price);
    const cut = [bytes.subarray(0, 3), bytes.subarray(3, 8), bytes.subarray(8)];
    const found = framesOf(call, ...cut.map((part): Turn => ['client', frame('DATA', 0, 1, part)]));
    expect(found.map(({ grpc }) => grpc?.messages?.length)).toEqual([
      undefined,
      undefined,
      undefined,
      1,
    ]);
    const [, grpc, protobuf] = found.at(-1)?.layers ?? [];
    const starts = found.slice(1).map(({ start }) => start + 9);
    expect(grpc?.nodes[0]?.pieces?.map(({ start }) => start)).toEqual(starts);
    const text = protobuf?.nodes[0]?.children?.[0]?.children?.at(-1);
    expect(text).toMatchObject({ kind: 'protobuf.string', value: 'ACME' });
    expect(text?.pieces?.map(({ start, end }) => end - start)).toEqual([1, 3]);
  });

  it('compressed ones are read behind the compression', () => {
    const found = framesOf(
      ['client', head({ ...asked, 'grpc-encoding': 'gzip' })],
      ['client', frame('DATA', 0, 1, prefixed(gzipSync(price), 1))],
    ).at(-1);
    expect(found?.grpc?.messages).toMatchObject([{ compressed: true, value: { symbol: 'ACME' } }]);
    expect(found?.layers.map(({ protocol, space }) => `${protocol} ${space}`)).toEqual([
      'http2 wire',
      'grpc wire',
      'protobuf content',
    ]);
  });

  it('a compressed one without grpc-encoding is a problem', () => {
    const found = framesOf(call, ['client', frame('DATA', 0, 1, prefixed(price, 1))]).at(-1);
    expect(codesOf(found)).toEqual(['grpc-compressed-without-encoding', 'grpc-not-decompressed']);
  });

  it('one that the stream ends in is a problem', () => {
    const cut = frame('DATA', flag.END_STREAM, 1, prefixed(price).subarray(0, 7));
    expect(codesOf(framesOf(call, ['client', cut]).at(-1))).toEqual(['grpc-unfinished-message']);
  });

  it('one longer than is kept is counted and not read', () => {
    const bytes = prefixed(Buffer.alloc(limits.grpcMessage + 1));
    const parts: Turn[] = [];
    for (let at = 0; at < bytes.length; at += 16_384) {
      parts.push(['client', frame('DATA', 0, 1, bytes.subarray(at, at + 16_384))]);
    }
    const found = framesOf(call, ...parts, ['client', frame('DATA', 0, 1, prefixed(price))]).slice(
      -2,
    );
    expect(found.map(({ grpc }) => grpc?.messages)).toEqual([
      [{ byteLength: limits.grpcMessage + 1, compressed: false, type: 'Price', truncated: true }],
      [expect.objectContaining({ value: { symbol: 'ACME' } })],
    ]);
  });

  describe('in frames of over 1 MiB', () => {
    const large = Buffer.alloc(2_000_000, ' ');
    const agreed: Turn = ['server', frame('SETTINGS', 0, 0, Buffer.from('0005003fffff', 'hex'))];
    const prefix = frame('DATA', 0, 1, prefixed(large).subarray(0, 5));
    const rest: Turn = ['client', Buffer.concat([prefix, frame('DATA', 0, 1, large)])];
    const next: Turn = ['client', frame('DATA', 0, 1, prefixed(price))];
    const said = (turns: readonly Turn[]) =>
      framesOf(...turns)
        .slice(-2)
        .map(({ grpc }) => grpc?.messages?.map(({ byteLength }) => byteLength));

    it('they are read if the peers agreed on it', () => {
      expect(said([agreed, call, rest, next])).toEqual([[large.length], [price.length]]);
    });

    it('they are passed over otherwise, and the next one is read', () => {
      expect(said([call, rest, next])).toEqual([undefined, [price.length]]);
    });
  });

  it('without the types of the service they are read by number', () => {
    const turns: Turn[] = [
      ['client', opening.client],
      call,
      ['client', frame('DATA', 0, 1, prefixed(price))],
    ];
    const found = dissect(turns).at(-1);
    expect(found?.layers[2]?.nodes[0]?.children).toMatchObject([
      { name: '1', value: '"ACME" (guess: string)' },
    ]);
  });

  it('in another format than Protobuf they are cut apart and not read', () => {
    const found = framesOf(
      ['client', head({ ...asked, 'content-type': 'application/grpc+json' })],
      ['client', frame('DATA', 0, 1, prefixed(Buffer.from('{}')))],
    ).at(-1);
    expect(found?.layers.map(({ protocol }) => protocol)).toEqual(['http2', 'grpc']);
  });
});

it('a server that answers with something else is no gRPC', () => {
  const html = { ':status': '502', 'content-type': 'text/html' };
  const found = framesOf(call, ['server', head(html)], ['server', frame('DATA', 1, 1, '<p>')]);
  expect(found.slice(1).map(({ grpc, text }) => [grpc, text])).toEqual([
    [undefined, undefined],
    [undefined, '<p>'],
  ]);
});
