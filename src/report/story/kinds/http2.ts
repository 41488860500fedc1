import type { Http2Frame } from '../../../wire/http2/types.ts';
import type { Field } from '../../../wire/types.ts';
import { messagesInWords, statusInWords } from '../grpc.ts';
import { http2Rows, isHousekeeping } from '../http2.ts';
import { carriedFrames } from '../websocket.ts';
import { keptContent } from './http1.ts';
import type { MessageOf, ToldKind } from './kind.ts';
import { summaryRows } from './raw.ts';
import { fieldLine, textLines } from './text-lines.ts';
import { frameLines } from './websocket.ts';

export const http2Frame: ToldKind<Http2Frame> = {
  nouns: ({ grpc }) =>
    grpc?.messages === undefined ? ['HTTP/2 frame', 'HTTP/2 frames'] : ['message', 'messages'],
  rows: http2Rows,
  lines: http2Lines,
  talk: ({ stream }) => (stream > 0 ? `stream ${stream}` : undefined),
  sort: ({ frame, section, grpc, websocket = [], tunnel = [] }) =>
    [
      ...[frame, section, grpc?.status?.name, ...websocket.map(({ opcode }) => opcode)],
      ...tunnel.map(({ kind }) => kind),
    ].join(' '),
  isSilent: isHousekeeping,
  routine: () => undefined,
  isHerd: () => false,
  kept: (message, short) => {
    const { flags, stream, streamState, section, fields, dataLength, text, grpc } = message;
    return {
      ...(flags.length > 0 ? { flags } : {}),
      ...(stream > 0 ? { stream, streamState } : {}),
      ...(section === undefined ? {} : { section }),
      ...(fields === undefined ? {} : { fields: fields.map(fieldLine) }),
      dataLength,
      ...(text === undefined ? {} : { text: short.text(text) }),
      settings: message.settings?.map(({ name, value }) => `${name} ${value}`),
      errorCode: message.errorCode,
      grpc,
      ...(message.tunnel && { tunnel: message.tunnel.map(({ summary }) => summary) }),
      websocket: message.websocket?.map(({ opcode, fin, close, message: whole }) => ({
        opcode,
        fin,
        close,
        ...(whole === undefined ? {} : { data: keptContent(whole, short) }),
      })),
    };
  },
};

export const http2Preface: ToldKind<MessageOf<'http2-preface'>> = {
  nouns: () => ['connection preface', 'connection prefaces'],
  rows: summaryRows,
  lines: ({ summary }) => [summary],
  sort: () => '',
  talk: () => undefined,
  isSilent: () => true,
  routine: () => undefined,
  isHerd: () => false,
  kept: () => ({}),
};

/** A frame's summary, then its fields, the data if it is text, and the gRPC messages by name. */
function http2Lines(message: Http2Frame): readonly string[] {
  const { summary, fields = [], text, grpc, tunnel = [] } = message;
  const said = grpc === undefined ? [] : messagesInWords(grpc);
  // Trailers of gRPC-Web lie in the data, and are no fields of a section.
  const ended = grpc === undefined || fields.length > 0 ? [] : statusInWords(grpc);
  return [
    summary,
    ...fields.map((field) => grpcStatusLine(field, grpc) ?? fieldLine(field)),
    ...(text === undefined || said.length > 0 ? [] : textLines(text)),
    ...said,
    ...ended,
    ...carriedFrames(message).flatMap(frameLines),
    ...tunnel.map((each) => each.summary),
  ];
}

/** The status with its name, and its message without percent-encoding. */
function grpcStatusLine({ name }: Field, grpc: Http2Frame['grpc']): string | undefined {
  const { status } = grpc ?? {};
  if (status === undefined) return undefined;
  if (name === 'grpc-status') return `${name}: ${status.code} ${status.name}`;
  return name === 'grpc-message' ? `${name}: ${status.message ?? ''}` : undefined;
}
