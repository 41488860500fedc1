/** Values of ASN.1 in DER (ITU-T X.690), as far as certificates are made of them. */

const tags = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utf8: 0x0c,
  utcTime: 0x17,
  sequence: 0x30,
  set: 0x31,
} as const;

/** A value with its tag and length; lengths of 128 bytes and more take the long form (§8.1.3). */
export function der(tag: keyof typeof tags | number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const octets: number[] = [];
  for (let length = body.length; length > 0; length >>>= 8) octets.unshift(length & 0xff);
  const length = body.length < 0x80 ? [body.length] : [0x80 | octets.length, ...octets];
  const code = typeof tag === 'number' ? tag : tags[tag];
  return Buffer.concat([Buffer.from([code, ...length]), body]);
}

/** An object identifier, such as `1.3.101.112` (§8.19). */
export function oid(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  const octets = [first * 40 + second];
  for (const arc of rest) {
    const groups = [arc & 0x7f];
    for (let left = arc >>> 7; left > 0; left >>>= 7) groups.unshift(0x80 | (left & 0x7f));
    octets.push(...groups);
  }
  return der('oid', Buffer.from(octets));
}

/** A time up to 2049, to the second. */
export function utcTime(at: Date): Buffer {
  return der('utcTime', Buffer.from(`${at.toISOString().slice(2, 19).replace(/[-T:]/g, '')}Z`));
}

/** Bits in whole bytes. */
export function bits(bytes: Uint8Array): Buffer {
  return der('bitString', Buffer.from([0]), bytes);
}

export const TRUE = Buffer.from([0x01, 0x01, 0xff]);
