import {
  type IncomingMessage,
  type OutgoingHttpHeader,
  type OutgoingHttpHeaders,
  ServerResponse,
} from 'node:http';

type Fields = OutgoingHttpHeaders | OutgoingHttpHeader[];

/** What Node calls otherwise, or not at all: names of RFC 9110 §15 and of GraphQL over HTTP. */
const phrases: Readonly<Record<number, string>> = {
  294: 'Partial Success',
  413: 'Content Too Large',
  422: 'Unprocessable Content',
};

/** A response whose reason phrase is today's name of its status code, on every line of Node. */
export class NamedResponse extends ServerResponse<IncomingMessage> {
  override writeHead(status: number, phrase?: string, fields?: Fields): this;
  override writeHead(status: number, fields?: Fields): this;
  override writeHead(status: number, phrase?: string | Fields, fields?: Fields): this {
    if (typeof phrase === 'string') return super.writeHead(status, phrase, fields);
    const name = phrases[status];
    return name === undefined
      ? super.writeHead(status, phrase)
      : super.writeHead(status, name, phrase);
  }
}
