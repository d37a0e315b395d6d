import { button, type NextFault, nextFaults, resets } from '../core/control-parts.ts';
import type { Faults } from '../core/faults.ts';
import { brokenRedirects, brokenTokenAnswers } from '../core/oauth-faults.ts';
import type { ControlTarget } from '../core/provider.ts';
import type { SalesforceControl } from './control.ts';
import { type Layout, mayUseApi, type Org, profileOf } from './world.ts';

/** What can go wrong once. */
const faultKinds: readonly NextFault[] = [
  { id: 'next-token', name: 'Next token answer', endpoint: 'token', effects: { ...resets, ...brokenTokenAnswers } },
  {
    id: 'next-redirect',
    name: 'Next way back to the app',
    endpoint: 'consent.decision',
    effects: brokenRedirects,
  },
  { id: 'next-data', name: 'Next read of data', endpoint: 'data', effects: resets },
];

/** The buttons of the control page. */
export function controlTargets(control: SalesforceControl, faults: Faults): ControlTarget[] {
  return [
    wholeProvider(control),
    layoutOf(control),
    ...nextFaults(faults, 'salesforce', faultKinds),
    ...control.world.orgs.map((org) => company(control, org)),
  ];
}

function wholeProvider(control: SalesforceControl): ControlTarget {
  const { app, manners } = control;
  const notes = [
    app.isEnabled ? 'app enabled' : 'app disabled',
    app.isPropagating ? 'app not known yet' : 'app known',
    `refusals: ${manners.refusal}`,
  ];
  return {
    id: 'salesforce',
    name: 'Salesforce and the app',
    state: notes.join(', '),
    actions: [
      button('outage', 'API down', () => control.startOutage('unavailable')),
      button('maintenance', 'Maintenance', () => control.startOutage('maintenance')),
      button('error', 'Error 500', () => control.startOutage('internal')),
      button('disable-app', 'Disable app', () => {
        app.isEnabled = false;
      }),
      button('propagating', 'App minutes old', () => {
        app.isPropagating = true;
      }),
      button('require-secret', 'App requires a secret', () => {
        app.requiresSecret = true;
      }),
      button('unregister', 'Unregister redirect', () => control.unregisterRedirects()),
      button('bare', 'Refusals as bare words', () => {
        manners.refusal = 'bare';
      }),
      button('heal', 'Everything works again', () => control.heal()),
    ],
  };
}

const layouts: readonly (readonly [label: string, layout: Layout])[] = [
  ['Lightning, classic pages in frames', { setup: 'framed', apps: 'connected' }],
  ['Lightning, pages of its own', { setup: 'native', apps: 'connected' }],
  ['Lightning, external client apps', { setup: 'native', apps: 'external' }],
  ['Classic', { setup: 'classic', apps: 'connected' }],
];

/** How Setup looks. */
function layoutOf({ layout }: SalesforceControl): ControlTarget {
  return {
    id: 'layout',
    name: 'Layout of Setup',
    state: `${layout.setup}, ${layout.apps} apps`,
    actions: layouts.map(([label, wanted]) =>
      button(`${wanted.setup}-${wanted.apps}`, label, () => void Object.assign(layout, wanted)),
    ),
  };
}

function company(control: SalesforceControl, org: Org): ControlTarget {
  const { domain } = org;
  const policy = control.policy(domain);
  const user = control.userOf(domain);
  const profile = profileOf(org, user);
  const notes = [
    org.edition,
    policy.isInstalled ? 'app installed' : 'app not installed',
    ...(policy.isBlocked ? ['app blocked'] : []),
    ...(policy.isRotating ? ['rotating'] : []),
    ...(org.hasApi ? [] : ['no API']),
    ...(org.isSessionLocked ? ['sessions locked'] : []),
    ...(profile.ranges.length > 0 ? ['office only'] : []),
    ...(profile.isOutOfHours ? ['out of hours'] : []),
    ...(org.isClosed ? ['closed'] : []),
    `${user.username}: ${user.isActive ? 'active' : 'inactive'}${user.isFrozen ? ', frozen' : ''}${mayUseApi(org, user) ? '' : ', no API Enabled'}`,
  ];
  const minuteMs = 60_000;
  return {
    id: domain,
    name: org.isSandbox ? `${org.name} (sandbox)` : org.name,
    state: notes.join(' · '),
    actions: [
      button('expire', 'End sessions', () => control.expireSessions(domain)),
      button('revoke', 'Revoke', () => control.revoke(domain)),
      button('inactive', 'Deactivate user', () => control.setActive(domain, false)),
      button('active', 'Activate user', () => control.setActive(domain, true)),
      button('freeze', 'Freeze user', () => control.freeze(domain)),
      button('no-api-right', 'Take API Enabled', () => control.setApiEnabled(domain, false)),
      button('no-accounts', 'No accounts', () => control.denyObject(domain, 'Account')),
      button('office-only', 'Office only', () => control.restrictAddresses(domain)),
      button('hours', 'Out of hours', () => control.closeHours(domain)),
      button('refuse-sessions', 'Lock sessions', () => control.refuseSessions(domain)),
      button('block', 'Block app', () => control.blockApp(domain)),
      button('uninstall', 'Uninstall app', () => control.uninstallApp(domain)),
      button('forget', 'App never seen', () => control.forgetApp(domain)),
      button('approved-only', 'Admins only', () => control.approveOnly(domain, ['System Administrator'])),
      button('at-once', 'End sign-ins at once', () => control.setRefreshRule(domain, 'at_once')),
      button('idle', 'End sign-ins unused for an hour', () =>
        control.setRefreshRule(domain, { idleMs: 60 * minuteMs }),
      ),
      button('rotate', 'Rotate tokens', () => {
        policy.isRotating = true;
      }),
      button('no-api', 'Edition without API', () => control.loseApi(domain)),
      button('close', 'Close org', () => control.closeOrg(domain)),
      button('limit', 'Requests used up', () => control.exhaust(domain, 'requests')),
    ],
  };
}
