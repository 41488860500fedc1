import { connect as connectTcp, createServer, type Socket } from 'node:net';
import { type Lab, listening } from 'apilab';
import { FLAG, frame, frameReader, PREFACE, TYPE, uint32 } from './frames.ts';

/** What the shop is called, whatever its address. */
export const HOST = 'shop.example';

/** What a gateway holds for an answer. */
export interface Taken {
  readonly status: number;
  readonly text: string;
}

/**
 * A gateway that is older than hints: it has one connection of HTTP/1.1 for all who come, and the first
 * status line that arrives is the answer to the request that went out last.
 */
export function oldGateway(socket: Socket) {
  let held = '';
  let more = () => {};
  socket.setEncoding('latin1').on('data', (text: string) => {
    held += text;
    more();
  });
  /** Waits until so much is there, and takes it. */
  async function take(length: () => number): Promise<string> {
    while (length() < 0 || held.length < length())
      await new Promise<void>((resolve) => {
        more = resolve;
      });
    const end = length();
    const taken = held.slice(0, end);
    held = held.slice(end);
    return taken;
  }
  return async (path: string): Promise<Taken> => {
    socket.write(`GET ${path} HTTP/1.1\r\nHost: ${HOST}\r\n\r\n`);
    const head = await take(() => held.indexOf('\r\n\r\n') + 4 || -1);
    const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
    return { status: Number(head.split(' ')[1]), text: await take(() => length) };
  };
}

/** Lets two customers come through such a gateway, one after the other; gives what each is shown. */
export async function throughOldGateway(lab: Lab, server: string): Promise<string> {
  const socket = await connected(lab, 'gateway', server);
  const ask = oldGateway(socket);
  const shown: string[] = [];
  for (const customer of ['ada', 'grace']) {
    const { status, text } = await ask(`/${customer}`);
    shown.push(`${customer} ${status} ${/of \w+/.exec(text)?.[0] ?? 'nothing'}`);
  }
  return shown.join(' · ');
}

/** A connection from a party to a server, closed when the run is over. */
export async function connected(lab: Lab, party: string, server: string): Promise<Socket> {
  const [host = '', port] = (await lab.party(party).route(server)).authority.split(':');
  const socket = connectTcp({ host, port: Number(port) });
  socket.on('error', () => {});
  await lab.use({ close: () => void socket.destroy() });
  return socket;
}

/** As HPACK has it, by its static table: `:status: 200`; `GET http /`, and the authority (RFC 7541 §A). */
const OK = Buffer.of(0x88);
const GET = Buffer.concat([
  Buffer.of(0x82, 0x86, 0x04, 10),
  Buffer.from('/style.css'),
  Buffer.of(0x01, HOST.length),
  Buffer.from(HOST),
]);

/** A server that pushes whatever the client has said: who asks for one thing gets two. */
export function pushyServer() {
  return (at: Parameters<typeof listening>[1]) =>
    listening(
      createServer((socket) => {
        const read = frameReader();
        let opening = PREFACE.length;
        socket.on('error', () => socket.destroy());
        socket.on('data', (bytes: Buffer) => {
          const skipped = Math.min(opening, bytes.length);
          opening -= skipped;
          for (const { type, flags, stream } of read(bytes.subarray(skipped))) {
            if (type === TYPE.SETTINGS && (flags & FLAG.ACK) === 0)
              socket.write(
                Buffer.concat([frame(TYPE.SETTINGS, 0, 0), frame(TYPE.SETTINGS, FLAG.ACK, 0)]),
              );
            if (type !== TYPE.HEADERS) continue;
            const page = Buffer.from('a page\n');
            socket.write(
              Buffer.concat([
                frame(TYPE.PUSH_PROMISE, FLAG.END_HEADERS, stream, uint32(2), GET),
                frame(TYPE.HEADERS, FLAG.END_HEADERS, stream, OK),
                frame(TYPE.DATA, FLAG.END_STREAM, stream, page),
              ]),
            );
          }
        });
      }),
      at,
    );
}
