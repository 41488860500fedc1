/** Taking things out of the page: a command to paste, a picture for a slide. */
import { make } from './dump.ts';

/** A button that copies a text and says so. */
export function copyButton(name: string, text: string): HTMLButtonElement {
  const button = make('button', 'take', name);
  button.type = 'button';
  button.addEventListener('click', async () => {
    const done = await copied(text);
    button.textContent = done ? 'Copied' : 'Could not copy';
    setTimeout(() => {
      button.textContent = name;
    }, 1_500);
  });
  return button;
}

/** A button that saves a picture as a file. */
export function saveButton(name: string, svg: string, file: string): HTMLButtonElement {
  const button = make('button', 'take', name);
  button.type = 'button';
  button.addEventListener('click', () => {
    const link = make('a');
    link.href = URL.createObjectURL(new Blob([svg], { type: 'image/svg+xml' }));
    link.download = file;
    link.click();
    URL.revokeObjectURL(link.href);
  });
  return button;
}

/** Some browsers give a page from a file no clipboard: then the text is selected and copied the old way. */
async function copied(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const box = make('textarea');
    box.value = text;
    document.body.append(box);
    box.select();
    const done = document.execCommand('copy');
    box.remove();
    return done;
  }
}
