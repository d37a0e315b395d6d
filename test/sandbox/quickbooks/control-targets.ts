import { button, nextFaults, resets } from '../core/control-parts.ts';
import type { Faults } from '../core/faults.ts';
import { brokenRedirects, brokenTokenAnswers } from '../core/oauth-faults.ts';
import type { ControlAction, ControlTarget } from '../core/provider.ts';
import type { QuickbooksControl } from './control.ts';
import { type Company, generations } from './world.ts';

/** The buttons of the control page: every state a company or QuickBooks as a whole can be in. */
export function controlTargets(control: QuickbooksControl, faults: Faults): ControlTarget[] {
  return [
    wholeProvider(control),
    manners(control),
    layout(control),
    ...nextFaults(faults, 'quickbooks', [
      { id: 'next-token', name: 'Next token answer', endpoint: 'token', effects: { ...resets, ...brokenTokenAnswers } },
      { id: 'next-redirect', name: 'Next way back to the app', endpoint: 'decision', effects: brokenRedirects },
      { id: 'next-api', name: 'Next read of data', endpoint: 'api', effects: resets },
    ]),
    ...control.world.companies.map((company) => companyTarget(control, company)),
  ];
}

function wholeProvider(control: QuickbooksControl): ControlTarget {
  const { app } = control;
  return {
    id: 'quickbooks',
    name: 'QuickBooks and the app',
    state: `${app.monthlyReads} of ${app.monthlyLimit} reads this month`,
    actions: [
      button('outage', 'API down', () => control.startOutage('nginx')),
      button('maintenance', 'Maintenance page', () => control.startOutage('maintenance')),
      button('internal', 'Error 500', () => control.startOutage('internal')),
      button('system', 'System failure', () => control.startOutage('system')),
      button('timeout', 'Gateway timeout', () => control.startOutage('timeout')),
      button('cut', 'Answers cut', () => control.startOutage('cut')),
      button('month', 'Reads of the month used up', () => control.useUpMonth()),
      button('secret', 'Replace secret', () => control.replaceSecret()),
      button('unregister', 'Unregister redirect', () => control.unregisterRedirects()),
      button('heal', 'Everything works again', () => control.heal()),
    ],
  };
}

/** Where the facts know several ways, or none for sure: which one is played. */
function manners({ manners: now }: QuickbooksControl): ControlTarget {
  const set = (id: string, label: string, change: Partial<typeof now>): ControlAction =>
    button(id, label, () => {
      Object.assign(now, change);
    });
  return {
    id: 'manners',
    name: 'How it answers',
    state: Object.values(now).join(' · '),
    actions: [
      set('gateway-xml', 'Gateway speaks XML', { gateway: 'xml' }),
      set('service-xml', 'Service speaks XML', { service: 'xml' }),
      set('inside-200', 'Refusals inside 200', { isRefusalInside200: true }),
      set('page-details', 'Error page with details', { errorPage: 'details' }),
      set('page-old', 'Error page of 2017', { errorPage: 'old' }),
      set('other-130', 'Other environment: 130', { otherEnvironment: '130' }),
      set('other-7001', 'Other environment: 7001', { otherEnvironment: '7001' }),
      set('other-500', 'Other environment: 500', { otherEnvironment: '3100-500' }),
      set('bare', 'Bare invalid_grant', { deadRefresh: 'bare' }),
      set('second-ends-first', 'Second admin ends first', { secondGrantEndsFirst: true }),
    ],
  };
}

function layout({ layout: now }: QuickbooksControl): ControlTarget {
  const labels = { classic: 'Gear menu and tables', tabbed: 'Tabs and lists', rail: 'Rail and cards' };
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

function companyTarget(control: QuickbooksControl, company: Company): ControlTarget {
  const { name } = company;
  const { email } = control.bookkeeperOf(name);
  const connected = control.grantsOf(name).length;
  return {
    id: company.realmId,
    name,
    state: [`${connected} connected`, company.plan, company.subscription, company.condition].join(' · '),
    actions: [
      button('expire-access', 'Expire access', () => control.expireAccessTokens(name)),
      button('rotate', 'Rotate with the next refresh', () => control.rotateNext(name)),
      button('expire-refresh', 'Unused for 100 days', () => control.expireRefreshToken(name)),
      button('disconnect', 'Disconnect app', () => control.disconnect(name)),
      button('lower', 'Bookkeeper no admin', () => control.setRole(name, email, 'standard')),
      button('raise', 'Bookkeeper admin', () => control.setRole(name, email, 'company_admin')),
      button('expire-plan', 'Subscription expired', () => control.setSubscription(name, 'EXPIRED')),
      button('lapse', 'Lapsed, reads refused', () => control.setCondition(name, 'lapsed')),
      button('lock', 'Locked', () => control.setCondition(name, 'locked')),
      button('maintain', 'Under maintenance', () => control.setCondition(name, 'maintenance')),
      button('delete', 'Deleted', () => control.setCondition(name, 'deleted')),
      button('open', 'Open', () => control.setCondition(name, 'open')),
      button('limit', 'Throttled for a minute', () => control.limit(name, 60_000)),
    ],
  };
}
