import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BrowserKind } from '../driver.ts';

/** Writes the probe extension for a browser into a temporary folder. */
export async function makeProbe(kind: BrowserKind): Promise<{ dir: string; remove(): Promise<void> }> {
  const dir = await mkdtemp(join(tmpdir(), 'ledgerline-probe-'));
  for (const file of ['background.js', 'popup.js', 'popup.html']) {
    await cp(fileURLToPath(new URL(file, import.meta.url)), join(dir, file));
  }
  await writeFile(
    join(dir, 'manifest.json'),
    JSON.stringify({
      manifest_version: 3,
      name: 'Probe',
      version: '1.0',
      permissions: ['storage', 'identity'],
      optional_host_permissions: ['https://api.xero.com/*', 'https://identity.xero.com/*'],
      action: { default_popup: 'popup.html' },
      ...(kind === 'firefox'
        ? {
            background: { scripts: ['background.js'] },
            browser_specific_settings: { gecko: { id: 'probe@ledgerline.example' } },
          }
        : { background: { service_worker: 'background.js' }, key: probeKey }),
    }),
  );
  return { dir, remove: () => rm(dir, { recursive: true, force: true }) };
}

/** Public half of a key made for this probe alone: it fixes the extension id. */
const probeKey =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAwT5a8cZbZ1Jq9n4iC5QGqk1xP6Jd0rY1Zk5Wm3m1w8yO2f7cX0e9b4sVJ6tH3nN5uLrQpK8aDgEYxM2vB7hRj0FzUoTlIiWcCkSsPPqGAHXNnBmdLyeVtuKvOa3bQRwFJr5zZkq1iYx9ThMpE7gDsj2Wn6A0fUlC4XmIeVbHNo8GyKtPSrLqQBdFzEcJaTvWwM9uR3hY7gXk5ZpOiDnUe2fVCsAjLq6tMB1rHx4wNyKzGbSoEaP0dQlRuTJvWcFm8IYg5XkAhZ3Dn7pU9e2OiLsCtV6fBwNjRqMxGyHaKzToSlEbPQIDAQAB';
