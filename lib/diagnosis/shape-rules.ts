import type { Rule } from '../model/rule';

/** What the shape of an answer tells when its words do not. */
export const shapeRules: readonly Rule[] = [
  {
    id: 'shape-good-data',
    source:
      'RFC 9110 §15.3: 2xx; the body is data and holds no fault (facts pages: HTTP 200 may carry one). As sure as any rule: what the data says would else weigh more where the status is not known',
    cause: 'not_an_auth_problem',
    weight: 0.97,
    when: {
      phases: ['api'],
      status: ['2xx'],
      body: ['json', 'xml'],
      // Markup without any element that ends was cut off.
      and: ({ evidence, signals }) =>
        signals.folded === '' && (signals.bodyKind === 'json' || evidence.answer?.body.includes('</') === true),
    },
  },
  {
    id: 'shape-good-but-unreadable',
    source: 'facts/quickbooks 2 (fault shapes, G): empty, cut-off or foreign bodies with 200',
    cause: 'unknown',
    weight: 0.3,
    when: { phases: ['api', 'token', 'refresh'], status: [200], body: ['empty', 'json', 'xml', 'text', 'form'] },
    also: [{ cause: 'provider_outage', weight: 0.25 }],
  },
  {
    id: 'shape-page-for-data',
    source:
      'facts/quickbooks 5.2: a web page where data was asked for comes from something in between, or from a failing front',
    cause: 'provider_outage',
    weight: 0.5,
    when: { phases: ['api', 'token', 'refresh', 'revoke'], body: ['html'] },
    also: [{ cause: 'network_unreachable', weight: 0.4 }],
    tests: ['reach_other_site', 'provider_status'],
  },
  {
    id: 'shape-good-page-for-data',
    source: 'RFC 8910 §1: captive portals answer 200 with a page of their own',
    cause: 'network_unreachable',
    weight: 0.54,
    when: { phases: ['api', 'token', 'refresh', 'revoke'], status: [200, 302, 303, 307], body: ['html'] },
    also: [{ cause: 'provider_outage', weight: 0.45 }],
    tests: ['reach_other_site', 'provider_status'],
  },
];
