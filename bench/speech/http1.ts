import { document } from '../payload.ts';
import type { Speech } from './speech.ts';

const body = document('question');
const REQUEST = Buffer.concat([
  Buffer.from(
    [
      'POST /orders HTTP/1.1',
      'host: api.example',
      'user-agent: bench',
      'accept: application/json',
      'content-type: application/json',
      `content-length: ${body.length}`,
      '\r\n',
    ].join('\r\n'),
  ),
  body,
]);

/** A kilobyte of JSON asked and answered on a connection that is kept alive. */
export class Http1Speech implements Speech {
  /** Bytes of an answer; the server gives all alike. */
  #answerBytes = 0;
  #opening = '';
  #received = 0;

  question(): Uint8Array {
    return REQUEST;
  }

  answered(bytes: Buffer): boolean {
    this.#received += bytes.length;
    if (this.#answerBytes === 0) this.#learnLength(bytes);
    if (this.#answerBytes === 0 || this.#received < this.#answerBytes) return false;
    this.#received -= this.#answerBytes;
    return true;
  }

  #learnLength(bytes: Buffer): void {
    this.#opening += bytes.toString('latin1');
    const headEnd = this.#opening.indexOf('\r\n\r\n');
    if (headEnd < 0) return;
    const head = this.#opening.slice(0, headEnd);
    const length = /^content-length: *(\d+)$/im.exec(head)?.[1];
    if (!head.startsWith('HTTP/1.1 200 ') || length === undefined) {
      throw new Error(`an answer that the load does not know: ${head.slice(0, 80)}`);
    }
    this.#answerBytes = headEnd + 4 + Number(length);
  }
}
