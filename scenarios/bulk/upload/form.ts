/** A field of a form, or a file. */
export interface FormField {
  readonly name: string;
  readonly content: string | Uint8Array;
  readonly fileName?: string;
  readonly type?: string;
}

/** A form as a browser sends it (HTML Standard, Multipart form data): names in UTF-8, of which three characters are escaped. */
export function encodeForm(fields: readonly FormField[], boundary: string): Buffer {
  const parts = fields.flatMap(({ name, fileName, type, content }) => {
    const file = fileName === undefined ? '' : `; filename="${escaped(fileName)}"`;
    const head = [
      `--${boundary}`,
      `Content-Disposition: form-data; name="${escaped(name)}"${file}`,
      ...(type === undefined ? [] : [`Content-Type: ${type}`]),
    ];
    return [Buffer.from(`${head.join('\r\n')}\r\n\r\n`), Buffer.from(content), Buffer.from('\r\n')];
  });
  return Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)]);
}

const escaped = (name: string) =>
  name.replace(/["\r\n]/g, (character) => encodeURIComponent(character));
