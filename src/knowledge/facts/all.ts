import type { Fact } from '../fact.ts';
import { methods } from './methods.ts';
import { webdavMethods } from './methods-webdav.ts';
import { sseFields } from './sse-fields.ts';
import { statuses } from './statuses.ts';

/** Every fact there is. */
export const facts: readonly Fact[] = [...methods, ...webdavMethods, ...statuses, ...sseFields];
