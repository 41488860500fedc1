import type { ConnectionEndedEvent } from '../../lab/record/transcript.ts';
import type { Http2Frame } from '../../wire/http2/types.ts';
import type { Exchange } from './exchange.ts';

/**
 * Why an exchange fails when its connection ends so, in the words of Chromium's list of network
 * errors; nothing if it can go on.
 */
export function breakingError(event: ConnectionEndedEvent, exchange: Exchange): string | undefined {
  const { direction, how, by } = event;
  if (how === 'rst') {
    const byClient = by !== 'tap' && (by === 'sender') === (direction === 'client-to-server');
    return byClient ? 'net::ERR_ABORTED' : 'net::ERR_CONNECTION_RESET';
  }
  if (direction === 'client-to-server') return undefined;
  if (exchange.answered === undefined) return 'net::ERR_EMPTY_RESPONSE';
  const chunked = exchange.answered.fields.some(
    ({ name }) => name.toLowerCase() === 'transfer-encoding',
  );
  return chunked ? 'net::ERR_INCOMPLETE_CHUNKED_ENCODING' : 'net::ERR_CONTENT_LENGTH_MISMATCH';
}

/** Why an exchange fails whose stream was reset. */
export function resetError({ direction, errorCode }: Http2Frame): string {
  if (direction === 'client-to-server') return 'net::ERR_ABORTED';
  if (errorCode === 'REFUSED_STREAM') return 'net::ERR_HTTP2_SERVER_REFUSED_STREAM';
  return 'net::ERR_HTTP2_PROTOCOL_ERROR';
}
