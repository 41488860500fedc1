/** What a file is called that has no name. */
const NAMELESS = 'file';

/**
 * The name of a file for people, from what its sender calls it: the last part of what may be a path, on one line,
 * not too long. Nothing is ever stored under it.
 */
export function nameForPeople(sent: string): string {
  const last = sent.split(/[/\\]/).at(-1) ?? '';
  // Control characters, and those that turn the direction of writing: `gpj.exe` reads as `exe.jpg`.
  const visible = last.replace(/[\p{Cc}\p{Bidi_Control}\p{Cs}\p{Zl}\p{Zp}]/gu, '').trim();
  const short = [...visible].slice(0, 100).join('');
  return /^\.*$/.test(short) ? NAMELESS : short;
}
