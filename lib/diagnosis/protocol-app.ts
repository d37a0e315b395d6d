import type { Rule } from '../model/rule';
import { tellsState } from './subject-state';

const common = 'wording shared by the four facts pages (error catalogues)';

/** Plain words for an app that is not let in. */
export const appWords: readonly Rule[] = [
  {
    id: 'words-app-blocked',
    source: common,
    cause: 'app_not_authorized',
    weight: 0.8,
    when: {
      says: [
        'app is blocked',
        'application is blocked',
        'blocked by admin',
        'app must be installed',
        'app is not installed',
        'not installed in this org',
        'admin approval',
        'admin approved',
        'approved by an admin',
        'needs approval',
        'approve this app',
        'approve the app',
        'approval for this app',
        'approval of this app',
        'app not approved',
        'application not approved',
        'app is not authorized',
        'application is not authorized',
        'app not authorized',
        'application not authorized',
        'client is not authorized',
        'client not authorized',
        ['not authorized', 'client application'],
        ['not approved', 'client application'],
        ['administrator', 'the application to block'],
        'connection limit',
        'maximum number of connections',
        'maximum number of tenants',
        'connections have been reached',
        'certification before',
        'uncertified app',
        'app is not certified',
      ],
    },
  },
  {
    id: 'words-app-state',
    source: common,
    cause: 'app_not_authorized',
    weight: 0.8,
    when: {
      and: tellsState(
        ['app', 'application', 'integration'],
        [
          'blocked',
          'disabled',
          'suspended',
          'deactivated',
          'not allowed',
          'not available',
          'not enabled',
          'not permitted',
          'restricted',
        ],
      ),
    },
  },
  {
    id: 'words-app-policy',
    source:
      'Google Identity, OAuth 2.0 for web server applications, "Authorization errors": admin_policy_enforced, org_internal; a refused sign-in that an admin has to allow first is no choice of the person',
    cause: 'app_not_authorized',
    weight: 0.84,
    when: {
      says: [
        'admin_policy_enforced',
        'org_internal',
        ['developer', 'completed verification'],
        'app has not been verified',
        'application has not been verified',
        'admin policy',
        'restricted to users within its organi',
        'admin consent',
        'administrator consent',
        'consent of an admin',
        'administrator approval',
        'administrator must approve',
        ['administrator', 'has not consented'],
      ],
    },
  },
];
