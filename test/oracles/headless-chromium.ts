import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type BrowserContext,
  type BrowserContextOptions,
  chromium,
  type Page,
} from 'playwright-core';

const executablePath = '/usr/bin/chromium';

/** True where a Chromium can be started. */
export const chromiumIsHere = existsSync(executablePath);

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A page that was opened, and what it did besides. */
export interface Opened {
  readonly page: Page;
  /** What the page wrote to the console, and errors that nobody caught. */
  readonly complaints: readonly string[];
  /** Addresses that it asked for, its own left out. */
  readonly requests: readonly string[];
}

/** Opens files in a browser with a profile of its own. */
export interface Headless {
  open(html: string, options?: BrowserContextOptions): Promise<Opened>;
  close(): Promise<void>;
}

/** Starts a Chromium without a window. */
export async function headlessChromium(): Promise<Headless> {
  const folder = mkdtempSync(join(tmpdir(), 'apilab-chromium-'));
  const browser = await chromium.launch({ executablePath, args: flags });
  const contexts: BrowserContext[] = [];
  return {
    async open(html, options = {}) {
      const file = join(folder, `page-${contexts.length + 1}.html`);
      writeFileSync(file, html);
      const context = await browser.newContext(options);
      contexts.push(context);
      const page = await context.newPage();
      const complaints: string[] = [];
      const requests: string[] = [];
      const own = pathToFileURL(file).href;
      page.on('console', (message) => complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('request', (request) => {
        if (request.url().split('#')[0] !== own) requests.push(request.url());
      });
      await page.goto(own);
      return { page, complaints, requests };
    },
    async close() {
      await browser.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
