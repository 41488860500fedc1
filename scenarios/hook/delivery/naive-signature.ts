import { createHmac } from 'node:crypto';
import { keyOf, type SignatureScheme } from './signature.ts';

/**
 * Signs the body alone, as many samples do. The signature is genuine today, tomorrow, and with
 * whatever id and time somebody writes beside it.
 */
export const bodyOnlySignature: SignatureScheme = {
  sign: ({ body }, secrets) => secrets.map((secret) => `v1,${bodyMac(body, secret)}`).join(' '),
  refusal(headers, body, secrets) {
    const signatures = headers.get('webhook-signature')?.split(' ') ?? [];
    const genuine = secrets.some((secret) => signatures.includes(`v1,${bodyMac(body, secret)}`));
    return genuine ? undefined : 'forged';
  },
};

const bodyMac = (body: Uint8Array, secret: string) =>
  createHmac('sha256', keyOf(secret)).update(body).digest('base64');
