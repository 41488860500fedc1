import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import {
  Client,
  credentials,
  Metadata,
  type MethodDefinition,
  type ServiceError,
  status,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Live, live } from '../cli/live.ts';
import { type GrpcurlCall, grpcurlArguments, objectsIn } from './grpcurl-arguments.ts';
import { isInstalled } from './installed.ts';
import { eventsIn, type Printed, printedBy, shown } from './printed.ts';

/**
 * grpcurl itself cannot be installed from here. Its command lines are read as it reads them, by the
 * flags of its `cmd/grpcurl/grpcurl.go`, and what they ask for is sent by another client.
 */
describe('the grpcurl commands that serve grpc prints', () => {
  let session: Live;
  let printed: readonly Printed[];
  beforeEach(async () => {
    session = await live(['serve', 'grpc', '--format', 'ndjson']);
    printed = printedBy(session.welcome());
  });
  afterEach(() => session.interrupt());

  const commands = () => printed.filter(({ command }) => command.startsWith('grpcurl '));

  /** What the command under a heading asks for. */
  function asked(heading: string): GrpcurlCall {
    const found = commands().find(({ about }) => about.startsWith(heading));
    return grpcurlArguments(wordsOf(found?.command ?? ''));
  }

  it('name the server, and a service and proto file that are there', () => {
    const calls = commands().map(({ command }) => grpcurlArguments(wordsOf(command)));
    expect(calls).toHaveLength(5);
    for (const call of calls) {
      expect(call.plaintext).toBe(true);
      expect(`http://${call.address}`).toBe(session.url);
      expect(isAbsolute(call.importPath)).toBe(true);
      expect(existsSync(join(call.importPath, call.proto))).toBe(true);
      expect(methodOf(call).path).toBe(`/${call.service}/${call.method}`);
    }
  });

  it('say nothing in JSON that their messages have no field for', () => {
    for (const { command } of commands()) {
      const call = grpcurlArguments(wordsOf(command));
      const { requestSerialize, requestDeserialize, requestStream } = methodOf(call);
      const messages = objectsIn(call.data);
      expect(messages.length).toBeGreaterThanOrEqual(1);
      if (!requestStream) expect(messages).toHaveLength(1);
      for (const message of messages) {
        expect(requestDeserialize(requestSerialize(message))).toEqual(message);
      }
    }
  });

  it('one price', async () => {
    expect(await send(asked('one price'))).toEqual({
      messages: [{ product: 1, cents: 8900 }],
      code: status.OK,
    });
  });

  it('a product that does not exist: NOT_FOUND in grpc-status', async () => {
    expect(await send(asked('a product that does not exist'))).toEqual({
      messages: [],
      code: status.NOT_FOUND,
    });
    expect((await session.interrupt()).stdout).toContain('"NOT_FOUND"');
  });

  it('prices from now on: the deadline crosses the wire as grpc-timeout', async () => {
    const { messages, code } = await send(asked('prices from now on, for at most 5 s'), 2);
    expect(messages).toEqual([
      { product: 1, cents: 8925 },
      { product: 1, cents: 8950 },
    ]);
    expect(code).toBe(status.CANCELLED);
    const timeouts = eventsIn((await session.interrupt()).stdout).flatMap((event) =>
      event.type === 'message' && event.message.kind === 'http2-frame'
        ? (event.message.grpc?.timeoutMs ?? [])
        : [],
    );
    expect(timeouts).toHaveLength(1);
    expect(timeouts[0]).toBeGreaterThan(1000);
    expect(timeouts[0]).toBeLessThanOrEqual(5000);
  });

  it('a basket, one sum', async () => {
    expect(await send(asked('a basket, one sum'))).toEqual({
      messages: [{ items: 3, cents: 17_800 }],
      code: status.OK,
    });
  });

  it('two offers and what is asked for them', async () => {
    expect(await send(asked('two offers'))).toEqual({
      messages: [
        { cents: 7950, agreed: false },
        { cents: 7775, agreed: true },
      ],
      code: status.OK,
    });
  });

  it.skipIf(!isInstalled('nghttp', ['--version']))(
    'nghttp is told that it speaks no gRPC',
    async () => {
      const command =
        printed.find((each) => each.command.startsWith('nghttp '))?.command ?? 'false';
      const output = await shown(command, /:status: /);
      expect(stripVTControlCharacters(output)).toContain(':status: 415');
    },
  );
});

/** The words that a shell makes of a command, its name left out. */
function wordsOf(command: string): readonly string[] {
  const script = `grpcurl() { printf '%s\\0' "$@"; }\n${command}`;
  return execFileSync('sh', ['-c', script]).toString().split('\0').slice(0, -1);
}

/** The method that is called, as its proto file describes it. */
function methodOf({
  importPath,
  proto,
  service,
  method,
}: GrpcurlCall): MethodDefinition<object, object> {
  const found = loadSync(proto, { includeDirs: [importPath] })[service];
  if (found === undefined || 'format' in found)
    throw new Error(`no service ${service} in ${proto}`);
  const definition = found[method];
  if (definition === undefined) throw new Error(`${service} has no method ${method}`);
  return definition;
}

/** Sends what grpcurl would send; after `enough` answers the call is cancelled. */
async function send(call: GrpcurlCall, enough = Number.POSITIVE_INFINITY) {
  const { path, requestSerialize, responseDeserialize } = methodOf(call);
  const client = new Client(call.address, credentials.createInsecure());
  const deadline =
    call.maxTimeS === undefined ? {} : { deadline: Date.now() + call.maxTimeS * 1000 };
  try {
    // A stream each way carries all four kinds of calls: they do not differ on the wire.
    const stream = client.makeBidiStreamRequest(
      path,
      requestSerialize,
      responseDeserialize,
      new Metadata(),
      deadline,
    );
    const messages: object[] = [];
    stream.on('data', (message: object) => {
      messages.push(message);
      if (messages.length === enough) stream.cancel();
    });
    const code = new Promise<number>((resolve) => {
      stream.on('error', (error: ServiceError) => resolve(error.code));
      stream.on('end', () => {});
      stream.on('status', (final: { code: number }) => resolve(final.code));
    });
    for (const message of objectsIn(call.data)) stream.write(message);
    stream.end();
    return { messages, code: await code };
  } finally {
    client.close();
  }
}
