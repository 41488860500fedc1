import type {
  CaptureFullEvent,
  ConnectionEndedEvent,
  ConnectionOpenedEvent,
  ConnectionRefusedEvent,
  FaultEvent,
} from '../../lab/record/transcript.ts';
import { formatBytes } from '../../text/quantities.ts';
import { type Row, span, wrap } from '../../text/spans.ts';

/** A new connection. */
export function openedRows(event: ConnectionOpenedEvent, cells: number): readonly Row[] {
  const ports = event.clientPort > 0 ? `, port ${event.clientPort} to ${event.serverPort}` : '';
  return wrap([span(`connection ${event.connection} opened${ports}`, 'dim')], cells);
}

/** One direction's end. */
export function endedRows(event: ConnectionEndedEvent, cells: number): readonly Row[] {
  const who = endedBy(event);
  const what = event.how === 'rst' ? 'resets the connection (RST)' : 'ends its side (FIN)';
  return wrap([span(`${who} ${what}`, event.how === 'rst' ? 'fault' : 'dim')], cells);
}

function endedBy({ by, direction, client, server }: ConnectionEndedEvent): string {
  if (by === 'tap') return 'the tap';
  return (by === 'sender') === (direction === 'client-to-server') ? client : server;
}

/** A connection that was refused. */
export function refusedRows(event: ConnectionRefusedEvent, cells: number): readonly Row[] {
  return wrap(
    [span(`no connection: ${event.server} cannot be reached (${event.code})`, 'fault')],
    cells,
  );
}

/** What a fault did; in brief without its aside, such as `(RST to both ends)`, if that takes a row more. */
export function faultRows(
  event: FaultEvent,
  cells: number,
  detail: 'brief' | 'full' = 'brief',
): readonly Row[] {
  const rows = (sentence: string) => wrap([span(`the tap ${sentence}`, 'fault')], cells);
  const whole = rows(event.sentence);
  return detail === 'full' || whole.length === 1
    ? whole
    : rows(event.sentence.replace(/ \([^()]*\)$/, ''));
}

/** Where a capture stops. */
export function captureFullRows(event: CaptureFullEvent, cells: number): readonly Row[] {
  return wrap([span(`! the ${fullness(event)}`, 'warning')], cells);
}

/** What a full capture means, as a sentence. */
export function captureFullSentence(event: CaptureFullEvent): string {
  return `The ${fullness(event)}.`;
}

function fullness({ connection, capBytes, ofAll }: CaptureFullEvent): string {
  return ofAll
    ? ` captures of all connections hold ${formatBytes(capBytes)} and are full: the traffic of connection ${connection} goes on, unseen`
    : `capture of connection ${connection} is full at ${formatBytes(capBytes)}: its traffic goes on, unseen`;
}

/** True if the fault ends a connection rather than slowing it down. */
export function cuts(event: FaultEvent): boolean {
  switch (event.fault.kind) {
    case 'reset-connection':
    case 'close-after-bytes':
    case 'close-after-message':
    case 'close-after-frame':
    case 'drop-response':
      return true;
    default:
      return false;
  }
}
