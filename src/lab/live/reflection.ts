import { createRequire } from 'node:module';
import { isIP, isIPv6 } from 'node:net';
import { checkServerIdentity } from 'node:tls';
import type { ClientDuplexStream, ServiceError } from '@grpc/grpc-js';
import type { Root, Type } from 'protobufjs';
import type { ProtoTypes } from '../../wire/protobuf/types.ts';
import { typesOfFiles } from '../party/proto-types.ts';

/** Where the services are asked that describe themselves, in the order in which they are tried. */
const VERSIONS = ['grpc.reflection.v1', 'grpc.reflection.v1alpha'] as const;

/** How long a server has to describe itself, in milliseconds. */
const PATIENCE_MS = 5_000;
/** What is taken of it at most: files, and bytes of all of them together. */
const MOST_FILES = 2_000;
const MOST_BYTES = 16 * 1024 * 1024;

/** Why a server could not be asked for its types. */
export class ReflectionError extends Error {
  override readonly name = 'ReflectionError';
  /** `unreachable` may change by itself; the others do not. */
  readonly code: 'unreachable' | 'not-offered' | 'not-understood';

  constructor(code: ReflectionError['code'], message: string, cause?: unknown) {
    super(message, { cause });
    this.code = code;
  }
}

/** What a server says of itself. */
export interface Reflected {
  readonly types: ProtoTypes;
  /** The names of its services, reflection itself left out. */
  readonly services: readonly string[];
}

/** Where and how a server is asked. */
export interface Asked {
  readonly address: string;
  readonly port: number;
  /** The host that TLS is spoken to; in clear text without one. */
  readonly tls?: {
    readonly host: string;
    /** Whether its certificate must be good for this host, to somebody whom Node trusts. */
    readonly isChecked: boolean;
  };
}

/**
 * Asks a server for the types of its services by gRPC server reflection. It is a connection of its own, to
 * this address only.
 *
 * @throws ReflectionError
 */
export async function reflect(asked: Asked): Promise<Reflected> {
  let refused: unknown;
  for (const version of VERSIONS) {
    try {
      return await ask(asked, version);
    } catch (error) {
      if (error instanceof ReflectionError) throw error;
      // UNIMPLEMENTED: the server does not know this version.
      if (codeOf(error) !== 12) throw failureOf(error);
      refused = error;
    }
  }
  throw new ReflectionError('not-offered', 'the target offers no server reflection', refused);
}

async function ask(
  { address, port, tls }: Asked,
  version: (typeof VERSIONS)[number],
): Promise<Reflected> {
  const { Client, credentials } = await import('@grpc/grpc-js');
  const { request, response } = messagesOf();
  const to = isIPv6(address) ? `ipv6:[${address}]:${port}` : `ipv4:${address}:${port}`;
  const secured =
    tls === undefined
      ? credentials.createInsecure()
      : credentials.createSsl(null, null, null, {
          rejectUnauthorized: tls.isChecked,
          checkServerIdentity: (_, certificate) => checkServerIdentity(tls.host, certificate),
        });
  const host = tls?.host ?? address;
  const client = new Client(to, secured, {
    'grpc.default_authority': isIPv6(host) ? `[${host}]:${port}` : `${host}:${port}`,
    // A name is always sent, and an address is none (RFC 6066 §3).
    ...(tls && { 'grpc.ssl_target_name_override': isIP(tls.host) === 0 ? tls.host : 'localhost' }),
    'grpc.max_receive_message_length': MOST_BYTES,
    // What the environment says of proxies is not about the target.
    'grpc.enable_http_proxy': 0,
  });
  try {
    const stream = client.makeBidiStreamRequest(
      `/${version}.ServerReflection/ServerReflectionInfo`,
      (asked: object) => Buffer.from(request.encode(asked).finish()),
      (bytes: Buffer) => response.toObject(response.decode(bytes), { defaults: true }) as Answer,
      { deadline: Date.now() + PATIENCE_MS },
    );
    return await converse(stream);
  } finally {
    client.close();
  }
}

/** What comes back of one question. */
interface Answer {
  readonly fileDescriptorResponse?: { readonly fileDescriptorProto: readonly Buffer[] } | null;
  readonly listServicesResponse?: { readonly service: readonly { readonly name: string }[] } | null;
  readonly errorResponse?: { readonly errorCode: number; readonly errorMessage: string } | null;
}

