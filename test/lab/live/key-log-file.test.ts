import { appendFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { KeyLogFile } from '../../../src/lab/live/key-log-file.ts';

const random = (digit: string) => digit.repeat(64);
const line = (digit: string) => `CLIENT_RANDOM ${random(digit)} ${'0a'.repeat(48)}\n`;
const secret = Buffer.alloc(48, 10);

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'apilab-'));
  path = join(folder, 'keys.txt');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a key log in a file', () => {
  it('need not be there yet, and is read as it grows', () => {
    const log = new KeyLogFile(path);
    expect(log.secret('CLIENT_RANDOM', random('a'))).toBeUndefined();
    writeFileSync(path, line('a'));
    expect(log.secret('CLIENT_RANDOM', random('a'))).toEqual(secret);
    // Half a line is no line yet.
    appendFileSync(path, line('b').slice(0, 70));
    expect(log.secret('CLIENT_RANDOM', random('b'))).toBeUndefined();
    appendFileSync(path, line('b').slice(70));
    expect(log.secret('CLIENT_RANDOM', random('b'))).toEqual(secret);
  });

  it('is read from the start again where it was made anew', () => {
    writeFileSync(path, line('a') + line('b'));
    const log = new KeyLogFile(path);
    writeFileSync(path, line('c'));
    expect(log.secret('CLIENT_RANDOM', random('c'))).toEqual(secret);
    rmSync(path);
    writeFileSync(path, line('d') + line('e') + line('f'));
    expect(log.secret('CLIENT_RANDOM', random('d'))).toEqual(secret);
    expect(log.secret('CLIENT_RANDOM', random('a'))).toEqual(secret);
  });

  it('tells that secrets came, to whoever follows it', async () => {
    const log = new KeyLogFile(path);
    const told = new Promise<void>((resolve) => {
      const following = log.follow(() => {
        following.close();
        resolve();
      });
    });
    writeFileSync(path, `# a comment\n${line('a')}`);
    await told;
    expect(log.secret('CLIENT_RANDOM', random('a'))).toEqual(secret);
  });

  it('of which only a large part is there is read from its end', () => {
    writeFileSync(path, line('a') + '#\n'.repeat(3 * 1024 * 1024) + line('b'));
    const log = new KeyLogFile(path);
    expect(log.secret('CLIENT_RANDOM', random('b'))).toEqual(secret);
    expect(log.secret('CLIENT_RANDOM', random('a'))).toBeUndefined();
  });

  it('says nothing where there is no plain file', () => {
    mkdirSync(path);
    expect(new KeyLogFile(path).secret('CLIENT_RANDOM', random('a'))).toBeUndefined();
  });
});
