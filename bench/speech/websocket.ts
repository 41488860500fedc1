import { SMALL_MESSAGE } from '../payload.ts';
import { HANDSHAKE, HANDSHAKE_ANSWER, textFrame } from '../websocket-frames.ts';
import type { Speech } from './speech.ts';

const QUESTION = textFrame(SMALL_MESSAGE, true);
const ECHO = textFrame(SMALL_MESSAGE, false);

/** A small JSON message that comes back as an echo; the first question is the handshake. */
export class WebSocketSpeech implements Speech {
  /** How much of the handshake's answer is to come, as text; undefined once it is there. */
  #handshake: string | undefined = '';
  #begun = false;
  #received = 0;

  question(): Uint8Array {
    if (this.#begun) return QUESTION;
    this.#begun = true;
    return HANDSHAKE;
  }

  answered(bytes: Buffer): boolean {
    if (this.#handshake !== undefined) return this.#opened(bytes);
    if (this.#received === 0 && bytes[0] !== ECHO[0]) throw new Error('no echo came back');
    this.#received += bytes.length;
    if (this.#received < ECHO.length) return false;
    this.#received -= ECHO.length;
    return true;
  }

  #opened(bytes: Buffer): boolean {
    this.#handshake += bytes.toString('latin1');
    if (!this.#handshake?.endsWith('\r\n\r\n')) return false;
    if (!this.#handshake.startsWith(HANDSHAKE_ANSWER.toString('latin1', 0, 13))) {
      throw new Error('the server opens no WebSocket');
    }
    this.#handshake = undefined;
    return true;
  }
}
