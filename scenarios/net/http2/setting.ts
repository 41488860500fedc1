import { connect, constants } from 'node:http2';
import type { Lab } from 'apilab';
import type { Ask } from '../parts/asking.ts';
import { connecting, lengthOf } from '../parts/over-tls.ts';

/** Asks for a path and reads the answer; gives after how many milliseconds it was there. */
export const timed =
  ({ clock }: Pick<Lab, 'clock'>, ask: Ask) =>
  async (path: string): Promise<number> => {
    const since = clock.now();
    await lengthOf((await ask(path)).body);
    return clock.now() - since;
  };

/** Opens streams and resets each at once, so many or as long as the connection lasts. */
export async function flood(
  lab: Pick<Lab, 'authority' | 'clock' | 'use'>,
  { place, resets }: { readonly place: string; readonly resets: number },
): Promise<void> {
  const { host, connect: open } = connecting(lab, place);
  const socket = await open();
  await lab.use({ close: () => void socket.destroy() });
  if (socket.alpnProtocol !== 'h2') return;
  const session = connect(`https://${host}`, { createConnection: () => socket });
  session.on('error', () => {});
  for (let n = 0; n < resets && !session.closed && !session.destroyed; n++) {
    const stream = session.request({ ':path': '/drawn' }, { endStream: true });
    stream.on('error', () => {});
    await lab.clock.sleep(0);
    stream.close(constants.NGHTTP2_CANCEL);
    await lab.clock.sleep(0);
  }
}
