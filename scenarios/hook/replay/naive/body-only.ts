import { createHmac } from 'node:crypto';
import type { SignatureScheme } from '../../parts/signature.ts';

/**
 * Signs the body alone, as many samples do. The signature is genuine today, tomorrow, and with
 * whatever id and time somebody writes beside it.
 */
export const bodyOnly: SignatureScheme = {
  sign: ({ body }, keys) => keys.map((key) => `v1,${bodyMac(body, key)}`).join(' '),
  refusal({ headers, body }, keys) {
    const signatures = headers.get('webhook-signature')?.split(' ') ?? [];
    const isGenuine = keys.some((key) => signatures.includes(`v1,${bodyMac(body, key)}`));
    return isGenuine ? undefined : 'forged';
  },
};

const bodyMac = (body: Uint8Array, key: Uint8Array) =>
  createHmac('sha256', key).update(body).digest('base64');
