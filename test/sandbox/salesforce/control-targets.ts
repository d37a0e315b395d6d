import type { FaultEffect, Faults } from '../core/faults.ts';
import { brokenRedirects, brokenTokenAnswers } from '../core/oauth-faults.ts';
import type { ControlAction, ControlTarget } from '../core/provider.ts';
import type { SalesforceControl } from './control.ts';
import type { Org } from './world.ts';

const button = (id: string, label: string, run: () => void): ControlAction => ({ id, label, run });

/** The buttons of the control page. */
export function controlTargets(control: SalesforceControl, faults: Faults): ControlTarget[] {
  return [wholeProvider(control), ...nextFaults(faults), ...control.world.orgs.map((org) => company(control, org))];
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

const resets: Record<string, FaultEffect> = {
  'reset before': { kind: 'reset', when: 'before' },
  'answer lost': { kind: 'reset', when: 'lost' },
  'reset in the middle': { kind: 'reset', when: 'middle' },
  'no answer': { kind: 'hang' },
  'late by 8 s': { kind: 'delay', ms: 8000 },
};

/** What goes wrong once, with the next request of its kind. */
function nextFaults(faults: Faults): ControlTarget[] {
  const target = (id: string, name: string, endpoint: string, effects: Record<string, FaultEffect>): ControlTarget => ({
    id,
    name,
    state: `${faults.list().filter((fault) => fault.provider === 'salesforce' && fault.endpoint === endpoint).length} waiting`,
    actions: Object.entries(effects).map(([label, effect]) =>
      button(label.replace(/ /g, '-'), label, () => faults.once('salesforce', endpoint, effect)),
    ),
  });
  return [
    target('next-token', 'Next token answer', 'token', { ...resets, ...brokenTokenAnswers }),
    target('next-redirect', 'Next way back to the app', 'consent.decision', brokenRedirects),
    target('next-data', 'Next read of data', 'data', resets),
  ];
}

function company(control: SalesforceControl, org: Org): ControlTarget {
  const { domain } = org;
  const policy = control.policy(domain);
  const user = control.userOf(domain);
  const notes = [
    org.edition,
    policy.isInstalled ? 'app installed' : 'app not installed',
    ...(policy.isBlocked ? ['app blocked'] : []),
    ...(policy.isRotating ? ['rotating'] : []),
    ...(policy.isSessionRefused ? ['sessions refused'] : []),
    ...(org.hasApi ? [] : ['no API']),
    ...(org.isIpRestricted ? ['office only'] : []),
    ...(org.isClosed ? ['closed'] : []),
    `${user.username}: ${user.isActive ? 'active' : 'inactive'}${user.hasApi ? '' : ', no API Enabled'}`,
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
      button('no-api-right', 'Take API Enabled', () => control.setApiEnabled(domain, false)),
      button('no-accounts', 'No accounts', () => control.denyObject(domain, 'Account')),
      button('office-only', 'Office only', () => control.restrictAddresses(domain)),
      button('refuse-sessions', 'Refuse sessions', () => control.refuseSessions(domain)),
      button('block', 'Block app', () => control.blockApp(domain)),
      button('uninstall', 'Uninstall app', () => control.uninstallApp(domain)),
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
