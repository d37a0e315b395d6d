// @vitest-environment happy-dom
import { beforeAll, describe, expect, it } from 'vitest';
import { readPath } from '../../../lib/page/read-path';
import { intacctPlaces } from '../../../lib/providers/intacct/places';
import { findPath } from '../../../lib/providers/paths';
import { type View, wordsOf } from '../../sandbox/intacct/screens/addresses';
import { securityScreen } from '../../sandbox/intacct/screens/company-pages';
import { drawScreen } from '../../sandbox/intacct/screens/drawing';
import { holderScreen, permissionsScreen, subscriptionsScreen } from '../../sandbox/intacct/screens/permission-pages';
import { generations, type Look, type Screen } from '../../sandbox/intacct/screens/screen';
import { userScreen, usersScreen } from '../../sandbox/intacct/screens/user-pages';
import { languages } from '../../sandbox/intacct/screens/words';
import { seedWorld } from '../../sandbox/intacct/seed';
import { layOutPage, showPage } from './layout';

const names = { person: ['ledgerline'], app: ['Ledgerline'], company: ['FernhillGroup'] };

/** Ids and classes as a build tool may make them, other for each turn; nothing may hang on them. */
function scramble(root: ParentNode, turn: number): void {
  const made = (text: string): string =>
    `x${[...`${text}${turn}`].reduce((sum, c) => (sum * 31 + c.charCodeAt(0)) % 99_991, 7)}`;
  if (turn === 0) return;
  for (const element of root.querySelectorAll('[class]')) element.setAttribute('class', made(element.className));
  for (const element of root.querySelectorAll('label[for]'))
    element.setAttribute('for', made(element.getAttribute('for') ?? ''));
  for (const element of root.querySelectorAll('[id]')) element.id = made(element.id);
}

const looks: Look[] = generations.flatMap((generation) => languages.map((language) => ({ generation, language })));

function viewIn(look: Look): View {
  const { companies, apps } = seedWorld();
  const company = companies[0];
  if (!company) throw new Error('the sandbox has no company');
  return { session: 's', look, words: wordsOf(look), company, apps, entityId: undefined };
}

interface Variant {
  screen: (view: View) => Screen;
  screenId: string;
  cause: string;
  area?: string;
  /** What the element pointed at must be, in the markup that no person sees. */
  isRight(target: Element): boolean;
}

const leadsTo = (element: Element): URLSearchParams =>
  new URLSearchParams(
    (
      element.getAttribute('href') ??
      element.getAttribute('data-href') ??
      element.getAttribute('data-window') ??
      ''
    ).split('?')[1],
  );

const reporting = (view: View) => {
  const role = view.company.roles[0];
  if (!role) throw new Error('no role');
  return { kind: 'role' as const, id: role.id, permissions: role.permissions };
};

const user = (view: View) => {
  const found = view.company.users.find(({ id }) => id === 'ledgerline');
  if (!found) throw new Error('no user');
  return found;
};

const areaOf = (areas: RegExp): string => /\(\?:(\w+)/.exec(areas.source)?.[1] ?? '';

const variants: Variant[] = [
  ...intacctPlaces.flatMap(({ application, name, areas }): Variant[] => [
    {
      screen: (view) => {
        view.company.roles[0]?.permissions.delete(`${application} > ${name}`);
        return permissionsScreen(view, reporting(view), application);
      },
      screenId: 'intacct.permissions',
      cause: 'user_permission_insufficient',
      area: areaOf(areas),
      isRight: (target) => target.getAttribute('value') === `${application} > ${name}|List`,
    },
    {
      screen: (view) => holderScreen(view, reporting(view)),
      screenId: 'intacct.role_subscriptions',
      cause: 'user_permission_insufficient',
      area: areaOf(areas),
      isRight: (target) => leadsTo(target).get('.app') === application,
    },
  ]),
  {
    screen: (view) => {
      view.company.subscriptions.delete('Projects');
      return subscriptionsScreen(view);
    },
    screenId: 'intacct.subscriptions',
    cause: 'plan_restricted',
    area: 'projects',
    isRight: (target) => target.getAttribute('value') === 'Projects',
  },
  {
    screen: (view) => usersScreen(view, 'users', true),
    screenId: 'intacct.users',
    cause: 'user_inactive',
    isRight: (target) => leadsTo(target).get('.user') === 'ledgerline' && leadsTo(target).has('.op'),
  },
  {
    screen: (view) => {
      user(view).isLocked = true;
      return userScreen(view, user(view));
    },
    screenId: 'intacct.user',
    cause: 'user_inactive',
    isRight: (target) => target.getAttribute('name') === 'status',
  },
  {
    screen: (view) => securityScreen(view, true),
    screenId: 'intacct.security',
    cause: 'app_not_authorized',
    isRight: (target) => /^(?:43|443|1943)$/.test(leadsTo(target).get('.op') ?? ''),
  },
];

const turns = [0, 1];

describe('what is pointed at on the pages of Sage Intacct', () => {
  beforeAll(() => layOutPage());

  it('is right or nothing, in every look and with every id and class scrambled', () => {
    const wrong: string[] = [];
    let pointed = 0;
    let all = 0;
    for (const look of looks) {
      for (const turn of turns) {
        for (const variant of variants) {
          const view = viewIn(look);
          showPage(
            'https://www.intacct.com/ia/acct/lister.phtml',
            drawScreen(variant.screen(view), look.generation).markup,
          );
          scramble(document.body, turn);
          const steps = findPath('intacct', variant.cause, { area: variant.area })?.steps ?? [];
          const target = readPath(steps, variant.screenId, names)?.target;
          all += 1;
          if (!target) continue;
          pointed += 1;
          if (!variant.isRight(target))
            wrong.push(`${JSON.stringify(look)} ${variant.screenId} ${variant.area}: ${target.outerHTML}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(all).toBeGreaterThanOrEqual(500);
    // To say nothing everywhere would never be wrong: nearly every page is pointed at.
    expect(pointed / all).toBeGreaterThan(0.9);
  }, 240_000);
});
