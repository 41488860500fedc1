import type { WsFrame } from '../types.ts';

/** How much of a text stands in a summary, in UTF-16 units. */
const SHOWN_TEXT = 80;

/** One line that names a frame, such as `text {"type":"join"}`, `ping` or `close 1000`. */
export function summaryOf(
  {
    opcode,
    fin,
    complete,
    payloadLength,
  }: Pick<WsFrame, 'opcode' | 'fin' | 'complete' | 'payloadLength'>,
  close: WsFrame['close'],
  message: WsFrame['message'],
): string {
  if (!complete) return `${opcode}, cut off`;
  if (close !== undefined) {
    return close.reason === '' ? `close ${close.code}` : `close ${close.code} ${close.reason}`;
  }
  if (message?.text !== undefined) return `${opcode} ${shortened(message.text)}`;
  if (opcode === 'text' || opcode === 'binary' || opcode === 'continuation') {
    return `${opcode}, ${payloadLength === 1 ? '1 byte' : `${payloadLength} bytes`}${fin ? '' : ', more follows'}`;
  }
  return opcode;
}

function shortened(text: string): string {
  if (text.length <= SHOWN_TEXT) return text;
  // A character of two units is not cut in half.
  return `${text.slice(0, SHOWN_TEXT).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