/** Asks for the services, for the file of each, and for what those import. */
async function converse(stream: ClientDuplexStream<object, Answer>): Promise<Reflected> {
  const answers = stream[Symbol.asyncIterator]();
  const question = async (asked: object): Promise<Answer> => {
    stream.write(asked);
    const { done, value } = await answers.next();
    if (done) throw new ReflectionError('not-understood', 'the target ended its reflection early');
    return value;
  };
  const files = new Map<string, Buffer>();
  const wanted = new Set<string>();
  let byteLength = 0;
  const take = ({ fileDescriptorResponse, errorResponse }: Answer) => {
    for (const bytes of fileDescriptorResponse?.fileDescriptorProto ?? []) {
      const { name, dependency } = nameAndImports(bytes);
      if (files.has(name)) continue;
      byteLength += bytes.length;
      if (files.size === MOST_FILES || byteLength > MOST_BYTES) {
        throw new ReflectionError('not-understood', 'the target describes more than is read here');
      }
      files.set(name, bytes);
      for (const each of dependency) wanted.add(each);
    }
    if (errorResponse && files.size === 0) {
      const { errorMessage } = errorResponse;
      throw new ReflectionError('not-understood', `its reflection says: ${errorMessage}`);
    }
  };
  try {
    const { listServicesResponse } = await question({ listServices: '' });
    const services = (listServicesResponse?.service ?? [])
      .map(({ name }) => name)
      .filter((name) => !name.startsWith('grpc.reflection.'));
    for (const service of services) take(await question({ fileContainingSymbol: service }));
    for (const file of wanted) {
      if (!files.has(file)) take(await question({ fileByFilename: file }));
    }
    stream.end();
    return { types: typesOfFiles([...files.values()]), services };
  } catch (error) {
    stream.cancel();
    throw isServiceError(error) || error instanceof ReflectionError
      ? error
      : new ReflectionError('not-understood', 'its description cannot be read', error);
  }
}

function failureOf(error: unknown): ReflectionError {
  const code = codeOf(error);
  // It answers, and one of both does not like the certificate of the other. That does not change by itself.
  const [flaw] = isServiceError(error) ? (/[^:]*\bcertificate\b.*/.exec(error.details) ?? []) : [];
  if (code === 14 && flaw !== undefined) {
    return new ReflectionError('not-understood', `no TLS with the target: ${flaw.trim()}`, error);
  }
  // UNAVAILABLE and DEADLINE_EXCEEDED: nobody answers.
  if (code === 14 || code === 4) {
    return new ReflectionError('unreachable', 'the target does not answer', error);
  }
  const said = error instanceof Error ? error.message : String(error);
  return new ReflectionError('not-understood', `asking for its types failed: ${said}`, error);
}

function codeOf(error: unknown): number | undefined {
  return isServiceError(error) ? error.code : undefined;
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && 'code' in error && 'metadata' in error;
}

/** A string or message of a oneof, as protobufjs takes descriptions. */
const field = (type: string, id: number, rule?: 'repeated') => ({
  type,
  id,
  ...(rule && { rule }),
});

/** The part of the protocol that is used here (gRPC Server Reflection Protocol). */
function messagesOf(): { readonly request: Type; readonly response: Type } {
  const root: Root = protobuf().Root.fromJSON({
    nested: {
      Request: {
        fields: {
          fileByFilename: field('string', 3),
          fileContainingSymbol: field('string', 4),
          listServices: field('string', 7),
        },
        // An empty string is sent too: it asks for all services.
        oneofs: { question: { oneof: ['fileByFilename', 'fileContainingSymbol', 'listServices'] } },
      },
      Response: {
        fields: {
          fileDescriptorResponse: field('Files', 4),
          listServicesResponse: field('Services', 6),
          errorResponse: field('Failure', 7),
        },
      },
      Files: { fields: { fileDescriptorProto: field('bytes', 1, 'repeated') } },
      Services: { fields: { service: field('Service', 1, 'repeated') } },
      Service: { fields: { name: field('string', 1) } },
      Failure: { fields: { errorCode: field('int32', 1), errorMessage: field('string', 2) } },
    },
  });
  return { request: root.lookupType('Request'), response: root.lookupType('Response') };
}

/** A file says in its first fields what it is called and what it imports (descriptor.proto). */
function nameAndImports(bytes: Buffer): {
  readonly name: string;
  readonly dependency: readonly string[];
} {
  const file: Type = protobuf()
    .Root.fromJSON({
      nested: {
        File: { fields: { name: field('string', 1), dependency: field('string', 3, 'repeated') } },
      },
    })
    .lookupType('File');
  const { name = '', dependency = [] } = file.toObject(file.decode(bytes), { arrays: true });
  return { name, dependency };
}

/** Loaded only where somebody asks. */
function protobuf(): typeof import('protobufjs') {
  return createRequire(import.meta.url)('protobufjs');
}
