import type { NaiveServers } from 'apilab';
import { cookieIsEnough } from './naive/cookie-is-enough.ts';
import { loginFirst } from './naive/login-first.ts';
import { noOptions } from './naive/no-options.ts';
import { noVary } from './naive/no-vary.ts';
import { notExposed } from './naive/not-exposed.ts';
import { originAsLogin } from './naive/origin-as-login.ts';
import { patchMissing } from './naive/patch-missing.ts';
import { reflect } from './naive/reflect.ts';
import { wildcard } from './naive/wildcard.ts';
import { sharedOrders } from './serve.ts';

const servers: NaiveServers = {
  reflect: (lab) => sharedOrders(lab, { share: reflect }),
  wildcard: (lab) => sharedOrders(lab, { share: wildcard }),
  'no-vary': (lab) => sharedOrders(lab, { share: noVary }),
  'not-exposed': (lab) => sharedOrders(lab, { share: notExposed }),
  'no-options': (lab) => sharedOrders(lab, { answerPreflight: noOptions }),
  'login-first': (lab) => sharedOrders(lab, { answerPreflight: loginFirst }),
  'patch-missing': (lab) => sharedOrders(lab, { answerPreflight: patchMissing }),
  'origin-as-login': (lab) => sharedOrders(lab, { whoAsks: originAsLogin }),
  'cookie-is-enough': (lab) => sharedOrders(lab, { mayChange: cookieIsEnough }),
};

export default servers;
