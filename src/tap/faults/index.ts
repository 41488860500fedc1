export { closeAfterBytes } from './close-after-bytes.ts';
export { closeAfterMessage } from './close-after-message.ts';
export { delayBytes } from './delay-bytes.ts';
export { dropResponse } from './drop-response.ts';
export { limitRate } from './limit-rate.ts';
export { FaultError, parseFault } from './parse.ts';
export { describeFault, faultKindNames } from './registry.ts';
export { resetConnection } from './reset-connection.ts';
export { splitChunks } from './split-chunks.ts';
