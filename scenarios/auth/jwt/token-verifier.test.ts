import { seededIds, seededRandom } from 'apilab/testing';
import { type JWTPayload, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { pemOf, signedWith, unsigned } from './forgeries.ts';
import { labSigning } from './lab-key.ts';
import { type Account, tokenIssuer } from './token-issuer.ts';
import { accessTokenVerifier } from './token-verifier.ts';

const ada: Account = { name: 'ada', email: '', passwordHash: '' };
const time = { now: Date.parse('2026-01-05T09:00:00Z') };
const clock = { date: () => new Date(time.now) };
const shared = { issuer: 'https://login', audience: 'https://api', signing: labSigning, clock };
const issue = tokenIssuer({ ...shared, ids: seededIds(seededRandom(1)), lifetimeS: 60 });
const verify = accessTokenVerifier({ ...shared, leewayS: 5 });
const stateOf = async (token: string) => (await verify(token)).state;

describe('a verifier of access tokens', () => {
  it('takes what the issuer signed, for its lifetime and the leeway', async () => {
    const token = await issue(ada);
    const issuedAt = time.now;
    expect(await verify(token)).toEqual({ state: 'accepted', user: 'ada' });
    time.now = issuedAt + 64_999;
    expect(await stateOf(token)).toBe('accepted');
    time.now = issuedAt + 65_000;
    expect(await verify(token)).toEqual({ state: 'refused', why: 'the token has expired' });
    time.now = issuedAt;
  });

  it('refuses a token with any one of its characters changed', async () => {
    const token = await issue(ada);
    const taken: number[] = [];
    for (let at = 0; at < token.length; at++) {
      for (const other of ['A', 'B', 'g', '_', '.', '=']) {
        if (token[at] === other) continue;
        const changed = token.slice(0, at) + other + token.slice(at + 1);
        if ((await stateOf(changed)) === 'accepted') taken.push(at);
      }
    }
    expect(taken).toEqual([]);
  });

  it.each<Record<string, unknown>>([
    { aud: 'https://other' },
    { aud: ['https://other', 'https://another'] },
    { aud: undefined },
    { iss: 'https://login/' },
    { iss: undefined },
    { nbf: Date.parse('2026-01-05T09:00:06Z') / 1000 },
    { exp: undefined },
    { iat: undefined },
    { sub: undefined },
    { sub: '' },
    { jti: undefined },
    { client_id: undefined },
  ])('refuses what is signed and says %j', async (changes: JWTPayload) => {
    expect(await stateOf(await issue(ada, changes))).toBe('refused');
  });

  it.each(['2026-01-05T09:00:00', String(Date.parse('2026-01-05T09:00:00Z') / 1000)])(
    'refuses times that are texts, such as %s',
    async (text) => {
      const claims = {
        iss: 'https://login',
        aud: 'https://api',
        sub: 'ada',
        client_id: 'a',
        jti: '1',
      };
      const sign = (times: object) =>
        new SignJWT({ ...claims, ...times })
          .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt' })
          .sign(labSigning.sign);
      const nowS = time.now / 1000;
      expect(await stateOf(await sign({ iat: nowS, exp: nowS + 60 }))).toBe('accepted');
      expect(await stateOf(await sign({ iat: text, exp: nowS + 60 }))).toBe('refused');
      expect(await stateOf(await sign({ iat: nowS, exp: text }))).toBe('refused');
    },
  );

  it('takes one of several audiences, and the long form of the type', async () => {
    expect(await stateOf(await issue(ada, { aud: ['https://other', 'https://api'] }))).toBe(
      'accepted',
    );
    expect(await stateOf(await issue(ada, {}, 'application/at+jwt'))).toBe('accepted');
  });

  it.each(['JWT', 'id+jwt', ''])('refuses the type %j', async (typ) => {
    expect(await stateOf(await issue(ada, {}, typ))).toBe('refused');
  });

  it('refuses what is not signed, or with its public key as a secret', async () => {
    const token = await issue(ada);
    expect(await stateOf(unsigned(token, 'ada'))).toBe('refused');
    expect(await stateOf(signedWith(pemOf(labSigning.verify), token, 'ada'))).toBe('refused');
    const jwk = JSON.stringify(labSigning.verify.export({ format: 'jwk' }));
    expect(await stateOf(signedWith(jwk, token, 'ada'))).toBe('refused');
  });

  it.each([
    '',
    '.',
    '..',
    '...',
    'a.b.c',
    'e30.e30.e30',
    'e30.e30.',
    'bnVsbA.bnVsbA.bnVsbA',
    'x'.repeat(100_000),
  ])('refuses the text %.20s', async (text) => {
    expect(await stateOf(text)).toBe('refused');
  });
});
