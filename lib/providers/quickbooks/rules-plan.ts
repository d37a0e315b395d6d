import type { Rule } from '../../model/rule';
import { everWorked, otherAreasWork } from '../conditions';
import { isKnownReport } from './report-names';

const catalogue = 'facts/quickbooks 4b';

/** Plan and feature (facts/quickbooks 4b, 5.7): never a reason to reconnect. */
export const quickbooksPlanRules: readonly Rule[] = [
  {
    id: 'quickbooks-5020',
    source: `${catalogue}: permission denied on a feature: the plan, or a name QuickBooks does not know`,
    cause: 'plan_restricted',
    weight: 0.74,
    when: { codes: ['5020'] },
    also: [
      { cause: 'request_invalid', weight: 0.55 },
      { cause: 'user_permission_insufficient', weight: 0.45 },
    ],
    tests: ['other_area', 'read_subscription'],
  },
  {
    id: 'quickbooks-5020-unknown-report',
    source: `${catalogue}: an unknown or mis-cased report name is answered so even to an admin`,
    cause: 'request_invalid',
    weight: 0.9,
    when: { codes: ['5020'], and: ({ evidence }) => isKnownReport(evidence.request.path) === false },
    also: [{ cause: 'plan_restricted', weight: 0.4 }],
  },
  {
    id: 'quickbooks-5020-known-report',
    source: `${catalogue}: the name is right and other reads work`,
    cause: 'plan_restricted',
    weight: 0.82,
    when: { codes: ['5020'], and: (it) => isKnownReport(it.evidence.request.path) === true && otherAreasWork(it) },
    also: [{ cause: 'user_permission_insufficient', weight: 0.45 }],
  },
  {
    id: 'quickbooks-5030',
    source: `${catalogue}: Feature Not Supported`,
    cause: 'plan_restricted',
    weight: 0.86,
    when: { codes: ['5030'] },
  },
  {
    id: 'quickbooks-6190',
    source: `${catalogue}: reads still work`,
    cause: 'plan_restricted',
    weight: 0.96,
    when: { codes: ['6190'] },
  },
  {
    id: 'quickbooks-6190-text',
    source: catalogue,
    cause: 'plan_restricted',
    weight: 0.96,
    when: { says: ['Invalid Company Status', 'Subscription period has ended'] },
  },
  {
    id: 'quickbooks-7001',
    source: `${catalogue}: the message names both causes; the wrong host is the commoner`,
    cause: 'token_malformed',
    weight: 0.86,
    when: { says: ['Invalid destination URL'] },
    also: [
      { cause: 'plan_restricted', weight: 0.6 },
      { cause: 'request_invalid', weight: 0.5 },
    ],
    tests: ['read_subscription'],
  },
  {
    id: 'quickbooks-7001-after-success',
    source: `${catalogue}: the host was right until now, so the subscription lapsed`,
    cause: 'plan_restricted',
    weight: 0.88,
    when: { says: ['Invalid destination URL'], and: everWorked },
  },
];
