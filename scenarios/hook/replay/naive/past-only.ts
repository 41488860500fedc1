import { type SignatureScheme, standardSignature } from '../../parts/signature.ts';

const TOLERANCE_S = 300;

/** Refuses what is too old. What is dated ahead stays genuine until its time has come, and after. */
export const pastOnly: SignatureScheme = {
  sign: standardSignature.sign,
  refusal(delivery, keys, now) {
    const refusal = standardSignature.refusal(delivery, keys, now);
    const ageS = now.getTime() / 1000 - Number(delivery.headers.get('webhook-timestamp'));
    return refusal === 'stale' && ageS <= TOLERANCE_S ? undefined : refusal;
  },
};
