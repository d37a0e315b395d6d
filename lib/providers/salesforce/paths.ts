import type { Path, PathStep, ProviderPaths } from '../path';
import { appPaths } from './app-paths';
import { both, box, inTree, press, rowMenu, save, setup } from './path-parts';
import { refusals } from './setup-screens';

const toUsers: readonly PathStep[] = [setup, inTree('users', 'users')];

/** The person's own row; their name or address is the link to them. */
const person: PathStep = {
  id: 'person',
  screens: both('users'),
  target: { finders: [{ selector: 'a, [role=link]' }], row: 'person' },
};

/** Salesforce's ways to mend what is set for people and for the org in Setup (facts 2, 3 and 7). */
const otherPaths: readonly Path[] = [
  {
    cause: 'user_permission_insufficient',
    steps: [
      ...toUsers,
      person,
      {
        id: 'assign',
        screens: both('user'),
        target: { finders: [press('edit assignments', 'add assignments')] },
      },
      {
        id: 'set',
        screens: both('assignment'),
        target: { finders: [{ selector: 'input[type=checkbox]' }] },
        choose: ['on'],
      },
      {
        id: 'save',
        screens: both('assignment'),
        target: { finders: [press('save', 'assign')] },
      },
    ],
  },
  {
    cause: 'user_inactive',
    steps: [
      ...toUsers,
      person,
      {
        id: 'unfreeze',
        isDetour: true,
        screens: both('user'),
        target: { finders: [press('unfreeze', 'unlock')] },
        done: { shows: { finders: [press('freeze')] } },
      },
      { id: 'edit', screens: both('user'), target: { finders: [press('edit')] } },
      {
        id: 'active',
        screens: both('user_edit'),
        target: { finders: [box('active')] },
        choose: ['on'],
      },
      save('user_edit'),
    ],
  },
  {
    cause: 'access_policy_blocked',
    only: { name: 'session', says: /not valid for use with/i },
    steps: [
      setup,
      inTree('settings', 'session settings'),
      {
        id: 'lock',
        screens: both('policy'),
        target: { finders: [box('lock sessions to the ip address from which they originated')] },
        choose: ['off'],
      },
      save('policy'),
    ],
  },
  {
    cause: 'plan_restricted',
    steps: [
      setup,
      inTree('company', 'company information'),
      {
        id: 'add',
        screens: both('company'),
        target: {
          finders: [press('add', 'buy now', 'upgrade')],
          otherwise: { finders: [rowMenu], row: ['web services api'] },
        },
      },
    ],
  },
];

export const salesforcePaths: ProviderPaths = {
  paths: [...appPaths, ...otherPaths],
  signs: [
    {
      sign: 'no_right_to_manage',
      screens: ['apps', 'users', 'policy', 'company', 'refusal_classic'].map((id) => `salesforce.${id}`),
      when: { shows: { finders: refusals } },
    },
    {
      sign: 'person_inactive',
      screens: both('users'),
      when: {
        shows: {
          finders: [
            { selector: 'img, [role=img]', texts: ['not checked'] },
            { selector: 'td, span', texts: ['false', 'inactive'] },
          ],
          row: 'person',
        },
      },
    },
  ],
};
