import type { NaiveServers } from 'apilab';
import { anyOrigin } from './naive/any-origin.ts';
import { forEver } from './naive/for-ever.ts';
import { keyInUrl } from './naive/key-in-url.ts';
import { ownChoice } from './naive/own-choice.ts';
import { openChat } from './serve.ts';

const servers: NaiveServers = {
  'any-origin': (lab) => openChat(lab, { mayCome: anyOrigin }),
  'own-choice': (lab) => openChat(lab, { choose: ownChoice }),
  'key-in-url': (lab) => openChat(lab, { credential: keyInUrl }),
  'for-ever': (lab) => openChat(lab, { watch: forEver }),
};

export default servers;
