import { closeSync, openSync, writeSync } from 'node:fs';
import type { TranscriptEvent } from '../src/lab/record/transcript.ts';
import { conversation, serverPorts } from './conversation.ts';
import type { Built } from './relay.ts';

/** Bytes of a record's head: connection, direction and length of what follows. */
export const RECORD_HEAD = 6;

/** The most bytes of a record: as a segment of TCP carries them. */
const SEGMENT = 1460;

/** A conversation in two forms. */
export interface Captured {
  /** How many messages our dissectors read in it. */
  readonly messages: number;
  /** How long its byte streams are. */
  readonly byteLength: number;
}

/** Writes a conversation as byte streams, segment by segment, and as a pcapng file of the same segments. */
export async function writeCapture(
  { built }: Built,
  files: { readonly streams: string; readonly pcapng: string },
  byteLength: number,
): Promise<Captured> {
  const { dissectConnection }: typeof import('../src/wire/index.ts') = await import(
    `${built}src/wire/index.js`
  );
  const { pcapngReport }: typeof import('../src/report/pcapng/index.ts') = await import(
    `${built}src/report/pcapng/index.js`
  );
  const streams = openSync(files.streams, 'w');
  const pcapng = openSync(files.pcapng, 'w');
  const report = pcapngReport();
  const write = (event: TranscriptEvent) => writeSync(pcapng, Buffer.from(report.take(event)));
  write(beginning);
  const connections = new Map(
    Object.entries(serverPorts).map(([name, serverPort]) => {
      const connection = Number(name);
      const clientPort = 40_000 + connection;
      const opened = { connection, ...parties, clientPort, serverPort };
      write({ type: 'connection-opened', at: 0, ...opened });
      return [connection, dissectConnection()] as const;
    }),
  );
  let messages = 0;
  let said = 0;
  for (const { connection, byClient, bytes } of conversation(byteLength)) {
    said += bytes.length;
    for (let at = 0; at < bytes.length; at += SEGMENT) {
      writeSync(streams, record(connection, byClient, bytes.subarray(at, at + SEGMENT)));
    }
    const direction = byClient ? 'client-to-server' : 'server-to-client';
    const read = connections.get(connection)?.push(direction, bytes) ?? [];
    messages += read.length;
    const start = read[0]?.start ?? 0;
    for (const message of read) {
      const { kind, problems } = message;
      if (kind === 'bytes' || kind === 'malformed' || problems.length > 0) {
        throw new Error(`the conversation has a fault: ${problems[0]?.text ?? kind}`);
      }
      const own = bytes.subarray(message.start - start, message.end - start);
      const encoded = Buffer.from(own).toString('base64');
      const seen = { type: 'message', at: messages / 10, connection, ...parties } as const;
      write({ ...seen, delivery: 'whole', message, bytes: encoded });
    }
  }
  writeSync(pcapng, Buffer.from(report.end()));
  closeSync(streams);
  closeSync(pcapng);
  return { messages, byteLength: said };
}

function record(connection: number, byClient: boolean, bytes: Uint8Array): Buffer {
  const head = Buffer.alloc(RECORD_HEAD);
  head.writeUInt8(connection, 0);
  head.writeUInt8(byClient ? 1 : 0, 1);
  head.writeUInt32LE(bytes.length, 2);
  return Buffer.concat([head, bytes]);
}

const parties = { client: 'load', server: 'api' };

/** What a capture begins with. */
const beginning: TranscriptEvent = {
  type: 'scenario',
  at: 0,
  version: 2,
  id: 'bench',
  group: 'bench',
  title: 'A long conversation',
  claim: 'Three connections talk.',
  standard: '',
  covers: [],
  variant: { name: 'bench', kind: 'correct', about: 'Talks.', breaks: [] },
  variants: [{ name: 'bench', kind: 'correct' }],
  params: {},
  seed: 1,
  focus: [],
  epoch: '2026-01-01T00:00:00Z',
};
