/** The request that opens a WebSocket (RFC 6455 §1.3); key and answer are those of the standard. */
export const HANDSHAKE = Buffer.from(
  [
    'GET /ticker HTTP/1.1',
    'host: api.example',
    'connection: Upgrade',
    'upgrade: websocket',
    'sec-websocket-version: 13',
    'sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==',
    '\r\n',
  ].join('\r\n'),
);

export const HANDSHAKE_ANSWER = Buffer.from(
  [
    'HTTP/1.1 101 Switching Protocols',
    'connection: Upgrade',
    'upgrade: websocket',
    'sec-websocket-accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
    '\r\n',
  ].join('\r\n'),
);

const MASK = Buffer.of(0x37, 0xfa, 0x21, 0x3d);

/** A whole text message in one frame (RFC 6455 §5.2), shorter than 64 KiB; a client masks it. */
export function textFrame(payload: Uint8Array, masked: boolean): Buffer {
  const maskBit = masked ? 0x80 : 0;
  const head =
    payload.length < 126
      ? Buffer.of(0x81, maskBit | payload.length)
      : Buffer.of(0x81, maskBit | 126, payload.length >> 8, payload.length & 0xff);
  if (!masked) return Buffer.concat([head, payload]);
  const hidden = payload.map((byte, at) => byte ^ (MASK[at % MASK.length] ?? 0));
  return Buffer.concat([head, MASK, hidden]);
}
