import { createHash } from 'node:crypto';
import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';
import { providers } from './lib/providers';
import { watchedScreensModule } from './lib/providers/watched-screens';
import { lateImports, polyfillModule, sharedChunk } from './wxt.plugins';

/** Public half of a throw-away key pair: pins the Chromium extension id, so that the redirect URI is a build constant (SEC-05). */
const chromiumKey =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtUd8QirJtWqke97iorkrL8ud6daIZNd1UfpooiJ1jgdA84krozTVrqfk3Hvqkcl7SYqb3vP8X+PAv0gU1AYigqyVgv3yA03FdGVV/dOQtXUho1EQ18SZBk9/6u+GguZysiaWBpWj7yvewKS28Kyjk3DHPdno4voLQqhr55u3jxod9q9cuYHXvLTXg/PWl7v+x1Lm2udOz+fszX9nGSx7a2zb59Wefqnh4mfISl7xNdB3jMsrERjazRuf90ijOItUijr3+Qzr4DRDrvHkYkvKetqDnR0FlOo9sR8L+ZhMPDiawANHN1Wkhv8ud9sXykEY9OCLJNktC67njgNQt78evwIDAQAB';

/** Pins the add-on id in Firefox, from which its redirect host is derived (SEC-05, SEC-74). */
const firefoxId = 'connections@ledgerline.example';

/** Both browsers derive the host of the redirect URI from the pinned id: the first 16 bytes of a hash in the letters a to p, or a hash in hex. */
const redirectHosts = {
  chromium: `${[...createHash('sha256').update(Buffer.from(chromiumKey, 'base64')).digest('hex').slice(0, 32)]
    .map((digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)))
    .join('')}.chromiumapp.org`,
  firefox: `${createHash('sha1').update(firefoxId).digest('hex')}.extensions.allizom.org`,
};

const providerHosts = providers.flatMap((provider) => [...provider.hosts.connection, ...provider.hosts.guidance]);

/**
 * People may describe providers of their own, whose hosts nobody knows at build time. So any https host may be asked for,
 * one by one in the connecting click, and none is held before that (SEC-72); and the policy of our pages has to let https
 * through. What the policy held before is held by code instead: `pinnedSend` sends to hosts of known providers alone (SEC-09).
 */
const ownProviderHosts = 'https://*/*';

/** A sign-in in a tab is over when the tab arrives here; seeing that takes the permission for our own redirect host. */
function redirectPattern(browser: string): string {
  return `https://${browser === 'firefox' ? redirectHosts.firefox : redirectHosts.chromium}/*`;
}

const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  'connect-src https:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  vite: () => ({
    plugins: [preact(), watchedScreensModule(), polyfillModule, lateImports, sharedChunk],
    build: { sourcemap: false, modulePreload: { polyfill: false } },
  }),
  hooks: {
    // Firefox's background page cannot load a script later at once, as Chromium's worker can: it has them all from the start.
    'build:manifestGenerated': (_wxt, { background }) => {
      if (background && 'scripts' in background) background.scripts?.unshift('diagnosis.js', 'app.js');
    },
  },
  manifest: ({ browser }) => ({
    name: '__MSG_extension_name__',
    short_name: '__MSG_extension_short_name__',
    description: '__MSG_extension_description__',
    default_locale: 'en',
    permissions: ['activeTab', 'alarms', 'identity', 'scripting', 'storage', 'unlimitedStorage'],
    // Asked for in the settings, by whoever wants notifications of the system.
    optional_permissions: ['notifications'],
    optional_host_permissions: [...new Set([...providerHosts, redirectPattern(browser), ownProviderHosts])].sort(),
    content_security_policy: { extension_pages: pagePolicy },
    // Sign-ins of a private window are kept apart from the ones the browser knows, and end with it (SEC-26). So our pages never
    // work there: Chromium 156 blocks them, and Firefox 153 gives them no extension API (tried).
    incognito: 'not_allowed',
    options_ui: { page: 'console.html', open_in_tab: true },
    icons: { 16: 'icon/16.png', 32: 'icon/32.png', 48: 'icon/48.png', 128: 'icon/128.png' },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: { id: firefoxId, strict_min_version: '140.0', data_collection_permissions: { required: ['none'] } },
          },
        }
      : {
          key: chromiumKey,
          minimum_chrome_version: '130',
          externally_connectable: { ids: [], matches: [] },
          // Firefox knows the area without a schema, and warns about the member.
          storage: { managed_schema: 'managed-schema.json' },
        }),
  }),
});
