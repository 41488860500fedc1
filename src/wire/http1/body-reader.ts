import { type BodyReader, LengthBody, UntilCloseBody } from './body.ts';
import { ChunkedBody } from './chunked-body.ts';
import type { Framing } from './framing.ts';

/** What takes the framing off a body; nothing if there is no body that can be read. */
export function bodyReader(framing: Framing): BodyReader | undefined {
  switch (framing.by) {
    case 'length':
      return new LengthBody(framing.byteLength);
    case 'chunks':
      return new ChunkedBody();
    case 'close':
      return new UntilCloseBody();
    case 'nothing':
    case 'guess':
      return undefined;
  }
}
