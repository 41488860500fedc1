import type { NaiveServers } from 'apilab';
import { alwaysAHeader } from './naive/always-a-header.ts';
import { decodeOnly } from './naive/decode-only.ts';
import { headerAlg } from './naive/header-alg.ts';
import { onlyExp } from './naive/only-exp.ts';
import { openBook } from './naive/open-book.ts';
import { wallClock } from './naive/wall-clock.ts';
import { weakSecret } from './naive/weak-secret.ts';
import { ordersWithTokens } from './serve.ts';

const servers: NaiveServers = {
  'decode-only': (lab) => ordersWithTokens(lab, { verifier: decodeOnly }),
  'header-alg': (lab) => ordersWithTokens(lab, { verifier: headerAlg }),
  'only-exp': (lab) => ordersWithTokens(lab, { verifier: onlyExp }),
  'always-a-header': (lab) => ordersWithTokens(lab, { readToken: alwaysAHeader }),
  'open-book': (lab) => ordersWithTokens(lab, { claims: openBook }),
  'wall-clock': (lab) => ordersWithTokens(lab, { claims: wallClock }),
  'weak-secret': (lab) => ordersWithTokens(lab, { signing: weakSecret }),
};

export default servers;
