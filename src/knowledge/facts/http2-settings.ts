import type { Fact } from '../fact.ts';

const DEFINED = 'rfc9113 §6.5.2';

/** The settings of HTTP/2, named without their `SETTINGS_`. */
export const http2Settings: readonly Fact[] = [
  setting(
    'HEADER_TABLE_SIZE',
    'how large the HPACK table may become, in bytes',
    'The most bytes that the dynamic table of HPACK may take for fields sent to the sender of this setting; 4,096 at first.',
  ),
  setting(
    'ENABLE_PUSH',
    'may the server push? 1 yes, 0 no',
    'A client that sends 0 gets no PUSH_PROMISE. Servers send nothing but 0.',
  ),
  setting(
    'MAX_CONCURRENT_STREAMS',
    'how many streams may be open at once',
    'The number of streams that the sender lets the peer open at the same time; no limit at first.',
  ),
  setting(
    'INITIAL_WINDOW_SIZE',
    'how many bytes a new stream may send at first',
    'The window of flow control with which each stream begins, in bytes; 65,535 at first. It does not change the window of the connection.',
  ),
  setting(
    'MAX_FRAME_SIZE',
    'the longest payload that a frame may have, in bytes',
    'The largest payload that the sender takes in one frame, from 16,384, the default, to 16,777,215 bytes.',
  ),
  setting(
    'MAX_HEADER_LIST_SIZE',
    'how large a block of fields may be, uncompressed',
    'How many bytes of fields the sender is ready to take, counted uncompressed with 32 bytes a field. It is advice.',
  ),
  setting(
    'ENABLE_CONNECT_PROTOCOL',
    'extended CONNECT is understood: WebSocket over HTTP/2',
    'With 1 the server takes CONNECT requests that name a protocol, as WebSocket over HTTP/2 needs.',
    'rfc8441 §3',
  ),
  setting(
    'NO_RFC7540_PRIORITIES',
    'the old ranking of streams is not used',
    'With 1 the sender tells that it makes no use of the deprecated priorities of RFC 7540.',
    'rfc9218 §2.1',
  ),
  {
    ...setting(
      'GRPC_ALLOW_TRUE_BINARY_METADATA',
      'gRPC may send binary metadata as bytes, without Base64',
      'With 1 the sender takes values of -bin keys as bytes behind NUL. Setting 0xfe03, a proposal of gRPC for its own peers.',
      'grpc-g1 §True binary encoding',
    ),
    title: 'GRPC_ALLOW_TRUE_BINARY_METADATA',
    standing: 'draft',
  },
];

function setting(name: string, brief: string, text: string, source = DEFINED): Fact {
  const title = `SETTINGS_${name}`;
  return { kind: 'http2-setting', name, title, brief, text, source, standing: 'standard' };
}
