import { utf8In } from '../../text/utf8-in.ts';
import type { Field } from '../../wire/types.ts';
import { contentOf, postDataOf } from './body.ts';
import { sentCookies, setCookies } from './cookies.ts';
import type { Exchange } from './exchange.ts';

import { queryOf } from './target.ts';
import type { HarEntry, HarPair, HarRequest, HarResponse, HarTimings } from './types.ts';

/** Writes an exchange down. `epochMs` is the time of lab time 0, milliseconds since 1970. */
export function entryOf(exchange: Exchange, epochMs: number): HarEntry {
  const timings = timingsOf(exchange);
  const { page, sockets, remarks, isSocket } = exchange;
  return {
    ...(page !== undefined && { pageref: page }),
    startedDateTime: new Date(epochMs + exchange.askedAt).toISOString(),
    time: timings.send + timings.wait + timings.receive,
    request: requestOf(exchange),
    response: responseOf(exchange),
    cache: {},
    timings,
    serverIPAddress: exchange.serverAddress,
    connection: String(exchange.connection),
    ...(remarks.length > 0 && { comment: remarks.join('\n') }),
    _resourceType: isSocket ? 'websocket' : isEventStream(exchange) ? 'eventsource' : 'fetch',
    ...(isSocket && { _webSocketMessages: sockets }),
  };
}

/**
 * From the first and the last byte of the request and of its response. What comes before the request is
 * whole counts as sending, so that the parts never overlap and their sum is the time it all took.
 */
function timingsOf({ askedAt, sentAt, answeredAt, lastAt }: Exchange): HarTimings {
  const receivesAt = Math.max(sentAt, answeredAt ?? lastAt ?? sentAt);
  return {
    send: sentAt - askedAt,
    wait: receivesAt - sentAt,
    receive: Math.max(0, (lastAt ?? receivesAt) - receivesAt),
  };
}

function requestOf({ asked, requestBody }: Exchange): HarRequest {
  const { method, url, version, fields, headLength } = asked;
  const postData = postDataOf(requestBody, fields);
  return {
    method,
    url,
    httpVersion: version,
    cookies: sentCookies(inUtf8(fields)),
    headers: pairs(fields),
    queryString: queryOf(url),
    ...(postData && { postData }),
    headersSize: headLength,
    bodySize: requestBody.byteLength,
  };
}

function responseOf(exchange: Exchange): HarResponse {
  const { answered, responseBody, error, trailers } = exchange;
  const failed = error === undefined ? {} : { _error: error };
  if (answered === undefined) {
    return {
      status: 0,
      statusText: '',
      httpVersion: '',
      cookies: [],
      headers: [],
      content: { size: 0, mimeType: 'x-unknown' },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
      ...failed,
    };
  }
  const { status, reason, version, fields, headLength } = answered;
  return {
    status,
    statusText: reason,
    httpVersion: version,
    cookies: setCookies(inUtf8(fields)),
    headers: pairs(fields),
    content: contentOf(responseBody, fields, error !== undefined || !exchange.done),
    redirectURL: fields.find(({ name }) => name.toLowerCase() === 'location')?.value ?? '',
    headersSize: headLength,
    bodySize: responseBody.byteLength,
    ...failed,
    ...(trailers.length > 0 && { _trailers: pairs(trailers) }),
  };
}

function isEventStream({ answered }: Exchange): boolean {
  const type = answered?.fields.find(({ name }) => name.toLowerCase() === 'content-type')?.value;
  return type !== undefined && /^text\/event-stream\b/i.test(type);
}

function pairs(fields: readonly Field[]): readonly HarPair[] {
  return inUtf8(fields).map(({ name, value }) => ({ name, value }));
}

/** Values as text, if they are UTF-8. */
function inUtf8(fields: readonly Field[]): readonly Field[] {
  return fields.map((field) => ({ ...field, value: utf8In(field.value) ?? field.value }));
}
