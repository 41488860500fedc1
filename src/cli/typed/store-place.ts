import type { StorePlace } from '../../lab/scenario/lab.ts';
import { UsageError } from '../ending/exit.ts';
import { isLoopback, resolveTarget } from './target.ts';

/**
 * Reads where a real store is: `redis://localhost:6379`, or `localhost:6379`.
 *
 * @throws UsageError if it is none, or lies on another machine.
 */
export async function storePlace(text: string): Promise<StorePlace> {
  const [, address = '', rest] = /^(?:redis:\/\/)?([^/@]+)(.*)$/.exec(text) ?? [];
  if (address === '' || (rest !== '' && rest !== '/')) {
    throw new UsageError(
      `'${text}' is no store; write redis://host:port, such as redis://localhost:6379`,
    );
  }
  const withPort = /:\d+$/.test(address) ? address : `${address}:6379`;
  const { port, addresses } = await resolveTarget(withPort, true);
  const [host = ''] = addresses;
  if (!addresses.every(isLoopback)) {
    throw new UsageError(`${address} is not on this machine; a run uses no store of another one`);
  }
  return { host, port };
}
