import { button, nextFaults, resets } from '../core/control-parts.ts';
import type { Faults } from '../core/faults.ts';
import { brokenRedirects, brokenTokenAnswers } from '../core/oauth-faults.ts';
import type { ControlTarget } from '../core/provider.ts';
import type { XeroControl } from './control.ts';
import { generations, type Organisation, type User } from './world.ts';

const hourSec = 3600;

/** The buttons of the control page: every state an organisation, a person or Xero as a whole can be in. */
export function controlTargets(control: XeroControl, faults: Faults): ControlTarget[] {
  return [
    wholeProvider(control),
    layout(control),
    ...nextFaults(faults, 'xero', [
      { id: 'next-token', name: 'Next token answer', endpoint: 'token', effects: { ...resets, ...brokenTokenAnswers } },
      { id: 'next-redirect', name: 'Next way back to the app', endpoint: 'redirect', effects: brokenRedirects },
      { id: 'next-list', name: 'Next list of organisations', endpoint: 'connections.list', effects: resets },
      { id: 'next-api', name: 'Next read of data', endpoint: 'api', effects: resets },
    ]),
    ...control.world.users.map((user) => person(control, user)),
    ...control.world.organisations.map((organisation) => company(control, organisation)),
  ];
}

function wholeProvider(control: XeroControl): ControlTarget {
  const { app, world } = control;
  return {
    id: 'xero',
    name: 'Xero and the app',
    state: `${world.links.length} links, cap ${app.connectionCap}, app ${app.isEnabled ? 'enabled' : 'disabled'}`,
    actions: [
      button('outage', 'API down', () => control.startOutage('unavailable')),
      button('maintenance', 'Maintenance', () => control.startOutage('maintenance', 600)),
      button('error', 'Error 500', () => control.startOutage('internal')),
      button('disable-app', 'Disable app', () => {
        app.isEnabled = false;
      }),
      button('unregister', 'Unregister redirect', () => control.unregisterRedirects()),
      button('cap', 'Connection limit reached', () => {
        app.connectionCap = 0;
      }),
      button('heal', 'Everything works again', () => control.heal()),
    ],
  };
}

function layout({ layout: now }: XeroControl): ControlTarget {
  const labels = { classic: 'Pages and radio buttons', table: 'Tables and lists', cards: 'Cards and switches' };
  return {
    id: 'layout',
    name: 'How its screens look',
    state: labels[now.generation],
    actions: generations.map((generation) =>
      button(generation, labels[generation], () => {
        now.generation = generation;
      }),
    ),
  };
}

function person(control: XeroControl, { id, email, givenName, familyName }: User): ControlTarget {
  const count = control.world.links.filter((link) => link.userId === id).length;
  return {
    id: email,
    name: `${givenName} ${familyName}`,
    state: `${email}, ${count} organisations connected`,
    actions: [
      button('expire-access', 'Expire access', () => control.expireAccessTokens(email)),
      button('expire-refresh', 'Unused for 60 days', () => control.expireRefreshToken(email)),
      button('revoke', 'Revoke', () => control.revokeGrant(email)),
      button('drop-settings', 'Take settings permission from app', () =>
        control.dropScope(email, 'accounting.settings.read'),
      ),
    ],
  };
}

function company(control: XeroControl, organisation: Organisation): ControlTarget {
  const { name, members } = organisation;
  const isConnected = control.world.links.some((link) => link.tenantId === organisation.tenantId);
  const notes = [
    isConnected ? 'connected' : 'not connected',
    organisation.plan,
    ...(organisation.isOffline ? ['offline'] : []),
    ...(organisation.hasTrialEnded ? ['trial ended'] : []),
    ...members.map(
      (member) => `${nameOf(control, member.userId)}: ${member.role}${member.canSeeReports ? '' : ', no reports'}`,
    ),
  ];
  const { email } = control.bookkeeperOf(name);
  return {
    id: organisation.shortCode,
    name,
    state: notes.join(' · '),
    actions: [
      button('disconnect', 'Disconnect app', () => control.disconnect(name)),
      button('remove-user', 'Remove bookkeeper', () => control.removeMember(name, email)),
      button('read-only', 'Bookkeeper read only', () => {
        control.restoreMember(name, email);
        control.setMembership(name, email, { role: 'READONLY' });
      }),
      button('no-reports', 'No reports', () => {
        control.restoreMember(name, email);
        control.setMembership(name, email, { canSeeReports: false });
      }),
      button('restore-user', 'Restore bookkeeper', () => control.restoreMember(name, email)),
      button('end-trial', 'End trial', () => control.endTrial(name)),
      button('new-plan', 'New plan', () => control.changePlan(name, 'GROW')),
      button('offline', 'Offline', () => control.setOffline(name, true)),
      button('online', 'Online', () => control.setOffline(name, false)),
      button('limit-minute', 'Minute limit', () => control.limit(name, 'minute', 60)),
      button('limit-day', 'Day limit', () => control.limit(name, 'day', 6 * hourSec)),
      ...(organisation.isDemo ? [button('reset', 'Reset demo company', () => control.resetDemoCompany(name))] : []),
    ],
  };
}

const nameOf = (control: XeroControl, userId: string): string =>
  control.world.users.find((user) => user.id === userId)?.givenName ?? 'somebody';
