interface About {
  addOnId: string;
  uuid: string;
  proxyPort: number;
  colorScheme: 'light' | 'dark' | undefined;
}

/** Preferences that lead every host to the sandbox, and fix the extension's address. */
export function sandboxPreferences({ addOnId, uuid, proxyPort, colorScheme }: About): Record<string, unknown> {
  return {
    'network.proxy.type': 1,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': proxyPort,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': proxyPort,
    'network.proxy.no_proxies_on': '',
    'network.proxy.failover_direct': false,

    'extensions.webextensions.uuids': JSON.stringify({ [addOnId]: uuid }),
    'extensions.webextOptionalPermissionPrompts': false,
    // The build is installed as a temporary add-on: its data must survive a restart like that of a real one.
    'extensions.webextensions.keepStorageOnUninstall': true,
    'extensions.webextensions.keepUuidOnUninstall': true,

    ...(colorScheme ? { 'layout.css.prefers-color-scheme.content-override': colorScheme === 'dark' ? 0 : 1 } : {}),
  };
}

/** Without it, Firefox does not heed `services.settings.server` and asks its own server again with every page. */
export const firefoxEnvironment = { MOZ_REMOTE_SETTINGS_DEVTOOLS: '1' };

/** Preferences of every Firefox here: it does nothing of its own accord, asks none of its own servers, and moves nothing. */
export function firefoxPreferences(): Record<string, unknown> {
  return {
    // Consoles of all processes are printed, the only way to hear the background.
    'devtools.console.stdout.content': true,
    'browser.dom.window.dump.enabled': true,

    // Notifications are drawn by the browser itself: a machine without a desktop has nobody else to draw them.
    'alerts.useSystemBackend': false,

    // What moves costs a busy machine frames nobody sees; so do processes started for pages that never come.
    'ui.prefersReducedMotion': 1,
    'dom.ipc.processPrelaunch.enabled': false,
    'dom.ipc.processCount': 1,
    'dom.ipc.keepProcessesAlive.web': 1,

    // Without a delay, a tab that is not yet let go is asked for again thousands of times a second: half of a core.
    'browser.tabs.remote.unloadDelayMs': 300,

    'app.normandy.enabled': false,
    'app.update.enabled': false,
    'browser.contentblocking.report.hide_vpn_banner': true,
    'browser.newtabpage.activity-stream.feeds.topsites': false,
    'browser.newtabpage.activity-stream.feeds.section.topstories': false,
    'browser.newtabpage.enabled': false,
    'browser.region.network.url': '',
    'browser.safebrowsing.downloads.remote.enabled': false,
    'browser.safebrowsing.malware.enabled': false,
    'browser.safebrowsing.phishing.enabled': false,
    'browser.search.update': false,
    'browser.startup.page': 0,
    'browser.translations.enable': false,
    'datareporting.policy.dataSubmissionEnabled': false,
    'dom.push.connection.enabled': false,
    'extensions.blocklist.enabled': false,
    'extensions.getAddons.cache.enabled': false,
    'extensions.systemAddon.update.enabled': false,
    'extensions.update.enabled': false,
    'media.gmp-manager.updateEnabled': false,
    'messaging-system.rsexperimentloader.enabled': false,
    'network.captive-portal-service.enabled': false,
    'network.connectivity-service.enabled': false,
    'network.dns.disablePrefetch': true,
    'network.http.speculative-parallel-limit': 0,
    'network.prefetch-next': false,
    'network.trr.mode': 5,
    'services.settings.server': 'data:,#remote-settings-dummy/v1',
    'signon.rememberSignons': false,
    'toolkit.telemetry.enabled': false,
    'toolkit.telemetry.server': '',
    'toolkit.telemetry.unified': false,
  };
}
