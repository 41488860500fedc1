import { timingSafeEqual } from 'node:crypto';
import { type SignatureScheme, standardSignature } from '../../parts/signature.ts';

/**
 * Compares in constant time, and not the lengths before. For inputs that differ in length
 * `timingSafeEqual` throws, so whoever does not sign makes an error of the server.
 */
export const anyLength: SignatureScheme = {
  sign: standardSignature.sign,
  refusal({ headers, body }, keys, now) {
    const id = headers.get('webhook-id') ?? '';
    const timestamp = Number(headers.get('webhook-timestamp'));
    const given = Buffer.from(headers.get('webhook-signature') ?? '');
    const isGenuine = keys.some((key) => {
      const wanted = standardSignature.sign({ id, timestamp, body }, [key]);
      return timingSafeEqual(given, Buffer.from(wanted));
    });
    return isGenuine ? standardSignature.refusal({ headers, body }, keys, now) : 'forged';
  },
};
