import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';
import { liveSession } from '../../../src/lab/live/live-session.ts';
import type { TranscriptEvent } from '../../../src/lab/record/transcript.ts';
import type { HarEntry } from '../../../src/report/har/types.ts';
import { pcapngReport } from '../../../src/report/pcapng/index.ts';
import { archiveOf } from '../../report/har/archive.ts';
import { portOf } from '../../tap/rig.ts';

/** A live session before a scripted server, and what it makes of it. */
export interface Witness {
  readonly events: readonly TranscriptEvent[];
  /** The port of the session's tap. */
  readonly port: number;
  /** A client of the session's tap. */
  connect(): Promise<Speaker>;
  /** Ends the session, as Ctrl-C does. */
  end(): Promise<void>;
  /** The events in short, as far as something was said. */
  story(): readonly string[];
  har(): readonly HarEntry[];
  pcapng(): Buffer;
}

/** One end of a connection. */
export interface Speaker {
  readonly socket: Socket;
  say(said: string | Uint8Array): void;
  /** Resolves when this was heard: what came until then. */
  hear(wanted: string): Promise<string>;
}

export const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function speaker(socket: Socket): Speaker {
  let heard = '';
  socket.on('data', (chunk) => {
    heard += chunk.toString('latin1');
  });
  socket.on('error', () => {});
  return {
    socket,
    say: (said) => void socket.write(said),
    async hear(wanted) {
      while (!heard.includes(wanted)) await new Promise((resolve) => socket.once('data', resolve));
      const all = heard;
      heard = '';
      return all;
    },
  };
}

/** Starts a session before a server that does this with each connection. */
export async function witness(serve: (server: Speaker) => unknown): Promise<Witness> {
  const sockets: Socket[] = [];
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.push(socket);
    void serve(speaker(socket));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const events: TranscriptEvent[] = [];
  const about = { id: 'tap', group: 'tap', title: 'A tap', claim: 'It shows all.' };
  const session = liveSession(
    { ...about, standard: 'no standard', focus: [] },
    { seed: 1, emit: (event) => events.push(event) },
  );
  const tap = await session.open({
    server: 'api',
    upstream: { host: '127.0.0.1', port: portOf(server.address()) },
    listen: { host: '127.0.0.1', port: 0 },
    faults: [],
  });
  onTestFinished(async () => {
    await session.close();
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return {
    events,
    port: tap.port,
    async connect() {
      const socket = connect({ port: tap.port, host: '127.0.0.1', allowHalfOpen: true });
      sockets.push(socket);
      await once(socket, 'connect');
      return speaker(socket);
    },
    end: async () => void (await session.close()),
    story: () => events.flatMap(inShort),
    har() {
      return archiveOf(events).entries;
    },
    pcapng() {
      const report = pcapngReport();
      const blocks = events.map((event) => Buffer.from(report.take(event)));
      return Buffer.concat([...blocks, Buffer.from(report.end())]);
    },
  };
}

function inShort(event: TranscriptEvent): readonly string[] {
  if (event.type === 'crossing') {
    return [`… ${event.head?.summary ?? `${event.end - event.start} bytes`}`];
  }
  if (event.type !== 'message') return [];
  return [`${event.message.summary}${event.unfinished ? ', unfinished' : ''}`];
}
