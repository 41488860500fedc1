import { createServer } from 'node:http';
import { listening, type NaiveServers } from 'apilab';
import { gallery } from '../parts/gallery.ts';
import { tireless } from './naive/tireless.ts';
import { openGallery } from './serve.ts';

const servers: NaiveServers = {
  tireless: (lab) => openGallery(lab, tireless),
  'http1-only':
    ({ clock }) =>
    (at) =>
      listening(createServer(gallery({ clock }).listener), at),
};

export default servers;
