import type { Faults } from '../core/faults.ts';
import { outage } from '../core/oauth-faults.ts';
import type { ControlAction, ControlTarget } from '../core/provider.ts';
import type { BooksControl } from './control.ts';
import type { Company, Person } from './world.ts';

function change<Target extends object>(id: string, label: string, target: Target, to: Partial<Target>): ControlAction {
  return { id, label, run: () => void Object.assign(target, to) };
}

function companyTarget(company: Company): ControlTarget {
  return {
    id: company.id,
    name: company.name,
    state: `plan ${company.plan}, ${company.isOpen ? 'open' : 'closed'}`,
    actions: [
      change('end-plan', 'Plan ends', company, { plan: 'ended' }),
      change('close', 'Close company', company, { isOpen: false }),
      change('reset', 'As before', company, { plan: 'active', isOpen: true }),
    ],
  };
}

function personTarget(control: BooksControl, person: Person): ControlTarget {
  return {
    id: person.email,
    name: person.name,
    state: person.isActive ? (person.mayRead ? 'may read' : 'may not read') : 'deactivated',
    actions: [
      change('deactivate', 'Deactivate', person, { isActive: false }),
      change('forbid', 'Take reading away', person, { mayRead: false }),
      { id: 'revoke', label: 'End grants', run: () => control.revokeGrants(person.email) },
      change('reset', 'As before', person, { isActive: true, mayRead: true }),
    ],
  };
}

/** The buttons of the control page for this service. */
export function controlTargets(control: BooksControl, faults: Faults): ControlTarget[] {
  return [
    ...control.companies().map(companyTarget),
    ...control.people().map((person) => personTarget(control, person)),
    {
      id: 'service',
      name: 'The service',
      state: control.isRotating() ? 'rotates refresh tokens' : 'keeps refresh tokens',
      actions: [
        { id: 'expire', label: 'Access tokens end', run: () => control.expireAccessTokens() },
        {
          id: 'outage',
          label: 'Outage',
          run: () => void faults.always('books', 'api', outage(503, 'Down for maintenance')),
        },
      ],
    },
  ];
}
