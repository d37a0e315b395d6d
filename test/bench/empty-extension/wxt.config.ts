import preact from '@preact/preset-vite';
import { defineConfig } from 'wxt';

/** What every extension made with our tools costs at least: one line through Preact, one message answered, one line logged in pages. */
export default defineConfig({
  imports: false,
  manifestVersion: 3,
  vite: () => ({ plugins: [preact()], build: { sourcemap: false } }),
  manifest: {
    name: 'Empty',
    version: '0.1.0',
    content_scripts: [{ matches: ['https://go.xero.com/*'], js: ['log.js'], run_at: 'document_idle' }],
    // Pins the id, so that a test knows the addresses of its pages.
    key: 'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAtUd8QirJtWqke97iorkrL8ud6daIZNd1UfpooiJ1jgdA84krozTVrqfk3Hvqkcl7SYqb3vP8X+PAv0gU1AYigqyVgv3yA03FdGVV/dOQtXUho1EQ18SZBk9/6u+GguZysiaWBpWj7yvewKS28Kyjk3DHPdno4voLQqhr55u3jxod9q9cuYHXvLTXg/PWl7v+x1Lm2udOz+fszX9nGSx7a2zb59Wefqnh4mfISl7xNdB3jMsrERjazRuf90ijOItUijr3+Qzr4DRDrvHkYkvKetqDnR0FlOo9sR8L+ZhMPDiawANHN1Wkhv8ud9sXykEY9OCLJNktC67njgNQt78evwIDAQAB',
  },
});
