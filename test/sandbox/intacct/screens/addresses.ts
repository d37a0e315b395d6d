import type { ClientApp, Company } from '../world.ts';
import type { Generation, Link, Look } from './screen.ts';
import { type Words, words } from './words.ts';

/** Pages of the product, by the number their address carries: addresses tell nothing (facts: 7). */
const pageNumbers = {
  home: 10,
  users: 21,
  user: 22,
  webServicesUsers: 23,
  userSubscriptions: 24,
  roles: 31,
  roleSubscriptions: 32,
  permissions: 33,
  general: 40,
  security: 41,
  securityEdit: 42,
  client: 43,
  sender: 44,
  address: 45,
  subscriptions: 51,
} as const;
export type PageName = keyof typeof pageNumbers;

const isPageName = (name: string): name is PageName => name in pageNumbers;
const pageNames: readonly PageName[] = Object.keys(pageNumbers).filter(isPageName);

/** Each generation counts from elsewhere. */
const offsets: Readonly<Record<Generation, number>> = { classic: 0, nested: 400, single: 1900 };

/** The page an address means; home for every other number. */
export function pageNumbered(number: string | null, { generation }: Look): PageName {
  return pageNames.find((name) => String(pageNumbers[name] + offsets[generation]) === number) ?? 'home';
}

/** Who looks at what: everything a page is made of. */
export interface View {
  session: string;
  look: Look;
  words: Words;
  company: Company;
  apps: readonly ClientApp[];
  /** The entity the person works in; undefined at the top level. */
  entityId: string | undefined;
}

export const wordsOf = ({ language }: Look): Words => words[language];

/** Address of a page; the session stands in it, as everywhere. */
export function pageAddress(
  { session, look }: Pick<View, 'session' | 'look'>,
  page: PageName,
  more: Readonly<Record<string, string>> = {},
): string {
  const number = String(pageNumbers[page] + offsets[look.generation]);
  return `/ia/acct/lister.phtml?${new URLSearchParams({ '.sess': session, '.op': number, ...more })}`;
}

export function linkTo(view: View, label: string, page: PageName, more: Readonly<Record<string, string>> = {}): Link {
  return { label, href: pageAddress(view, page, more) };
}
