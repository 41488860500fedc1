import type { Fact } from '../fact.ts';

/** Commands of Redis that can be seen on the wire; its vendor's documentation says what they do. */
export const storeCommands: readonly Fact[] = [
  command(
    'GET',
    'reads the value of a key',
    'The text that the key holds, or nil if there is no such key. It is an error if the key holds anything but a string.',
  ),
  command(
    'SET',
    'sets a key, whatever it held before',
    'Any lifetime of the key is gone afterwards, unless KEEPTTL is given. NX sets it only if it does not exist, XX only if it does; EX and PX give it a lifetime.',
  ),
  command(
    'DEL',
    'removes keys',
    'The reply is how many of them there were; one that does not exist is passed over.',
  ),
  command(
    'MGET',
    'reads several keys at once',
    'One value a key, in order; nil for a key that does not exist or holds no string.',
  ),
  command(
    'INCR',
    'adds one, and says what it is now',
    'A key that does not exist counts as 0 first. It is one step, so that no two clients get the same number.',
  ),
  command(
    'INCRBY',
    'adds a number, and says what it is now',
    'A key that does not exist counts as 0 first. It is an error if the key holds no integer.',
  ),
  command(
    'DECR',
    'takes one off, and says what it is now',
    'A key that does not exist counts as 0 first. It is an error if the key holds no integer.',
  ),
  command(
    'EXPIRE',
    'gives a key a lifetime in seconds',
    'When it is over the key is deleted. The reply is 1 if it was set, 0 if not, such as for a key that does not exist.',
  ),
  command(
    'PEXPIRE',
    'gives a key a lifetime in milliseconds',
    'It works like EXPIRE, in milliseconds.',
  ),
  command(
    'TTL',
    'how many seconds a key has left',
    'It is -1 for a key without a lifetime, and -2 if there is no such key.',
  ),
  command(
    'PTTL',
    'how many milliseconds a key has left',
    'It is -1 for a key without a lifetime, and -2 if there is no such key.',
  ),
  command(
    'HGET',
    'reads a field of a hash',
    'The value of the field, or nil if the field or the key does not exist.',
  ),
  command(
    'HSET',
    'sets fields of a hash',
    'The key is made if it does not exist. The reply is how many fields were added; one that was there is overwritten.',
  ),
  command(
    'HGETALL',
    'reads all fields of a hash',
    'All fields and their values; a list of both in turn with RESP2, a map with RESP3.',
  ),
  command(
    'HINCRBY',
    'adds a number to a field of a hash',
    'A field that does not exist counts as 0 first. The reply is its value afterwards.',
  ),
  command(
    'ZADD',
    'puts members with scores into a sorted set',
    'A member that is there gets the new score. The reply is how many members are new.',
  ),
  command('ZCARD', 'how many members a sorted set has', 'It is 0 if the key does not exist.'),
  command(
    'ZREMRANGEBYSCORE',
    'drops the members whose scores lie between two',
    'Both ends count, unless ( stands before one. The reply is how many members were removed.',
  ),
  command(
    'ZRANGE',
    'reads members of a sorted set, in order',
    'By their places, from the lowest score; by scores with BYSCORE. WITHSCORES adds the scores.',
  ),
  command(
    'MULTI',
    'begins a transaction: commands wait for EXEC',
    'The commands that follow are queued, and run together when EXEC comes.',
  ),
  command(
    'EXEC',
    'runs the queued commands, or none',
    'It replies with all their replies. If a watched key has changed, it runs none and replies nil.',
  ),
  command(
    'DISCARD',
    'drops the queued commands',
    'The transaction ends without having done anything, and no key is watched any more.',
  ),
  command(
    'WATCH',
    'lets EXEC fail if these keys change',
    'If one of them is changed before EXEC, by anybody, the transaction is not run.',
  ),
  command(
    'EVAL',
    'runs a script in the store, in one step',
    'The script is Lua and runs on the server. While it runs no other command or script does, so it can look first and act then.',
  ),
  command(
    'EVALSHA',
    'runs a script that the store knows',
    'The script is named by its SHA1. A store that does not know it replies NOSCRIPT.',
  ),
  command('PING', 'are you there?', 'The reply is PONG, or the argument if there is one.'),
  command(
    'HELLO',
    'which version of RESP, and who asks',
    'It switches the connection to another version of the protocol, and can authenticate as well.',
  ),
  command(
    'AUTH',
    'shows the password of the connection',
    'With two arguments, the first one is the name of the user.',
  ),
  command(
    'SELECT',
    'chooses one of the numbered databases',
    'A new connection always uses database 0.',
  ),
  command(
    'TIME',
    'what time the store has',
    'Two values: the seconds since 1970, and the microseconds of the second.',
  ),
];

/** First words of errors. */
export const storeErrors: readonly Fact[] = [
  error(
    'WRONGTYPE',
    'the key holds another kind of value',
    'The command does not fit what the key holds, such as INCR on a list.',
  ),
  error(
    'ERR',
    'the store refuses the command',
    'The general error: an unknown command, wrong arguments, a value that is no number.',
  ),
];

function command(name: string, brief: string, text: string): Fact {
  const source = `redis-commands §${name}`;
  return { kind: 'resp-command', name, title: name, brief, text, source, standing: 'industry' };
}

function error(name: string, brief: string, text: string): Fact {
  const source = 'resp §Simple errors';
  return { kind: 'resp-error', name, title: name, brief, text, source, standing: 'industry' };
}
