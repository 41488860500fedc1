import { readJson } from 'apilab/parts/http/json';

/** The content of a request as it came, or an empty text if it is no JSON; `undefined` if it is too long. */
export async function readText(request: Request): Promise<string | undefined> {
  const content = await readJson(request, { limitBytes: 4096 });
  if (content.state === 'too-large') return undefined;
  return content.state === 'read' ? content.text : '';
}
