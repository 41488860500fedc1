import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A key and a certificate that it signed itself, for `shop.example`. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** Makes a certificate with the openssl program; nothing where there is none. */
export function selfSigned(): Certificate | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'apilab-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  try {
    const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    const subject = ['-subj', '/CN=shop.example', '-days', '2'];
    const args = ['req', '-x509', ...curve, '-keyout', key, '-out', cert, ...subject];
    const { status } = spawnSync('openssl', args, { stdio: 'ignore' });
    if (status !== 0) return undefined;
    return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
