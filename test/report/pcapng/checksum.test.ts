import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packetOf, tcpFlag } from '../../../src/report/pcapng/segment.ts';

/** The sum of 16-bit words in one's complement arithmetic: 0xffff over data that carries a right checksum (RFC 1071). */
function onesComplementSum(bytes: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 2) {
    sum += ((bytes[at] ?? 0) << 8) + (bytes[at + 1] ?? 0);
    if (sum > 0xffff) sum -= 0xffff;
  }
  return sum;
}

test('both checksums hold for any payload, ports and numbers', () => {
  const endpoint = fc.record({
    address: fc.uint8Array({ minLength: 4, maxLength: 4 }),
    port: fc.integer({ min: 0, max: 0xffff }),
  });
  const number = fc.integer({ min: 0, max: 0xffff_ffff });
  const anySegment = fc.record({
    from: endpoint,
    to: endpoint,
    sequence: number,
    acknowledgment: number,
    flags: fc.constantFrom(tcpFlag.syn, tcpFlag.ack, tcpFlag.psh | tcpFlag.ack),
    payload: fc.uint8Array({ maxLength: 1460 }),
  });
  fc.assert(
    fc.property(anySegment, fc.nat(), (segment, identification) => {
      const packet = packetOf(segment, identification);
      expect(onesComplementSum(packet.subarray(0, 20))).toBe(0xffff);
      const tcp = packet.subarray(20);
      const pseudo = Buffer.alloc(12);
      pseudo.set(packet.subarray(12, 20));
      pseudo.writeUInt16BE(6, 8);
      pseudo.writeUInt16BE(tcp.length, 10);
      expect(onesComplementSum(Buffer.concat([pseudo, tcp]))).toBe(0xffff);
    }),
  );
});
