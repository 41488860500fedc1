import { type SignatureScheme, standardSignature } from '../../parts/signature.ts';

/** Checks the JSON that a framework has parsed, written again. One space is enough to differ. */
export const parsedBody: SignatureScheme = {
  sign: standardSignature.sign,
  refusal({ headers, body }, keys, now) {
    const rewritten = JSON.stringify(JSON.parse(new TextDecoder().decode(body)));
    const again = { headers, body: new TextEncoder().encode(rewritten) };
    return standardSignature.refusal(again, keys, now);
  },
};
