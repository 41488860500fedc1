import { lookup } from 'node:dns/promises';
import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net';
import { networkInterfaces } from 'node:os';
import { SurroundingsError, UsageError } from '../ending/exit.ts';

/** A server of somebody's own, by name and by the addresses that the name has. */
export interface Target {
  /** As it was typed, `host:port`. */
  readonly name: string;
  readonly port: number;
  readonly addresses: readonly string[];
}

/**
 * Reads `host:port` and resolves the host. A name is only as local as each of its addresses.
 *
 * @throws UsageError if it is none, or leads off this machine and `allowRemote` is not set.
 * @throws SurroundingsError if the name has no address.
 */
export async function resolveTarget(text: string, allowRemote: boolean): Promise<Target> {
  const { host, port } = hostAndPort(text);
  const addresses = await addressesOf(host);
  const remote = addresses.find((address) => !isLoopback(address) && !isAny(address));
  if (remote !== undefined && !allowRemote) {
    const where = remote === host ? host : `${host} (${remote})`;
    throw new UsageError(`${where} is not on this machine; say --allow-remote to connect to it`);
  }
  return { name: text, port, addresses };
}

/**
 * The target without what the tap itself listens on: a tap that leads to itself makes connections until no
 * descriptor is left.
 *
 * @throws UsageError if nothing else is left.
 * @throws SurroundingsError if the name to listen on has no address.
 */
export async function besideItself(
  target: Target,
  listen: { readonly host: string; readonly port: number },
): Promise<Target> {
  if (target.port !== listen.port) return target;
  const own = await addressesOf(listen.host);
  const addresses = target.addresses.filter((address) => !own.some((each) => meets(each, address)));
  if (addresses.length > 0) return { ...target, addresses };
  throw new UsageError(
    `${target.name} is where the tap itself listens; choose another port for it with --port`,
  );
}

/** True if whoever connects to the address comes to a socket that listens on the other. */
export function meets(listening: string, address: string): boolean {
  if (isAny(listening)) {
    // An IPv6 socket takes what comes over IPv4 too.
    const isIts = isIPv6(listening) || isIPv4(plain(address));
    return isIts && isOwn(address);
  }
  // Whoever connects to no address in particular comes to this machine.
  return isAny(address) ? isLoopback(listening) : plain(listening) === plain(address);
}

function isOwn(address: string): boolean {
  if (isLoopback(address) || isAny(address)) return true;
  const all = Object.values(networkInterfaces()).flatMap((each) => each ?? []);
  return all.some((each) => each.address === plain(address));
}

/** True for addresses that lead to this very machine (RFC 1122 §3.2.1.3, RFC 4291 §2.5.3). */
export function isLoopback(address: string): boolean {
  const bare = plain(address);
  return isIP(bare) !== 0 && loopback.check(bare, isIPv6(bare) ? 'ipv6' : 'ipv4');
}

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8);
loopback.addAddress('::1', 'ipv6');

/** The unspecified address: whoever connects to it connects to this machine. */
function isAny(address: string): boolean {
  return address === '0.0.0.0' || address === '::';
}

/** An address without its zone, and IPv4 that is written as IPv6 as IPv4 (RFC 4291 §2.5.5.2). */
function plain(address: string): string {
  const bare = address.toLowerCase().replace(/%.*$/, '');
  const [, mapped] = /^::ffff:(.+)$/.exec(bare) ?? [];
  if (mapped === undefined || isIPv4(mapped)) return mapped ?? bare;
  const [high = 0, low = 0] = mapped.split(':').map((group) => Number.parseInt(group, 16));
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
}

async function addressesOf(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true }).catch((cause: unknown) => {
    throw new SurroundingsError(`${host} has no address; is the name right?`, { cause });
  });
  return found.map(({ address }) => address);
}

function hostAndPort(text: string): { readonly host: string; readonly port: number } {
  const [, bracketed, plain, digits] = /^(?:\[([^\]]+)\]|([^:/[\]]+)):(\d{1,5})$/.exec(text) ?? [];
  const host = bracketed ?? plain;
  const port = Number(digits);
  if (host === undefined || port < 1 || port > 65_535) {
    throw new UsageError(`'${text}' is no target; write host:port, such as localhost:3000`);
  }
  return { host, port };
}
