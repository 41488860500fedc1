import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';
import type { Closable, StorePlace } from '../scenario/lab.ts';
import { LabError } from '../scenario/lab-error.ts';

/** A store of another process that a run uses, and the keys that are its own there. */
export interface RealStore extends Closable, StorePlace {
  readonly keyPrefix: string;
}

/**
 * Makes sure that a store answers, and has what the run leaves in it removed when the run is over.
 *
 * @throws LabError if nobody answers there, or nobody who speaks RESP.
 */
export async function realStore(place: StorePlace): Promise<RealStore> {
  const [pong] = await ask(place, [['PING']]);
  if (pong !== '+PONG') throw notThere(place, pong);
  // Others use the store too, and so do other runs.
  const keyPrefix = `apilab:${randomBytes(4).toString('hex')}:`;
  return { ...place, keyPrefix, close: () => sweep(place, keyPrefix) };
}

/** Removes the keys that begin with a prefix, a few hundred at a time. */
async function sweep(place: StorePlace, prefix: string): Promise<void> {
  let cursor = '0';
  do {
    const [reply = ''] = await ask(place, [
      ['SCAN', cursor, 'MATCH', `${prefix}*`, 'COUNT', '500'],
    ]);
    const [next = '0', ...keys] = reply.split('\r\n').filter((line) => !/^[*$]\d+$/.test(line));
    if (keys.length > 0) await ask(place, [['DEL', ...keys]]);
    cursor = next;
  } while (cursor !== '0');
}

/** Sends commands, and gives what came back, in one piece without the last line end. */
async function ask(
  place: StorePlace,
  commands: readonly (readonly string[])[],
): Promise<readonly string[]> {
  const socket = connect({ host: place.host, port: place.port });
  try {
    const written = [...commands, ['QUIT']].map(
      (words) =>
        `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`,
    );
    const said = await saidBy(socket, written.join(''));
    return [said.replace(/\r\n\+OK\r\n$/, '')];
  } catch (error) {
    throw notThere(place, error);
  } finally {
    socket.destroy();
  }
}

function saidBy(socket: Socket, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    socket.setTimeout(5_000, () => reject(new Error('no answer')));
    socket.on('data', (bytes) => {
      said += bytes.toString();
    });
    socket.once('end', () => resolve(said));
    socket.once('error', reject);
    socket.write(text);
  });
}

function notThere({ host, port }: StorePlace, cause: unknown): LabError {
  const text = `no store that speaks RESP answers at ${host}:${port}; start one, or leave --store out`;
  return new LabError('scenario-threw', text, { cause });
}
