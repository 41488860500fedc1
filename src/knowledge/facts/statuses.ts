import type { Fact } from '../fact.ts';
import { clientErrors } from './status-client-error.ts';
import { informational } from './status-informational.ts';
import { redirection } from './status-redirection.ts';
import { serverErrors } from './status-server-error.ts';
import { successful } from './status-successful.ts';

/** Every registered status code of HTTP, and 294 of the GraphQL over HTTP draft. */
export const statuses: readonly Fact[] = [
  ...informational,
  ...successful,
  ...redirection,
  ...clientErrors,
  ...serverErrors,
];
