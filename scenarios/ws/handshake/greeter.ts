import { createServer, type Server, STATUS_CODES } from 'node:http';
import type { Clock } from 'apilab';
import {
  type Answer,
  answerTo,
  type Handshaker,
  SWITCH_TO,
  version13,
} from './opening-handshake.ts';

export interface GreeterOptions {
  readonly clock: Clock;
  readonly handshaker?: Handshaker;
}

/** How long a client may take to say goodbye too, in milliseconds. */
const PATIENCE_MS = 5000;

/** A close frame: alone (0x80), opcode 8, two bytes, not masked (RFC 6455 §5.2); the code is 1000. */
const GOODBYE = Buffer.from([0x88, 2, 1000 >> 8, 1000 & 0xff]);

/** Shakes hands and says goodbye. A real server goes on with frames; this one is about what comes before. */
export function greeter({ clock, handshaker = version13 }: GreeterOptions): Server {
  const server = createServer((_, response) => {
    // No handshake at all: the client is told what to switch to.
    response.writeHead(426, SWITCH_TO).end();
  });
  server.on('upgrade', (request, stream) => {
    stream.on('error', () => {});
    const answer = answerTo(request, handshaker);
    if (answer.status !== 101) {
      // Who never ends its own side would otherwise hold the connection for ever.
      stream.end(headOf(answer, clock.date()), () => stream.destroy());
      return;
    }
    // In one write: the client may read frames as soon as it has the 101.
    stream.write(Buffer.concat([headOf(answer, clock.date()), GOODBYE]));
    // After its own close frame a server waits for the client's and then ends TCP (RFC 6455 §7.1.1).
    const patience = clock.setTimer(PATIENCE_MS, () => stream.destroy());
    stream.on('close', () => patience.cancel());
    stream.on('data', () => stream.end());
    stream.on('end', () => stream.end());
  });
  return server;
}

/** The head of a response as it crosses the wire, with the `Date` that RFC 9110 §6.6.1 asks of an origin server. */
function headOf({ status, fields }: Answer, now: Date): Buffer {
  const length: Readonly<Record<string, string>> = status === 101 ? {} : { 'Content-Length': '0' };
  const all = { Date: now.toUTCString(), ...length, ...fields };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\n${lines.join('')}\r\n`);
}
