import { createRequire } from 'node:module';
import { Server, ServerCredentials, type ServerDuplexStream } from '@grpc/grpc-js';
import { onTestFinished } from 'vitest';
import type { Credentials } from '../../../src/lab/tls/authority.ts';

const { FileDescriptorProto } = createRequire(import.meta.url)('protobufjs/ext/descriptor') as {
  FileDescriptorProto: {
    create(file: object): object;
    encode(file: object): { finish(): Uint8Array };
  };
};

/** Types of fields in descriptors (descriptor.proto): string, int32, message. */
const [STRING, INT32, MESSAGE] = [9, 5, 11];

const file = (parts: object) =>
  Buffer.from(FileDescriptorProto.encode(FileDescriptorProto.create(parts)).finish());

/** A service in one file, and what it is about in another that it imports. */
const files = {
  'shop/prices.proto': file({
    name: 'shop/prices.proto',
    package: 'shop',
    syntax: 'proto3',
    dependency: ['shop/money.proto'],
    messageType: [
      { name: 'Ask', field: [{ name: 'symbol', number: 1, label: 1, type: STRING }] },
      {
        name: 'Price',
        field: [
          { name: 'symbol', number: 1, label: 1, type: STRING },
          { name: 'cost', number: 2, label: 1, type: MESSAGE, typeName: '.shop.Money' },
        ],
      },
    ],
    service: [
      {
        name: 'Prices',
        method: [{ name: 'Get', inputType: '.shop.Ask', outputType: '.shop.Price' }],
      },
    ],
  }),
  'shop/money.proto': file({
    name: 'shop/money.proto',
    package: 'shop',
    syntax: 'proto3',
    messageType: [{ name: 'Money', field: [{ name: 'cents', number: 1, label: 1, type: INT32 }] }],
  }),
};

/** A field of Protobuf with a length, up to 127 bytes of it in one byte. */
function part(number: number, bytes: Uint8Array | string): Buffer {
  const payload = Buffer.from(bytes);
  const length =
    payload.length < 128 ? [payload.length] : [(payload.length & 127) | 128, payload.length >> 7];
  return Buffer.concat([Buffer.from([(number << 3) | 2, ...length]), payload]);
}

/** Answers a question as the reflection protocol wants it, written out by hand. */
function answerTo(question: Buffer): Buffer {
  const number = (question[0] ?? 0) >> 3;
  const asked = question.subarray(2).toString();
  if (number === 7) {
    const services = ['shop.Prices', 'grpc.reflection.v1.ServerReflection'];
    return part(6, Buffer.concat(services.map((name) => part(1, part(1, name)))));
  }
  const named = number === 4 && asked === 'shop.Prices' ? 'shop/prices.proto' : asked;
  const found = Object.entries(files).find(([name]) => name === named)?.[1];
  return found === undefined ? part(7, part(2, `no ${asked}`)) : part(4, part(1, found));
}

const bytes = {
  requestSerialize: (value: Buffer) => value,
  requestDeserialize: (value: Buffer) => value,
  responseSerialize: (value: Buffer) => value,
  responseDeserialize: (value: Buffer) => value,
};

/**
 * A server of gRPC with a service that answers with ACME at 7 cents; it describes itself in some versions, over
 * TLS if it has a certificate.
 */
export async function reflectingServer(
  versions: readonly string[],
  port = 0,
  secured?: Credentials,
): Promise<number> {
  const server = new Server();
  const get = { path: '/shop.Prices/Get', requestStream: false, responseStream: false, ...bytes };
  server.addService(
    { Get: get },
    {
      Get: (_call: unknown, done: (error: null, answer: Buffer) => void) =>
        done(null, Buffer.concat([part(1, 'ACME'), part(2, Buffer.from([8, 7]))])),
    },
  );
  for (const version of versions) {
    const path = `/${version}.ServerReflection/ServerReflectionInfo`;
    server.addService(
      { Info: { path, requestStream: true, responseStream: true, ...bytes } },
      {
        Info(call: ServerDuplexStream<Buffer, Buffer>) {
          call.on('data', (question: Buffer) => call.write(answerTo(question)));
          call.on('end', () => call.end());
        },
      },
    );
  }
  const listening =
    secured === undefined
      ? ServerCredentials.createInsecure()
      : ServerCredentials.createSsl(null, [
          { private_key: Buffer.from(secured.key), cert_chain: Buffer.from(secured.cert) },
        ]);
  const bound = await new Promise<number>((resolve, reject) =>
    server.bindAsync(`127.0.0.1:${port}`, listening, (error, at) =>
      error === null ? resolve(at) : reject(error),
    ),
  );
  onTestFinished(() => server.forceShutdown());
  return bound;
}
