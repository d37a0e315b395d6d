import type { Reply } from '../../core/http.ts';
import { type Html, html, pageReply } from '../../core/page.ts';
import type { Owner } from '../state.ts';

/** Pages inside the frames, by the number their address carries: addresses tell nothing (facts: 7). */
export const pageNumbers = {
  home: 10,
  users: 21,
  user: 22,
  webServicesUsers: 23,
  roles: 31,
  role: 32,
  permissions: 33,
  security: 41,
  securityEdit: 42,
  subscriptions: 51,
} as const;
export type PageName = keyof typeof pageNumbers;

/** The page an address means; home for every other number. */
export function pageNumbered(number: string | null): PageName {
  const names: readonly PageName[] = [
    'users',
    'user',
    'webServicesUsers',
    'roles',
    'role',
    'permissions',
    'security',
    'securityEdit',
    'subscriptions',
  ];
  return names.find((name) => String(pageNumbers[name]) === number) ?? 'home';
}

/** Address of a page inside the frames; the session stands in it, as everywhere. */
export function pageAddress(session: string, page: PageName, more: Record<string, string> = {}): string {
  return `/ia/acct/lister.phtml?${new URLSearchParams({ '.sess': session, '.op': String(pageNumbers[page]), ...more })}`;
}

const framed = { 'content-security-policy': "frame-ancestors 'self'" };

/** A page inside the frames. */
export function framedPage(title: string, body: Html): Reply {
  return pageReply({ title, body: html`<main class="wide">${body}</main>`, headers: framed });
}

/** The product: one page without content of its own, two frames, and the session in every address. */
export function framesetPage(session: string, owner: Owner, page: PageName): Reply {
  const { markup } =
    html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Sage Intacct - ${owner.companyId}</title></head>
<frameset rows="84,*" border="0"><frame src="/ia/acct/topmenu.phtml?.sess=${session}" title="Menu" noresize scrolling="no">
<frame src="${pageAddress(session, page)}" title="Content" name="content"></frameset></html>`;
  return {
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "frame-ancestors 'none'",
    },
    body: markup,
  };
}

const menu: readonly [string, PageName][] = [
  ['Home', 'home'],
  ['Company > Admin > Users', 'users'],
  ['Company > Admin > Web Services users', 'webServicesUsers'],
  ['Company > Admin > Roles', 'roles'],
  ['Company > Admin > Subscriptions', 'subscriptions'],
  ['Company > Setup > Configuration > Company', 'security'],
];

/** The frame above the content: the company on screen, and the menu. */
export function menuPage(session: string, { companyId, userId }: Owner): Reply {
  return pageReply({
    title: 'Menu',
    headers: framed,
    style: 'body{padding:6px 12px}nav a{margin-inline-end:12px;font-size:.85rem}p{margin:0 0 4px;font-size:.9rem}',
    body: html`<p><b>${companyId}</b> · ${userId} · Top level</p><nav>${menu.map(
      ([label, page]) => html`<a target="content" href="${pageAddress(session, page)}">${label}</a> `,
    )}<a target="_top" href="/ia/acct/logout.phtml?.sess=${session}">Sign out</a></nav>`,
  });
}
