/** The arrows of the house (README, "The house"): what may import what. A wrong import fails `npm test`. */
const pure = '^lib/(model|causes|providers|diagnosis|guidance|report-tools)/';
const services = '^lib/(store|vault|oauth|engines|monitor|messages)/';

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: { path: '^(lib|components|entrypoints)/' }, to: { circular: true } },
    {
      name: 'model-knows-nobody',
      comment: 'The words of the product depend on nothing but zod.',
      severity: 'error',
      from: { path: '^lib/model/' },
      to: { pathNot: ['^lib/model/', 'node_modules/zod/'] },
    },
    {
      name: 'causes-know-only-the-model',
      severity: 'error',
      from: { path: '^lib/causes/' },
      to: { pathNot: ['^lib/(model|causes)/', 'node_modules/zod/'] },
    },
    {
      name: 'providers-know-only-the-model',
      severity: 'error',
      from: { path: '^lib/providers/' },
      to: { pathNot: ['^lib/(model|providers)/', 'node_modules/zod/'] },
    },
    {
      name: 'diagnosis-knows-model-causes-and-providers',
      severity: 'error',
      from: { path: '^lib/diagnosis/' },
      to: { pathNot: ['^lib/(model|causes|providers|diagnosis)/', 'node_modules/zod/'] },
    },
    {
      name: 'guidance-is-pure',
      severity: 'error',
      from: { path: '^lib/guidance/' },
      to: {
        pathNot: [
          '^lib/(model|causes|providers|diagnosis|guidance)/',
          '^lib/messages/page-requests',
          'node_modules/zod/',
        ],
      },
    },
    {
      name: 'report-tools-are-pure',
      severity: 'error',
      from: { path: '^lib/report-tools/' },
      to: {
        pathNot: [
          '^lib/(model|causes|providers|guidance|report-tools)/',
          '^lib/messages/\\w+-requests',
          'node_modules/zod/',
        ],
      },
    },
    {
      name: 'pure-parts-know-no-service',
      severity: 'error',
      from: { path: pure },
      to: {
        path: [
          '^lib/(browser|store|vault|oauth|engines|monitor)/',
          '^(components|entrypoints)/',
          'webextension-polyfill',
        ],
      },
    },
    {
      name: 'store-and-vault-stand-below',
      severity: 'error',
      from: { path: '^lib/(store|vault)/' },
      to: { path: ['^lib/(browser|oauth|engines|monitor|messages)/', '^(components|entrypoints)/'] },
    },
    {
      name: 'oauth-stands-below-engines',
      severity: 'error',
      from: { path: '^lib/oauth/' },
      to: { path: ['^lib/(browser|store|vault|engines|monitor|messages)/', '^(components|entrypoints)/'] },
    },
    {
      name: 'engines-stand-below-the-monitor',
      severity: 'error',
      from: { path: '^lib/engines/' },
      to: { path: ['^lib/(browser|monitor|messages)/', '^(components|entrypoints)/'] },
    },
    {
      name: 'services-get-the-browser-passed-in',
      severity: 'error',
      from: { path: services, pathNot: '^lib/messages/send' },
      to: { path: ['^lib/browser/', 'webextension-polyfill'] },
    },
    {
      name: 'the-worker-starts-light',
      comment: 'Its front door only listens; what answers is a script of its own.',
      severity: 'error',
      from: { path: '^entrypoints/background/(index|app-script)\\.ts$' },
      to: {
        pathNot: [
          '^lib/(browser/|messages/authorize-sender)',
          '^entrypoints/background/(app-script|report-bug)',
          '^wxt/',
        ],
      },
    },
    {
      name: 'the-worker-loads-the-diagnosis-late',
      comment: 'It is a script of its own, passed in as a port: what the worker imports weighs on every wake-up.',
      severity: 'error',
      from: { path: '^(lib/(engines|monitor)|entrypoints/background)/' },
      to: {
        path: ['^lib/diagnosis/', '^lib/providers/[^/]+/rules', '^lib/providers/rules'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'one-import-of-the-polyfill',
      severity: 'error',
      from: { pathNot: '^lib/browser/api\\.ts$' },
      to: { path: 'webextension-polyfill' },
    },
    {
      name: 'lib-knows-no-interface',
      severity: 'error',
      from: { path: '^lib/' },
      to: { path: '^(components|entrypoints)/' },
    },
    {
      name: 'components-know-no-entrypoint',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^entrypoints/' },
    },
    {
      name: 'page-scripts-stay-small',
      comment: 'Scripts in provider pages carry neither polyfill, zod nor Preact.',
      severity: 'error',
      from: { path: '^(entrypoints/(page-(watch|guide)|report-(watch|marker))|lib/page/|components/overlay/)' },
      to: {
        path: ['^lib/browser/', 'node_modules/(zod|preact|webextension-polyfill)/'],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'the-product-stands-alone',
      severity: 'error',
      from: { path: '^(lib|components|entrypoints)/' },
      to: { path: '^test/' },
    },
    {
      name: 'the-sandbox-stands-alone',
      comment: 'The other side of the wire must not share our mistakes.',
      severity: 'error',
      from: { path: '^test/sandbox/' },
      to: { path: '^(lib|components|entrypoints)/' },
    },
    {
      name: 'frozen-profiles-stand-alone',
      comment: 'They show what is on disks already: no change of the code may change them.',
      severity: 'error',
      from: { path: '^test/frozen/' },
      to: { pathNot: '^test/frozen/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^\\.(wxt|output)/' },
  },
};
