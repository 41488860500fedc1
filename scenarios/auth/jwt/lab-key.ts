import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';

/** How tokens are signed and verified: one algorithm, and a key for each side (RFC 8725 §3.1). */
export interface Signing {
  readonly algorithm: 'RS256' | 'HS256';
  /** Only the issuer has it. */
  readonly sign: KeyObject;
  /** Whoever verifies has it. Of an RSA key it is published. */
  readonly verify: KeyObject;
}

/** An RSA key of 2048 bits that everybody knows, for runs that are the same each time. It guards nothing. */
const KEY = {
  kty: 'RSA',
  n:
    '1R3n4bfHJdPIfSKzmJ4kRR-TUqq_BhAS775dmt_AuCa2fg6h_QWPsHSbf7gfLH41OKCjJOkf9HOnY06L' +
    'zKxUJZH9Ixl8bnZeIwyydBkwNGZDYAxu0flgKI5bprquCy6u1QCdn4bXnIfsDAT6PncEmfU-nuo0QPci' +
    '251Y0JCRKrMpbjXJikogXjFJQWYgbaavMKc2PVsTSXdbJcJbf7nBzs7--OI09x1j9gjO7wr4TuuDrdte' +
    '916KAX0esKFnQAEe1fHYG6x5-LK8clUpLvN34I9QSNgCOnxFoTzejF-1YhuDkmxlyuT68zkABDFK_7dC' +
    'TE5XjhF5dXok_Xf_VSc1yw',
  e: 'AQAB',
  d:
    'FCMZxH25fw0GXjCXuL2EntVvdbm1iAyfxXB-5sHqs1vRFZMrYj2SyLET-lr68xjPzZR8JeIzR0VgVSVY' +
    'V1QXNV-YhCcF12gu1-_8srSoleLtzdcO559BI0PkTBpKlLrqAS1oN2kl2WAMgUw9Gwbi8-s06g4mNtdD' +
    'P24cNMTcOqT7_M48qDMpDmw22-p-AWOkJMPtQJVOVpkGglp_bQcQoCXoUwZv-yWRsqbGZG3vjCg6D_PT' +
    '0EUMDB0eavozb6meLvuP0hB2DhK7VJa2iadQCq5ZCnhi83rLWKlI_8NNLiCMSc8pEMyyjFIOqDaPnIZp' +
    'X1Dyd9n77AOHnThtNLkQyQ',
  p:
    '9WAHAB70tgsJs7b5AWkhBmz8c7zhKAnrSgiJ5dkOVzUj9HZYuyVzP5L3l42H6z3tVw4RDd2R2MK21unc' +
    'EoksBAKr2_aZcl382ySvZuoRdJeWoSEiRqb_CSXZAEeCaagB0lqXbUHqMEOrQ_RaO_NYopHFR_iA-0p-' +
    '2lHqRBNw4TM',
  q:
    '3lhL9DWJaS89RrMHUueZNjwb8uk1pgxqLxyPDlcsKh8H2erJWK5mNKp72haHFSpNb3GDrQRZhpiUXFGQ' +
    '6jol1AFQ_VamgaO7QiE5uznfMZDYnZfOpL26l647uFuhaqxTGMgSCSKHBkGlYdiZskGivINFVWqX1xID' +
    'mIY4vSGpiQk',
  dp:
    '7ckvP4jAMKIltsj8KcfNP0Liqu5Ba-Gg6E-6AsoDwbM3srH1bvbt5o_v7Cg1rVyH4jM5h6xOqDaZpU9f' +
    '-35-7yv_i9w_-7rlTSER8bOnUsuMJ33Kj5lJ0X2h-0lRMj6j9UvhLvoPjtIk6GemAi7imDiXbBWAOQWK' +
    'RNvZIDuOyk0',
  dq:
    'En5PmvlU-421UAsWAdxHjw5C2Npy3uPLdS2v7GZtwvcfxQ1VP-4JjDnd4U7cX3NMS4eqhxqEg8BvHpqe' +
    'Lg02FkMhxGCPqtq-eYqf7aWrncjJa5oz0toBChqw1u2wKFo68yW48k-P4YJWSiQk7IGvEnTssGUUSgwy' +
    'hl4rm_ePzVk',
  qi:
    'hCUG8ImixcoGBf9sy4Mzbo4PM0cZUbARwrhjBxhTnRjovAq9onYcl3KlGJT6yrrwA-eh1wQM2fHx1uDe' +
    'sLHO2VnFcc6gfcAWZPVyru48c5pBxrejalWy3s_YNI6gj4B8sHCp9tx2JJkdhkbrPU9iyxbIjpqxEZgp' +
    '_ZUhl_YrAYY',
};

const sign = createPrivateKey({ key: KEY, format: 'jwk' });

/** RS256 with the key of the lab. */
export const labSigning: Signing = { algorithm: 'RS256', sign, verify: createPublicKey(sign) };
