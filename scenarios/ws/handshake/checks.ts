import { createHash } from 'node:crypto';
import { type Exchange, fieldOf, type Wire } from 'apilab';
import { doubles } from 'apilab/parts/checks/sequences';
import { counted, listed } from 'apilab/parts/checks/words';

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

/** How many of a server's switches to WebSocket carry another value than base64(SHA-1(key + GUID)), RFC 6455 §4.2.2. */
export function strangeAccepts(wire: Wire, server: string): string {
  const switched = wire.exchanges(server).filter(({ response }) => response?.status === 101);
  const strange = switched.filter(({ request, response }) => {
    const key = fieldOf(request, 'sec-websocket-key');
    const accept = createHash('sha1').update(`${key}${GUID}`).digest('base64');
    return response === undefined || fieldOf(response, 'sec-websocket-accept') !== accept;
  });
  return `${counted(strange.length, 'accept')} of another value`;
}

/** What was answered to handshakes in another version than 13. */
export function otherVersions(exchanges: readonly Exchange[]): readonly Exchange[] {
  return exchanges.filter(({ request }) => {
    const version = fieldOf(request, 'sec-websocket-version');
    return version !== undefined && version !== '13';
  });
}

/** How many handshakes were refused with an error of the client, and how many were not. */
export function refused(exchanges: readonly Exchange[]): string {
  const errors = exchanges.filter(
    ({ response }) => response && response.status >= 400 && response.status < 500,
  );
  return `${errors.length} refused, ${exchanges.length - errors.length} not`;
}

/** The values of a field of answers, `none` for those without it. */
export const named = (exchanges: readonly Exchange[], field: string): string =>
  listed(...exchanges.map(({ response }) => (response && fieldOf(response, field)) ?? 'none'));

/** How many keys clients sent to open WebSockets, and whether one came twice. */
export function keysOf(wire: Wire): string {
  const keys = wire
    .requests()
    .filter((request) => fieldOf(request, 'sec-websocket-version') === '13')
    .flatMap((request) => fieldOf(request, 'sec-websocket-key') ?? []);
  return `${counted(doubles(keys).length, 'key')} came twice`;
}
