import type { WsFrame } from '../../../wire/types.ts';
import { isMembers, parseJson } from '../json.ts';
import { websocketRows } from '../websocket.ts';
import { keptContent } from './http1.ts';
import type { ToldKind } from './kind.ts';
import { textLines } from './text-lines.ts';

/** Longer texts are not read for their shape: they are seldom many and alike. In UTF-16 code units. */
const LONGEST_SHAPE = 4_096;

export const wsFrame: ToldKind<WsFrame> = {
  nouns: ({ opcode }) => {
    if (opcode === 'close') return ['goodbye', 'goodbyes'];
    return isHeartbeat({ opcode }) ? [opcode, `${opcode}s`] : ['frame', 'frames'];
  },
  rows: websocketRows,
  lines: frameLines,
  sort: frameSort,
  // A close and its echo are one goodbye.
  talk: ({ opcode }) => (opcode === 'close' ? 'goodbye' : undefined),
  isSilent: () => false,
  routine: ({ opcode }) => (isHeartbeat({ opcode }) ? opcode : undefined),
  isHerd: (frame) => isHeartbeat(frame) || frame.opcode === 'close',
  kept: ({ opcode, fin, compressed, close, message }, short) => ({
    opcode,
    fin,
    ...(compressed ? { compressed } : {}),
    close,
    ...(message === undefined ? {} : { data: keptContent(message, short) }),
  }),
};

/** True for a ping or a pong: the first tells all. */
export function isHeartbeat({ opcode }: Pick<WsFrame, 'opcode'>): boolean {
  return opcode === 'ping' || opcode === 'pong';
}

function frameSort({ opcode, close, message }: WsFrame): string {
  if (close !== undefined) return `close ${close.code}`;
  if (message?.graphql !== undefined) return `graphql ${message.graphql.type}`;
  const text = message?.text;
  if (text === undefined || text.length > LONGEST_SHAPE) return opcode;
  const value = parseJson(text);
  return isMembers(value) ? `${opcode} ${Object.keys(value).join(' ')}` : opcode;
}

/** A frame in words: its opcode, and what it says. */
export function frameLines(frame: WsFrame): readonly string[] {
  const { opcode, close, compressed, fin, message, layers } = frame;
  if (close !== undefined) return [`close frame ${close.code} ${close.reason}`.trimEnd()];
  const head = `${opcode} frame${compressed ? ', compressed' : ''}${fin ? '' : ', more follows'}`;
  const payload = layers[0]?.nodes.find(({ kind }) => kind === 'ws.payload')?.value;
  const text = message?.text ?? (message === undefined ? payload : undefined);
  return text === undefined || text === '' ? [head] : [head, ...textLines(text)];
}
