import { createHash } from 'node:crypto';
import { runCommand, type Workplace } from './commands.ts';
import { OK, type Reply, Status, StoreError } from './reply.ts';

/**
 * A script in two languages: `lua` is what a real Redis runs, `run` is the same in TypeScript, for
 * a store that has no Lua. Each runs as one step, with nothing in between.
 */
export interface StoreScript {
  readonly lua: string;
  run(
    call: (...words: readonly string[]) => Reply,
    keys: readonly string[],
    args: readonly string[],
  ): Reply;
}

/** The scripts that a store can run, by the SHA1 of their Lua; `loaded` are those that it was shown. */
export interface Scripts {
  readonly known: ReadonlyMap<string, StoreScript>;
  readonly loaded: Set<string>;
}

export const sha1 = (text: string) => createHash('sha1').update(text).digest('hex');

/** What a connection to a store knows: its version of RESP, and the transaction that is open. */
export class Session {
  readonly #place: Workplace;
  readonly #scripts: Scripts;
  version: 2 | 3 = 2;
  #queued: (readonly string[])[] | undefined;
  /** Watched keys, and how often each had been changed. */
  readonly #watched = new Map<string, number>();

  constructor(place: Workplace, scripts: Scripts) {
    this.#place = place;
    this.#scripts = scripts;
  }

  run(words: readonly string[]): Reply {
    const [name = '', ...given] = words;
    const command = name.toUpperCase();
    if (this.#queued !== undefined && !/^(EXEC|DISCARD|MULTI|WATCH|QUIT)$/.test(command)) {
      return this.#queue(this.#queued, words);
    }
    switch (command) {
      case 'MULTI':
        if (this.#queued !== undefined) return new StoreError('ERR MULTI calls can not be nested');
        this.#queued = [];
        return OK;
      case 'EXEC':
        return this.#exec();
      case 'DISCARD':
        if (this.#queued === undefined) return new StoreError('ERR DISCARD without MULTI');
        this.#endTransaction();
        return OK;
      case 'WATCH':
        if (this.#queued !== undefined) {
          return new StoreError('ERR WATCH inside MULTI is not allowed');
        }
        for (const key of given) {
          this.#place.keys.has(key);
          this.#watched.set(key, this.#place.keys.changes(key));
        }
        return OK;
      case 'UNWATCH':
        this.#watched.clear();
        return OK;
      default:
        return this.#runOne(command, words);
    }
  }

  #queue(queued: (readonly string[])[], words: readonly string[]): Reply {
    queued.push(words);
    return new Status('QUEUED');
  }

  #exec(): Reply {
    const queued = this.#queued;
    if (queued === undefined) return new StoreError('ERR EXEC without MULTI');
    const { keys } = this.#place;
    const isChanged = [...this.#watched].some(([key, changes]) => {
      // One whose lifetime ended meanwhile has changed too.
      keys.has(key);
      return keys.changes(key) !== changes;
    });
    this.#endTransaction();
    return isChanged
      ? null
      : queued.map((words) => this.#runOne((words[0] ?? '').toUpperCase(), words));
  }

  #endTransaction(): void {
    this.#queued = undefined;
    this.#watched.clear();
  }

  #runOne(command: string, words: readonly string[]): Reply {
    const [, ...given] = words;
    switch (command) {
      case 'HELLO':
        return this.#hello(given);
      case 'CLIENT':
      case 'SELECT':
        return OK;
      case 'QUIT':
        return OK;
      case 'INFO':
        return 'redis_version:0.0.0\r\nredis_mode:standalone\r\n';
      case 'SCRIPT':
        return this.#script(given);
      case 'EVAL':
      case 'EVALSHA':
        return this.#evaluate(command, given);
      default:
        return runCommand(words, this.#place);
    }
  }

  #hello([version = String(this.version)]: readonly string[]): Reply {
    if (version !== '2' && version !== '3') {
      return new StoreError('NOPROTO unsupported protocol version');
    }
    this.version = version === '3' ? 3 : 2;
    return new Map<string, Reply>([
      ['server', 'apilab'],
      ['version', '0.0.0'],
      ['proto', this.version],
      ['mode', 'standalone'],
      ['role', 'master'],
      ['modules', []],
    ]);
  }

  #script([what = '', lua = '']: readonly string[]): Reply {
    if (what.toUpperCase() !== 'LOAD') return new StoreError(`ERR unknown subcommand '${what}'`);
    const sha = sha1(lua);
    if (!this.#scripts.known.has(sha)) return unknownScript();
    this.#scripts.loaded.add(sha);
    return sha;
  }

  #evaluate(command: 'EVAL' | 'EVALSHA', given: readonly string[]): Reply {
    const [source = '', count = '', ...rest] = given;
    const sha = command === 'EVAL' ? sha1(source) : source.toLowerCase();
    if (command === 'EVALSHA' && !this.#scripts.loaded.has(sha)) {
      return new StoreError('NOSCRIPT No matching script. Please use EVAL.');
    }
    const script = this.#scripts.known.get(sha);
    if (script === undefined) return unknownScript();
    this.#scripts.loaded.add(sha);
    const keyCount = /^\d{1,4}$/.test(count) ? Number(count) : -1;
    if (keyCount < 0 || keyCount > rest.length) {
      return new StoreError("ERR Number of keys can't be greater than number of args");
    }
    const call = (...words: readonly string[]) => {
      const reply = runCommand(words, this.#place);
      if (reply instanceof StoreError) throw reply;
      return reply;
    };
    try {
      return script.run(call, rest.slice(0, keyCount), rest.slice(keyCount));
    } catch (error) {
      if (error instanceof StoreError) return error;
      throw error;
    }
  }
}

function unknownScript(): StoreError {
  return new StoreError('ERR this store runs no Lua but what it was given a twin of');
}
