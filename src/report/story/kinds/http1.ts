import type { Content, ContentPart, HttpRequest, HttpResponse } from '../../../wire/types.ts';
import { messagesInWords, statusInWords } from '../grpc.ts';
import { httpEndRows, httpRows } from '../http.ts';
import type { MessageOf, Shortened, ToldKind } from './kind.ts';
import { bodyLines, fieldLine } from './text-lines.ts';

export const httpRequest: ToldKind<HttpRequest> = {
  nouns: () => ['request', 'requests'],
  role: 'asks',
  rows: httpRows,
  lines: messageLines,
  sort: () => '',
  talk: inExchange,
  isSilent: () => false,
  routine: () => undefined,
  isHerd: () => false,
  kept: keptMessage,
};

export const httpResponse: ToldKind<HttpResponse> = {
  nouns: () => ['response', 'responses'],
  role: 'answers',
  rows: httpRows,
  lines: messageLines,
  sort: ({ status }) => String(status),
  talk: inExchange,
  isSilent: () => false,
  routine: () => undefined,
  isHerd: ({ status }) => status === 101,
  kept: keptMessage,
};

export const httpEnd: ToldKind<MessageOf<'http-end'>> = {
  nouns: () => ['end of a stream', 'ends of streams'],
  rows: httpEndRows,
  lines: ({ summary, trailers }) => [summary, ...trailers.map(fieldLine)],
  sort: () => '',
  talk: inExchange,
  isSilent: ({ complete, trailers }) => complete && trailers.length === 0,
  routine: () => undefined,
  isHerd: () => false,
  kept: ({ exchange, complete, trailers }) => ({
    exchange,
    complete,
    ...(trailers.length > 0 ? { trailers: trailers.map(fieldLine) } : {}),
  }),
};

function inExchange({ exchange }: { readonly exchange: number }): string {
  return `exchange ${exchange}`;
}

function messageLines({
  summary,
  fields,
  content,
  trailers,
  grpc,
}: HttpRequest | HttpResponse): readonly string[] {
  const body =
    grpc === undefined
      ? bodyLines(content)
      : ['', ...messagesInWords(grpc), ...statusInWords(grpc)];
  return [summary, ...fields.map(fieldLine), ...body, ...trailers.map(fieldLine)];
}

function keptMessage(
  { exchange, fields, trailers, content, grpc }: HttpRequest | HttpResponse,
  short: Shortened,
): object {
  return {
    exchange,
    fields: fields.map(fieldLine),
    ...(trailers.length > 0 ? { trailers: trailers.map(fieldLine) } : {}),
    ...(content.byteLength > 0 ? { content: keptContent(content, short) } : {}),
    ...(grpc === undefined ? {} : { grpc }),
  };
}

/** Content with its text cut short. */
export function keptContent(content: Pick<Content, 'text' | 'parts'>, short: Shortened): object {
  const { text, parts } = content;
  return {
    ...content,
    ...(text === undefined ? {} : { text: short.text(text) }),
    ...(parts === undefined ? {} : { parts: parts.map((part) => keptPart(part, short)) }),
  };
}

function keptPart({ fields, byteLength, text }: ContentPart, short: Shortened): object {
  return {
    fields: fields.map(fieldLine),
    byteLength,
    ...(text === undefined ? {} : { text: short.text(text) }),
  };
}
