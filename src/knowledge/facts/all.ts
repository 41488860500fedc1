import type { Fact } from '../fact.ts';
import { methods } from './methods.ts';
import { sseFields } from './sse-fields.ts';

/** Every fact there is. */
export const facts: readonly Fact[] = [...methods, ...sseFields];
