import type { NaiveServers } from 'apilab';
import { anyAddress } from './naive/any-address.ts';
import { byName } from './naive/by-name.ts';
import { checkThenPost } from './naive/check-then-post.ts';
import { followLocation } from './naive/follow-location.ts';
import { openSender } from './serve.ts';

const servers: NaiveServers = {
  'any-address': (lab) => openSender(lab, anyAddress),
  'by-name': (lab) => openSender(lab, byName),
  'check-then-post': (lab) => openSender(lab, checkThenPost),
  'follow-location': (lab) => openSender(lab, followLocation),
};

export default servers;
