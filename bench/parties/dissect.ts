/** Reads the byte streams of a capture with the dissectors of the package, and says how many messages it read. */
import { readFileSync } from 'node:fs';
import { RECORD_HEAD } from '../capture.ts';
import { settings } from './report.ts';

const { built, streams } = settings();
const { dissectConnection }: typeof import('../../src/wire/index.ts') = await import(
  new URL('src/wire/index.js', String(built)).href
);

const capture = readFileSync(String(streams));
const connections = new Map<number, ReturnType<typeof dissectConnection>>();
let messages = 0;
for (let at = 0; at < capture.length; ) {
  const connection = capture.readUInt8(at);
  const direction = capture.readUInt8(at + 1) === 1 ? 'client-to-server' : 'server-to-client';
  const start = at + RECORD_HEAD;
  at = start + capture.readUInt32LE(at + 2);
  const dissector = connections.get(connection) ?? dissectConnection();
  connections.set(connection, dissector);
  messages += dissector.push(direction, capture.subarray(start, at)).length;
}
process.send?.({ messages });
process.disconnect();
