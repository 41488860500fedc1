/** A record with a payload. */
export function record(type: number, payload: Uint8Array, version = 0x0303): Buffer {
  const head = Buffer.from([type, version >> 8, version & 0xff, 0, 0]);
  head.writeUInt16BE(payload.length, 3);
  return Buffer.concat([head, payload]);
}

/** A handshake message. */
export function handshake(type: number, body: Uint8Array): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(body.length);
  head[0] = type;
  return Buffer.concat([head, body]);
}

/** Bytes behind their length, which is written with `lengthBytes` bytes. */
export function vector(lengthBytes: 1 | 2, ...parts: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(parts);
  const length = Buffer.alloc(lengthBytes);
  length.writeUIntBE(body.length, 0, lengthBytes);
  return Buffer.concat([length, body]);
}

function number(value: number): Buffer {
  return Buffer.from([value >> 8, value & 0xff]);
}

export interface HelloParts {
  readonly sni?: string;
  readonly alpn?: readonly string[];
  readonly versions?: readonly number[];
  readonly ciphers?: readonly number[];
}

/** A ClientHello, as a handshake message. */
export function clientHello({ sni, alpn, versions, ciphers = [0x1301] }: HelloParts = {}): Buffer {
  const extensions: Buffer[] = [];
  if (sni !== undefined) {
    const name = Buffer.concat([Buffer.from([0]), vector(2, Buffer.from(sni))]);
    extensions.push(number(0), vector(2, vector(2, name)));
  }
  if (alpn !== undefined) {
    const names = alpn.map((name) => vector(1, Buffer.from(name)));
    extensions.push(number(16), vector(2, vector(2, ...names)));
  }
  if (versions !== undefined) {
    extensions.push(number(43), vector(2, vector(1, ...versions.map(number))));
  }
  return handshake(
    1,
    Buffer.concat([
      number(0x0303),
      Buffer.alloc(32, 7),
      vector(1),
      vector(2, ...ciphers.map(number)),
      vector(1, Buffer.from([0])),
      vector(2, ...extensions),
    ]),
  );
}

/** A ServerHello of TLS 1.2, as a handshake message. */
export function serverHello(): Buffer {
  return handshake(
    2,
    Buffer.concat([
      number(0x0303),
      Buffer.alloc(32, 9),
      vector(1),
      number(0xc02f),
      Buffer.from([0]),
    ]),
  );
}
