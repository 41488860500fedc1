import type { Fact } from '../fact.ts';
import { authenticationFields } from './fields-authentication.ts';
import { cachingFields } from './fields-caching.ts';
import { conditionalFields } from './fields-conditional.ts';
import { contentFields } from './fields-content.ts';
import { corsFields } from './fields-cors.ts';
import { messageFields } from './fields-message.ts';
import { negotiationFields } from './fields-negotiation.ts';
import { requestFields } from './fields-request.ts';
import { responseFields } from './fields-response.ts';
import { retryFields } from './fields-retry.ts';
import { routingFields } from './fields-routing.ts';
import { securityFields } from './fields-security.ts';
import { tracingFields } from './fields-tracing.ts';
import { uploadFields } from './fields-upload.ts';
import { websocketFields } from './fields-websocket.ts';

/** The fields that an exchange is likely to show. */
export const fields: readonly Fact[] = [
  ...messageFields,
  ...contentFields,
  ...negotiationFields,
  ...conditionalFields,
  ...cachingFields,
  ...requestFields,
  ...responseFields,
  ...retryFields,
  ...authenticationFields,
  ...routingFields,
  ...securityFields,
  ...corsFields,
  ...websocketFields,
  ...uploadFields,
  ...tracingFields,
];
