import type { Rule } from '../model/rule';

/** What is left when nobody answered: texts of the transport and of the browser's sign-in window. */
export const transportRules: readonly Rule[] = [
  {
    id: 'transport-unreachable',
    source: 'Fetch standard, network errors; errno names ENOTFOUND, ECONNREFUSED, ECONNRESET',
    cause: 'network_unreachable',
    weight: 0.66,
    when: { transport: ['unreachable'] },
    also: [{ cause: 'provider_outage', weight: 0.35 }],
    tests: ['reach_other_site'],
  },
  {
    id: 'transport-tls',
    source: 'RFC 8446 §4.4.2.4: the certificate was not accepted here; a proxy, an old store, or a wrong clock',
    cause: 'network_unreachable',
    weight: 0.72,
    when: { transport: ['tls'] },
    also: [{ cause: 'clock_skew', weight: 0.3 }],
    tests: ['reach_other_site'],
  },
  {
    id: 'transport-timeout',
    source:
      'no answer in time: the provider is slow or the network is; a token call may have been carried out (facts/xero 1.7)',
    cause: 'provider_outage',
    weight: 0.52,
    when: { transport: ['timeout'] },
    also: [{ cause: 'network_unreachable', weight: 0.5 }],
    tests: ['reach_other_site', 'provider_status'],
  },
  {
    id: 'transport-window-closed',
    source:
      'Chromium identity API "The user did not approve access.", Firefox "User cancelled or denied access." (SEC-24)',
    cause: 'user_cancelled',
    weight: 0.7,
    when: { transport: ['window_closed'] },
    also: [
      { cause: 'redirect_uri_mismatch', weight: 0.2 },
      { cause: 'app_not_authorized', weight: 0.2 },
    ],
  },
  {
    id: 'transport-page-not-loaded',
    source:
      'Chromium identity API "Authorization page could not be loaded.": any main-frame failure or status ≥ 400 (SEC-23)',
    cause: 'network_unreachable',
    weight: 0.45,
    when: { transport: ['page_not_loaded'] },
    also: [
      { cause: 'provider_outage', weight: 0.35 },
      { cause: 'request_invalid', weight: 0.3 },
    ],
    tests: ['reach_other_site'],
  },
  {
    id: 'transport-redirect-loop',
    source: 'facts/quickbooks 4a: the authorize page sends itself round when the scope text is mistyped',
    cause: 'request_invalid',
    weight: 0.6,
    when: { phases: ['authorize', 'callback'], transport: ['redirect_loop'] },
  },
];
