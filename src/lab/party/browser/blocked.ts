/** Why a browser refused. */
export type BlockedBy =
  | 'cors-origin'
  | 'cors-credentials'
  | 'preflight-origin'
  | 'preflight-credentials'
  | 'preflight-status'
  | 'preflight-method'
  | 'preflight-field'
  | 'same-origin'
  | 'mixed-content'
  | 'redirect'
  | 'network';

/**
 * A browser refused. A script sees a `TypeError` without reasons; code and message are what the
 * browser's console says to a developer.
 */
export class Blocked extends TypeError {
  override readonly name = 'TypeError';
  readonly code: BlockedBy;

  constructor(code: BlockedBy, text: string, options?: ErrorOptions) {
    super(text, options);
    this.code = code;
  }
}
