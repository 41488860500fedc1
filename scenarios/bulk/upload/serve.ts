import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineServer, type LiveLab, type ServerRecipe } from 'apilab';
import { type FilesApiOptions, filesApi } from './files-api.ts';
import { folderDisk } from './folder-disk.ts';
import { type UploadsOptions, uploads } from './uploads.ts';

/** The most bytes of a file: a form of four, and what is between them, is as long as a content may be here. */
const LIMIT_BYTES = 250_000;

/** Files on some disk. */
export function servedFiles(
  { ids }: LiveLab,
  options: Pick<UploadsOptions, 'disk' | 'folder' | 'pathOf' | 'typeOf' | 'takeAll'> &
    Pick<FilesApiOptions, 'reading' | 'present'>,
): ServerRecipe {
  const newId = () => ids.uuid();
  return filesApi({
    ...options,
    uploads: uploads({ newId, limitBytes: LIMIT_BYTES, ...options }),
  });
}

/** A PNG of one pixel, for commands and pages. */
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Files that strangers send, on the disk of this machine, in a folder that is removed at the end. */
export default defineServer({
  title: 'Files that strangers send',
  about: `POST /files takes PNG, JPEG, GIF and PDF in a form, up to ${LIMIT_BYTES / 1000} kB each; GET gives them back.`,
  standard: 'rfc7578 §4.2',
  focus: ['content-disposition', 'content-type', 'x-content-type-options'],

  start: (lab) => {
    const folder = mkdtempSync(join(tmpdir(), 'apilab-files-'));
    lab.use({ close: () => rmSync(folder, { recursive: true, force: true }) });
    return servedFiles(lab, { disk: folderDisk, folder });
  },

  tryIt: ({ url }) => [
    {
      about: 'a form with a file; its place stands in Location',
      command: `curl -i ${url}/files -F 'file=%PDF-1.7 hello;filename=Café.pdf'`,
    },
    {
      about: 'a name that is a path',
      command: `curl -i ${url}/files -F 'file=%PDF-1.7 hello;filename=../../index.html'`,
    },
    {
      about: 'a page that is called a picture',
      command: `curl -i ${url}/files -F 'file=hello <script>alert(1)</script>;filename=cat.png;type=text/html'`,
    },
    {
      about: 'something else than a form',
      command: `curl -i ${url}/files -H 'Content-Type: image/png' -d hello`,
    },
  ],

  page: {
    actions: [
      {
        label: 'Send a picture',
        script: `
          const bytes = Uint8Array.from(atob(${JSON.stringify(PIXEL)}), (each) => each.charCodeAt(0));
          const form = new FormData();
          form.append('file', new File([bytes], 'Café "Mai".png', { type: 'image/png' }));
          const { response } = await send('POST', '/files', { body: form });
          window.picture = response.headers.get('location');`,
      },
      {
        label: 'Get it',
        script: `
          if (window.picture) await send('GET', window.picture);
          else log('send one first');`,
      },
      {
        label: 'Send a page as a picture',
        script: `
          const form = new FormData();
          form.append('file', new File(['<script>alert(1)<' + '/script>'], 'cat.png', { type: 'text/html' }));
          await send('POST', '/files', { body: form });`,
      },
    ],
  },
});
