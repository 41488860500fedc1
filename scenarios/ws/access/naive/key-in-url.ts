import { type Credential, fromTheCookie } from '../admission.ts';

/** Takes a key from the address too, since a browser's script cannot set fields. */
export const keyInUrl: Credential = (request) =>
  new URL(request.url ?? '/', 'http://chat').searchParams.get('key') ?? fromTheCookie(request);
