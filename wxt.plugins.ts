import type { Plugin, Rolldown } from 'vite';

/**
 * The polyfill is made for CommonJS, and what bundlers do to import such a module reads every member of the browser's API
 * once: the browser builds all of it then, which costs each start of the worker and of the popup 3 ms. As a module of the
 * build's own kind it is taken as it is.
 */
export const polyfillModule: Plugin = {
  name: 'polyfill-module',
  transform: {
    filter: { id: /\/webextension-polyfill\/dist\/browser-polyfill\.js$/ },
    handler: (code) =>
      `const module = { exports: {} }, exports = module.exports;\n${code}\nexport default module.exports;`,
  },
};

/** What a page loads late lies beside it in the package: the code that fetches ahead what it imports weighs more than it saves. */
export const lateImports: Plugin = {
  name: 'late-imports',
  enforce: 'pre',
  load: {
    filter: { id: /^\0vite\/preload-helper\.js$/ },
    handler: () => 'export const __vitePreload = (load) => load();',
  },
};

function isImportedBy(entry: string, id: string, graph: Graph, seen = new Set<string>()): boolean {
  if (id.endsWith(entry)) return true;
  seen.add(id);
  const importers = graph.getModuleInfo(id)?.importers ?? [];
  return importers.some((importer) => !seen.has(importer) && isImportedBy(entry, importer, graph, seen));
}

type Graph = Pick<Rolldown.PluginContext, 'getModuleInfo'>;

/** All that the popup shares with other pages is one file, though some pages want only parts of it: its first paint waits for all. */
export const sharedChunk: Plugin = {
  name: 'shared-chunk',
  outputOptions(options) {
    if (options.format !== 'es') return options;
    const name = (id: string, graph: Graph): string | null =>
      isImportedBy('/entrypoints/popup/index.html', id, graph) ? 'shared' : null;
    return { ...options, codeSplitting: { groups: [{ name, minShareCount: 2, debugName: 'shared' }] } };
  },
};
