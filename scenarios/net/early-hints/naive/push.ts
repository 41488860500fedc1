import { connect } from 'node:http2';
import type { Announce } from '../announce.ts';
import type { Open } from '../visitor.ts';

/** Sends the file with the page, as they will need it anyway. */
export const push: Announce = (_request, response, { path, read, fields }) => {
  if (!('stream' in response) || !response.stream.pushAllowed) return;
  response.stream.pushStream({ ':path': path }, (_error, pushed) => {
    const gone = new AbortController();
    pushed.on('error', () => {}).once('close', () => gone.abort());
    pushed.respond({ ':status': 200, ...fields() });
    read(gone.signal).then(
      (content) => pushed.end(content),
      () => {},
    );
  });
};

/** Takes what is pushed: a client may be pushed to unless it says no (RFC 9113 §6.5.2). */
export const takingPushes: Open = (url, cache) => {
  const session = connect(url);
  session.on('stream', (pushed, { ':path': path = '' }) => {
    cache.set(path, new Promise((resolve) => pushed.resume().once('end', resolve)));
  });
  return session;
};
