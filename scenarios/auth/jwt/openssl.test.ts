import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seededIds, seededRandom } from 'apilab/testing';
import { describe, expect, it } from 'vitest';
import { isInstalled } from '#test/oracles/installed';
import { pemOf } from './forgeries.ts';
import { labSigning } from './lab-key.ts';
import { tokenIssuer } from './token-issuer.ts';

const issue = tokenIssuer({
  issuer: 'https://login',
  audience: 'https://api',
  signing: labSigning,
  clock: { date: () => new Date('2026-01-05T09:00:00Z') },
  ids: seededIds(seededRandom(1)),
  lifetimeS: 60,
});

describe.skipIf(!isInstalled('openssl', ['version']))('OpenSSL', () => {
  it('finds the signature of a token good, and that of a changed one not', async () => {
    const token = await issue({ name: 'ada', email: '', passwordHash: '' });
    const folder = mkdtempSync(join(tmpdir(), 'apilab-jwt-'));
    try {
      expect(verdictOf(token, folder)).toContain('Verified OK');
      expect(verdictOf(token.replace('.eyJ', '.eyK'), folder)).toContain('failure');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

function verdictOf(token: string, folder: string): string {
  const at = (name: string) => join(folder, name);
  const end = token.lastIndexOf('.');
  writeFileSync(at('key.pem'), pemOf(labSigning.verify));
  writeFileSync(at('signed'), token.slice(0, end));
  writeFileSync(at('signature'), Buffer.from(token.slice(end + 1), 'base64url'));
  const files = ['-verify', at('key.pem'), '-signature', at('signature'), at('signed')];
  try {
    return execFileSync('openssl', ['dgst', '-sha256', ...files], { encoding: 'utf8' });
  } catch (error) {
    return String(Object(error).stdout);
  }
}
