import type { Fact } from '../fact.ts';
import { codings } from './codings.ts';
import { fields } from './fields.ts';
import { graphqlMembers } from './graphql-members.ts';
import { mediaTypes } from './media-types.ts';
import { methods } from './methods.ts';
import { webdavMethods } from './methods-webdav.ts';
import { problemMembers } from './problem-members.ts';
import { sseFields } from './sse-fields.ts';
import { statuses } from './statuses.ts';

/** Every fact there is. */
export const facts: readonly Fact[] = [
  ...methods,
  ...webdavMethods,
  ...statuses,
  ...fields,
  ...mediaTypes,
  ...codings,
  ...sseFields,
  ...problemMembers,
  ...graphqlMembers,
];
