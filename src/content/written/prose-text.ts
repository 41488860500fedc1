/**
 * Prose as it was wrapped in a file, made whole again: lines of a paragraph are joined, a blank line
 * parts paragraphs, and an indented line stays a line of its own.
 */
export function unwrapped(text: string): string {
  const lines = text.replace(/\s+$/, '').replace(/^\n+/, '').split('\n');
  let whole = '';
  for (const [index, line] of lines.entries()) {
    const before = lines[index - 1];
    whole += joint(before, line) + line.trimEnd();
  }
  return whole.replace(/\n{3,}/g, '\n\n');
}

function joint(before: string | undefined, line: string): string {
  if (before === undefined) return '';
  const stands = [before, line].some((each) => each.trim() === '' || /^\s/.test(each));
  return stands ? '\n' : ' ';
}
