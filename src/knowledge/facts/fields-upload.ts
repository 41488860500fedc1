import type { Fact } from '../fact.ts';

/** Fields of resumable uploads. */
export const uploadFields: readonly Fact[] = [
  {
    kind: 'field',
    name: 'Upload-Offset',
    title: 'Upload-Offset',
    brief: 'how many bytes of the upload are processed so far',
    text: 'Where the upload stands, in bytes, and where the next part begins.',
    source: 'resumable-upload',
    standing: 'draft',
  },
  {
    kind: 'field',
    name: 'Upload-Complete',
    title: 'Upload-Complete',
    brief: 'whether this is all of the upload',
    text: 'Says with ?1 in a request that the upload is complete once this has arrived, in a response that it is complete; with ?0 that it is not.',
    source: 'resumable-upload',
    standing: 'draft',
    values: {
      '?1': { brief: 'the upload is complete with this' },
      '?0': { brief: 'the upload is not complete yet' },
    },
  },
  {
    kind: 'field',
    name: 'Upload-Length',
    title: 'Upload-Length',
    brief: 'how many bytes the upload will have in all',
    text: 'The length of the whole representation in bytes, once it is known.',
    source: 'resumable-upload',
    standing: 'draft',
  },
  {
    kind: 'field',
    name: 'Upload-Limit',
    title: 'Upload-Limit',
    brief: 'what the server allows an upload to be',
    text: 'Limits on size, on the size of one part and on age.',
    source: 'resumable-upload',
    standing: 'draft',
    only: 'response',
  },
];
