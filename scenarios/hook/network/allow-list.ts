import { BlockList, isIP } from 'node:net';
import type { FetchHandler } from 'apilab';
import { problem } from 'apilab/parts/http/problem';

/** From which address a request came. `peer` is whoever is connected: behind a proxy, the proxy. */
export type SourceOf = (request: Request, peer: string) => string;

/**
 * The last entry: the own proxy has added it, with the address that it saw itself. All before it came with the
 * request, and anybody can write anything there. With two proxies of one's own it would be the last but one.
 */
export const lastEntry: SourceOf = (request) => forwardedFor(request).at(-1) ?? '';

/** The addresses that proxies have noted, each behind those before it. */
export const forwardedFor = (request: Request): readonly string[] =>
  (request.headers.get('x-forwarded-for') ?? '').split(',').map((each) => each.trim());

export interface AllowListOptions {
  /** The addresses that may ask. */
  readonly allowed: readonly string[];
  /** Who is connected to this server. */
  readonly peerOf: (request: Request) => string;
  /** What comes next: a signature is still to be verified, as addresses prove no sender. */
  readonly next: FetchHandler;
  readonly sourceOf?: SourceOf;
}

/** Lets in those who ask from certain addresses. */
export function allowList(options: AllowListOptions): FetchHandler {
  const { peerOf, next, sourceOf = lastEntry } = options;
  const allowed = new BlockList();
  for (const address of options.allowed) allowed.addAddress(address, familyOf(address));
  return {
    fetch(request) {
      const source = sourceOf(request, peerOf(request));
      const isAllowed = isIP(source) > 0 && allowed.check(source, familyOf(source));
      return isAllowed ? next.fetch(request) : problem({ status: 403, title: 'Forbidden' });
    },
  };
}

const familyOf = (address: string) => (isIP(address) === 6 ? 'ipv6' : 'ipv4');
