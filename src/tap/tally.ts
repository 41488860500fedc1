import type { Direction, Message } from '../wire/types.ts';
import {
  carriesOthers,
  eachCounted,
  isFinalResponse,
  isHttp2Response,
  leavesHttp1,
} from './faults/counted.ts';
import type { Progress } from './faults/fault.ts';

/** Counts what crossed on a connection, so that a fault that comes late counts from the start. */
export class Tally implements Progress {
  responses = 0;
  streaming = false;
  messageEnd = 0;
  received = 0;
  readonly #toServer = new Map<string, number>();
  readonly #toClient = new Map<string, number>();
  readonly #fromClient = adding(this.#toServer);
  readonly #fromServer = adding(this.#toClient);

  seen(direction: Direction, name: string): number {
    return (direction === 'client-to-server' ? this.#toServer : this.#toClient).get(name) ?? 0;
  }

  count(message: Message): void {
    if (message.direction === 'client-to-server') {
      eachCounted(message, this.#fromClient);
      return;
    }
    eachCounted(message, this.#fromServer);
    if (carriesOthers(message)) return;
    this.messageEnd = message.end;
    if (isFinalResponse(message)) {
      this.responses += 1;
      this.streaming = message.streaming;
    } else if (message.kind === 'http-end') {
      this.streaming = false;
    } else if (leavesHttp1(message)) {
      this.streaming = true;
      if (isHttp2Response(message)) this.responses += 1;
    }
  }
}

function adding(counts: Map<string, number>): (name: string, times: number) => void {
  return (name, times) => counts.set(name, (counts.get(name) ?? 0) + times);
}
