import type { Lab } from 'apilab';
import { listed } from 'apilab/parts/checks/words';
import { type FilesApiOptions, filesApi } from './files-api.ts';
import { encodeForm, type FormField } from './form.ts';
import { memoryDisk } from './memory-disk.ts';
import { heldMeter } from './meter.ts';
import { type UploadsOptions, uploads } from './uploads.ts';

const PNG = '\x89PNG\r\n\x1a\n';
const FOLDER = '/srv/uploads';
/** The page of the shop, beside the folder for files. */
const PAGE = '/srv/app/index.html';
const PAGE_CONTENT = '<h1>Shop</h1>';

/** What a server of the story does its own way. */
export type Ways = Pick<FilesApiOptions, 'reading' | 'present'> &
  Pick<UploadsOptions, 'pathOf' | 'typeOf' | 'takeAll'>;

/** A photo: how it begins, and bytes. */
export const photo = (fileName: string, bytes = 1200): FormField =>
  file(fileName, 'image/png', PNG, bytes);

/** A scan, in the same way. */
export const scan = (fileName: string): FormField =>
  file(fileName, 'application/pdf', '%PDF-1.7\n', 900);

/** A page with a script, under the name of a photo. */
export const disguisedPage = (fileName: string): FormField => ({
  ...{ name: 'file', fileName, type: 'text/html' },
  content: '<script>steal(document.cookie)</script>',
});

function file(fileName: string, type: string, beginning: string, bytes: number): FormField {
  const rest = Buffer.alloc(bytes - beginning.length, 0xda);
  const content = Buffer.concat([Buffer.from(beginning, 'latin1'), rest]);
  return { name: 'file', fileName, type, content };
}

/** An API for files with a disk of its own, on which the shop's page lies, and people who send files. */
export async function openFiles(
  lab: Pick<Lab, 'serve' | 'party' | 'ids'>,
  ways: Ways,
  limitBytes: number,
) {
  const disk = memoryDisk();
  await disk.write(PAGE, page());
  const meter = heldMeter();
  const newId = () => lab.ids.uuid().slice(0, 8);
  const kept = { disk: meter.behind(disk), folder: FOLDER };
  const stored = uploads({ ...kept, newId, limitBytes, ...ways });
  await lab.serve('api', meter.before(filesApi({ uploads: stored, ...ways })), { client: 'ada' });
  const bytesOf = (path: string) => Buffer.from(disk.bytesOf(path) ?? []);
  const inFolder = () => disk.paths().filter(isInFolder).length;
  let before = 0;

  return {
    meter,
    /** How many of these files lie there as they were sent. */
    asSent: (sent: readonly FormField[]) => {
      const same = sent.filter(({ fileName, content }) => {
        const found = stored.all().find(({ name }) => name === fileName);
        return found !== undefined && bytesOf(found.path).equals(Buffer.from(content));
      });
      return `${same.length} of ${sent.length} are the same`;
    },
    /** What lies outside the folder for files. */
    outside: () => {
      const others = disk.paths().filter((path) => path !== PAGE && !isInFolder(path));
      const isWhole = bytesOf(PAGE).toString() === PAGE_CONTENT;
      return listed(`the page, ${isWhole ? 'as it was' : 'overwritten'}`, ...others);
    },
    /** How many files the last form added to the folder. */
    added: () => inFolder() - before,
    /** Sends a form with files; `cut` takes its last bytes away. */
    async send(who: string, files: readonly FormField[], { cut = 0 } = {}) {
      before = inFolder();
      const boundary = `form-${lab.ids.uuid().slice(0, 8)}`;
      const form = encodeForm(files, boundary);
      const answer = await lab.party(who).fetch('http://api/files', {
        method: 'POST',
        headers: { 'Content-Type': `multipart/form-data; boundary=${boundary}` },
        body: form.subarray(0, form.length - cut),
      });
      await answer.arrayBuffer();
      return answer;
    },
    async put(who: string, place: string, { content, type = '' }: FormField) {
      const headers = { 'Content-Type': type };
      const options = { method: 'PUT', headers, body: Buffer.from(content) };
      await lab.party(who).fetch(new URL(place, 'http://api/'), options);
    },
    async get(who: string, place: string) {
      const answer = await lab.party(who).fetch(new URL(place, 'http://api/'));
      await answer.arrayBuffer();
    },
  };
}

const isInFolder = (path: string) => path.startsWith(`${FOLDER}/`);

async function* page() {
  yield Buffer.from(PAGE_CONTENT);
}
