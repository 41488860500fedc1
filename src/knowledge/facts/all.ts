import type { Fact } from '../fact.ts';
import { closeCodes } from './close-codes.ts';
import { codings } from './codings.ts';
import { graphqlMembers, problemMembers } from './content-members.ts';
import { authenticationFields } from './fields-authentication.ts';
import { cachingFields } from './fields-caching.ts';
import { conditionalFields } from './fields-conditional.ts';
import { contentFields } from './fields-content.ts';
import { corsFields } from './fields-cors.ts';
import { grpcFields } from './fields-grpc.ts';
import { messageFields } from './fields-message.ts';
import { negotiationFields } from './fields-negotiation.ts';
import { requestFields } from './fields-request.ts';
import { responseFields } from './fields-response.ts';
import { retryFields } from './fields-retry.ts';
import { routingFields, tracingFields } from './fields-routing-tracing.ts';
import { securityFields } from './fields-security.ts';
import { uploadFields } from './fields-upload.ts';
import { websocketFields } from './fields-websocket.ts';
import { grpcStatusCodes } from './grpc-status.ts';
import { http2Errors } from './http2-errors.ts';
import { http2Frames } from './http2-frames.ts';
import { http2Settings } from './http2-settings.ts';
import { mediaTypes } from './media-types.ts';
import { methods } from './methods.ts';
import { webdavMethods } from './methods-webdav.ts';
import { sseFields } from './sse-fields.ts';
import { clientErrors } from './status-client-error.ts';
import { informational, successful } from './status-informational-successful.ts';
import { redirection } from './status-redirection.ts';
import { serverErrors } from './status-server-error.ts';
import { storeCommands, storeErrors } from './store-commands.ts';
import { tlsAlerts } from './tls-alerts.ts';
import { websocketOpcodes } from './websocket-opcodes.ts';

/** Every fact there is. */
export const facts: readonly Fact[] = [
  ...methods,
  ...webdavMethods,
  ...informational,
  ...successful,
  ...redirection,
  ...clientErrors,
  ...serverErrors,
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
  ...grpcFields,
  ...mediaTypes,
  ...codings,
  ...sseFields,
  ...problemMembers,
  ...graphqlMembers,
  ...websocketOpcodes,
  ...closeCodes,
  ...tlsAlerts,
  ...storeCommands,
  ...storeErrors,
  ...grpcStatusCodes,
  ...http2Frames,
  ...http2Settings,
  ...http2Errors,
];
