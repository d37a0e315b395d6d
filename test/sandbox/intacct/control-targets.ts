import type { FaultEffect, Faults } from '../core/faults.ts';
import { brokenTokenAnswers } from '../core/oauth-faults.ts';
import type { ControlAction, ControlTarget } from '../core/provider.ts';
import type { IntacctControl } from './control.ts';
import { generations } from './screens/screen.ts';
import { languages } from './screens/words.ts';
import { type Company, isAddressRefused } from './world.ts';

const button = (id: string, label: string, run: () => void): ControlAction => ({ id, label, run });

/** The user made for the connection, in every company. */
const userId = 'ledgerline';

const nextToken: Record<string, FaultEffect> = {
  'answer lost': { kind: 'reset', when: 'lost' },
  'no answer': { kind: 'hang' },
  'late by 8 s': { kind: 'delay', ms: 8000 },
  ...brokenTokenAnswers,
};

function whole(control: IntacctControl, faults: Faults): ControlTarget {
  const { counters, unpublished, look } = control;
  const { refreshed, revoked, transactions } = counters();
  return {
    id: 'intacct',
    name: 'Sage Intacct as a whole',
    state: `${refreshed} refreshes, ${revoked} revocations, ${transactions} transactions; refuses with ${unpublished.refusal}; ${look.generation} screens in ${look.language}`,
    actions: [
      button('outage', 'Outage', () => control.startOutage()),
      button('new-secret', 'Replace client secret', () => control.replaceSecret('replaced-in-the-console-0001')),
      button('rest-2102', 'Refuse with REST-2102', () => Object.assign(unpublished, { refusal: 'REST-2102' })),
      button('rest-1206', 'Refuse with REST-1206', () => Object.assign(unpublished, { refusal: 'REST-1206' })),
      button('gw-0040', 'Refuse with GW-0040', () => Object.assign(unpublished, { refusal: 'GW-0040' })),
      button('keep-refresh', 'Keep refresh tokens', () => Object.assign(unpublished, { rotates: false })),
      ...generations.map((generation) =>
        button(`look-${generation}`, `Screens: ${generation}`, () => Object.assign(look, { generation })),
      ),
      ...languages.map((language) =>
        button(`language-${language}`, `Language: ${language}`, () => Object.assign(look, { language })),
      ),
      ...Object.entries(nextToken).map(([label, effect]) =>
        button(`next-${label.replace(/ /g, '-')}`, `Next token: ${label}`, () =>
          faults.once('intacct', 'token', effect),
        ),
      ),
      button('heal', 'Everything works again', () => control.heal()),
    ],
  };
}

function companyTarget(control: IntacctControl, company: Company): ControlTarget {
  const { id } = company;
  const owner = { companyId: id, userId };
  const user = control.user(id, userId);
  const holder = company.permissionType === 'user' ? userId : 'Reporting';
  const notes = [
    company.isSandbox ? 'sandbox' : 'live',
    `${company.permissionType}-based`,
    ...(company.isClosed ? ['closed'] : []),
    ...(company.hasDemoExpired ? ['demo expired'] : []),
    ...(isAddressRefused(company) ? ['address refused'] : []),
    `${userId}: ${user.isLocked ? 'locked' : user.status}, ${user.type}`,
    `${company.clients.filter((client) => client.isActive).length} apps let in`,
  ];
  return {
    id,
    name: id,
    state: notes.join(' · '),
    actions: [
      button('let-in', 'Let app in', () => control.letIn(id)),
      button('shut-out', 'Shut app out', () => control.shutOut(id)),
      button('expire-access', 'Expire access', () => control.expireAccessTokens(owner)),
      button('elsewhere', 'Authorized elsewhere', () => control.authorizeElsewhere(owner)),
      button('revoke', 'Revoke pool', () => control.revokePool(owner)),
      button('no-entities', 'No right to entities', () => control.setRights(id, holder, 'Company > Entities', [])),
      button('empty-role', 'Empty role', () => control.emptyRole(id, holder)),
      button('no-role', 'User without role', () => control.setUser(id, userId, { roles: [] })),
      button('employee', 'Employee user', () => control.setUser(id, userId, { type: 'Employee' })),
      button('inactive', 'Inactive user', () => control.setUser(id, userId, { status: 'inactive' })),
      button('lock', 'Lock user', () => control.setUser(id, userId, { isLocked: true })),
      button('no-ledger', 'Unsubscribe General Ledger', () => control.unsubscribe(id, 'General Ledger')),
      button('demo-over', 'Demo expired', () => control.setCompany(id, { hasDemoExpired: true })),
      button('filter', 'Refuse our address', () => control.setCompany(id, { ipFilter: ['198.51.100.7'] })),
      button('close', 'Close company', () => control.setCompany(id, { isClosed: true })),
      button('limit', 'Limit', () => control.limit(id, 60)),
    ],
  };
}

/** What the control page offers for Sage Intacct. */
export function intacctTargets(control: IntacctControl, faults: Faults): ControlTarget[] {
  return [whole(control, faults), ...control.world.companies.map((company) => companyTarget(control, company))];
}
