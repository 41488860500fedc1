import { OPENING_BYTES, type Opening, type Recognition } from '../opening.ts';

/** Words that people type to a store first, and that are no methods of HTTP. */
const TYPED: ReadonlySet<string> = new Set(
  (
    'AUTH CLIENT COMMAND CONFIG DBSIZE DECR DEL ECHO EXISTS EXPIRE FLUSHDB HELLO HGET HGETALL HSET INCR INCRBY ' +
    'INFO KEYS MGET MONITOR MSET MULTI PING PSUBSCRIBE PTTL QUIT SCAN SELECT SET SETEX SUBSCRIBE TIME TTL ZADD'
  ).split(' '),
);

/**
 * Recognises RESP: a client's array, whose first element is a bulk string, such as `*1\r\n$4`; or a line
 * of words that begins with a command.
 */
export function opensResp({ by, bytes }: Opening): Recognition {
  if (by === 'server-to-client') return 'no';
  const text = Buffer.from(bytes).toString('latin1');
  if (text.startsWith('*')) return matches(text, /^\*\d{1,9}\r\n\$/, /^\*\d{0,9}\r?\n?$/);
  const end = text.indexOf('\n');
  if (end === -1) {
    const couldBe = /^[A-Za-z]{1,12}(?: [\x20-\x7e]*)?\r?$/.test(text) && isTyped(text, true);
    return couldBe && bytes.length < OPENING_BYTES ? 'more' : 'no';
  }
  const line = text.slice(0, end);
  return isTyped(line, false) && !/[ \t]HTTP\//.test(line) ? 'yes' : 'no';
}

function matches(text: string, whole: RegExp, beginning: RegExp): Recognition {
  if (whole.test(text)) return 'yes';
  return beginning.test(text) ? 'more' : 'no';
}

/** Whether a line begins with a command, or may still come to. */
function isTyped(line: string, isOpen: boolean): boolean {
  const [word = '', ...more] = line.trimEnd().toUpperCase().split(' ');
  if (TYPED.has(word)) return true;
  return isOpen && more.length === 0 && [...TYPED].some((typed) => typed.startsWith(word));
}
