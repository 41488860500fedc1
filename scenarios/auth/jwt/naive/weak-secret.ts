import { createSecretKey } from 'node:crypto';
import type { Signing } from '../lab-key.ts';

const secret = createSecretKey(Buffer.from('your-secret-key'));

/** Signs with a word that somebody thought of, or copied. One token is enough to try words at home. */
export const weakSecret: Signing = { algorithm: 'HS256', sign: secret, verify: secret };
