import { lookup } from 'node:dns/promises';
import { connect, isIP } from 'node:net';
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
  const found = await lookup(host, { all: true }).catch((cause: unknown) => {
    throw new SurroundingsError(`${host} has no address; is the name right?`, { cause });
  });
  const addresses = found.map(({ address }) => address);
  const remote = addresses.find((address) => !isLoopback(address));
  if (remote !== undefined && !allowRemote) {
    const where = remote === host ? host : `${host} (${remote})`;
    throw new UsageError(`${where} is not on this machine; say --allow-remote to connect to it`);
  }
  return { name: text, port, addresses };
}

/** The first address that takes a connection; undefined if none does. Closes it at once. */
export async function reachableAddress({ addresses, port }: Target): Promise<string | undefined> {
  for (const address of addresses) {
    if (await takesConnections(address, port)) return address;
  }
  return undefined;
}

/** True for addresses that lead to this very machine (RFC 1122 §3.2.1.3, RFC 4291 §2.5.3). */
export function isLoopback(address: string): boolean {
  const bare = address.toLowerCase().replace(/^::ffff:(?=\d+\.)/, '');
  return bare === '::1' || (isIP(bare) === 4 && bare.startsWith('127.'));
}

/** How long a first look at a target waits, in milliseconds. */
const PROBE_MS = 2000;

function takesConnections(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: PROBE_MS });
    const finish = (reachable: boolean) => {
      socket.destroy();
      resolve(reachable);
    };
    socket.once('connect', () => finish(true));
    socket.once('timeout', () => finish(false));
    socket.once('error', () => finish(false));
  });
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
