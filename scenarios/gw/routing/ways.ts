import type { openProxy } from 'apilab/parts/http/proxy';
import type { Allowance, AllowanceOptions } from './allowance.ts';
import type { Identify } from './identity.ts';
import type { Addresses } from './routes.ts';
import type { Translation } from './translation.ts';

/** What a gateway may do in its own way. */
export interface Ways {
  readonly addresses?: Addresses;
  readonly identify?: Identify;
  readonly allowance?: (options: AllowanceOptions) => Allowance;
  readonly translation?: Translation;
  readonly proxy?: typeof openProxy;
}
