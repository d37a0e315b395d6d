import { readFileSync } from 'node:fs';
import { type Reply, textReply } from '../../core/http.ts';
import { type Html, html, pageReply } from '../../core/page.ts';
import type { User } from '../world.ts';
import { type PageName, pageAddress, type View } from './addresses.ts';

/** One entry of the menu: the words people follow to it, and the page. */
interface Entry {
  path: readonly string[];
  page: PageName;
}

/** What a person finds in the menu: nothing of what they may not see (facts: 7, "Non-admins"). */
function menuOf({ words }: View, me: User | undefined): Entry[] {
  const home: Entry = { path: [words.home], page: 'home' };
  if (!me || me.admin === 'off') return [home];
  const { company, admin, setup, configuration } = words;
  return [
    home,
    { path: [company, admin, words.users], page: 'users' },
    { path: [company, admin, words.webServicesUsers], page: 'webServicesUsers' },
    { path: [company, admin, words.roles], page: 'roles' },
    { path: [company, admin, words.subscriptions], page: 'subscriptions' },
    { path: [company, setup, configuration, company], page: 'general' },
  ];
}

/** Newer menus keep people and rights together, one level deeper (facts: 7, "Click paths"). */
function deeper({ words }: View, { path, page }: Entry): Entry {
  const isAboutPeople = page === 'users' || page === 'webServicesUsers' || page === 'roles';
  return isAboutPeople
    ? { path: [...path.slice(0, 2), words.usersRolesGroups, ...path.slice(2)], page }
    : { path, page };
}

/** Where the person works, and the way to work elsewhere; people held to one entity have no choice. */
function placeForm(view: View, me: User | undefined): Html {
  const { words, company, session, entityId } = view;
  const here = company.entities.find(({ id }) => id === entityId)?.name ?? words.topLevel;
  if (company.entities.length === 0 || me?.entityId !== undefined) return html`<span>${here}</span>`;
  const others = [{ id: '', name: words.topLevel }, ...company.entities].filter(({ id }) => id !== (entityId ?? ''));
  return html`<span>${here}</span> <form class="inline" method="get" action="/ia/acct/entity.phtml" target="_top">
<input type="hidden" name=".sess" value="${session}"><select name=".entity" aria-label="Entity">${others.map(
    ({ id, name }) => html`<option value="${id}">${name}</option>`,
  )}</select><input type="submit" value="→"></form>`;
}

const signOut = ({ words, session }: View): Html =>
  html`<a target="_top" href="/ia/acct/logout.phtml?.sess=${session}">${words.signOut}</a>`;

const framed = { 'content-security-policy': "frame-ancestors 'self'" };

const common = `form.inline{display:inline}form.inline select,form.inline input{width:auto;padding:1px 4px;font-size:.8rem}
.shortcut{display:inline;font-weight:400;margin-inline-end:8px}.shortcut input,label.right input,td input[type=checkbox]{width:auto}label.right{display:inline-block;margin:0 10px 0 0;font-weight:400}
nav a{margin-inline-end:12px;font-size:.85rem}`;

const olderLook = `body{font:13px/1.4 Verdana,sans-serif;background:var(--paper)}table.page{margin:8px}td{padding:4px 8px;border:0}.pagetitle{font-size:1.3em;font-weight:700}
td.section{font-weight:700;border-top:2px solid var(--line)}td.cmds{text-align:end;white-space:nowrap}tr.head td{font-weight:700}tr.line td{border-bottom:1px solid var(--line)}input.cmd{width:auto;padding:2px 8px}
td.tab.on a{font-weight:700;text-decoration:none;color:inherit}.layer{position:fixed;inset:0;background:var(--paper)}.covered>:not(.layer){display:none}.layer iframe{width:100%;height:100%;border:0}
input,select{width:auto;padding:2px}details{margin:4px 0 4px 8px}details a{display:block;margin-inline-start:14px}`;

const newerLook = `.top{display:flex;gap:16px;align-items:center;padding:8px 20px;background:var(--paper);border-bottom:1px solid var(--line)}.top b{flex:1}.top button{margin:0}
#product-page{display:block;padding:20px;max-width:1100px;margin:0 auto}.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(280px,1fr));gap:12px}
.card{padding:12px 16px;background:var(--paper);border:1px solid var(--line);border-radius:8px}.card h3{margin:0 0 6px;font-size:1rem}.card p{margin:2px 0}.card h3 label{margin:0}.card h3 input{width:auto}
.head,.section{display:flex;gap:12px;align-items:center}.head h1,.section h2{flex:1;margin:12px 0}.foot{position:sticky;bottom:0;padding:8px 0;background:var(--ground)}
[popover]{color:inherit;background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:16px}[popover] button{display:block;width:100%;margin:0;color:inherit;background:none;text-align:start;font-weight:400}
dialog{color:inherit;background:var(--paper);border:1px solid var(--line);border-radius:8px;width:min(760px,90vw)}`;

const script = html`<script src="/ia/acct/client.js"></script>`;

function framesPage(title: string, frames: Html, ancestors: "'none'" | "'self'"): Reply {
  const { markup } =
    html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head>${frames}</html>`;
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': `frame-ancestors ${ancestors}`,
  };
  return { status: 200, headers, body: markup };
}

const shellTitle = ({ company }: View): string => `Sage Intacct - ${company.id}`;

/** The product itself: frames and no content of its own, or the one page that is all of it. */
export function shellPage(view: View, me: User | undefined, content: { query: string; drawn: Html }): Reply {
  const { session, look } = view;
  const menu = `/ia/acct/topmenu.phtml?.sess=${session}`;
  switch (look.generation) {
    case 'classic':
      return framesPage(
        shellTitle(view),
        html`<frameset rows="84,*" border="0"><frame src="${menu}" title="Menu" noresize scrolling="no">
<frame src="/ia/acct/lister.phtml?${content.query}" title="Content" name="content"></frameset>`,
        "'none'",
      );
    case 'nested':
      return framesPage(
        shellTitle(view),
        html`<frameset rows="60,*" border="0"><frame src="${menu}" title="Menu" noresize scrolling="no">
<frame src="/ia/acct/work.phtml?${content.query}" title="Work" name="work"></frameset>`,
        "'none'",
      );
    case 'single':
      return singlePage(view, me, content.drawn);
  }
}

/** The words above an entry of the menu; the same for entries that stand together. */
const group = (path: readonly string[] = []): string => path.slice(0, -1).join(' › ');

function singlePage(view: View, me: User | undefined, drawn: Html): Reply {
  const { words, company } = view;
  const entries = menuOf(view, me).map((entry) => deeper(view, entry));
  return pageReply({
    title: shellTitle(view),
    style: common + newerLook,
    body: html`<header class="top"><b>${company.id}</b>${placeForm(view, me)}<span>${me?.id}</span>
<button type="button" class="small" popovertarget="applications">${words.applications}</button>${signOut(view)}</header>
<nav id="applications" popover>${entries.map(
      ({ path, page }, index) =>
        html`${group(path) !== group(entries[index - 1]?.path) && html`<p class="soft">${group(path)}</p>`}<button type="button" data-href="${pageAddress(view, page)}">${path.at(-1)}</button>`,
    )}</nav><main id="product-page">${drawn}</main>${script}`,
  });
}

/** The frame of the menu above everything. */
export function topMenuPage(view: View, me: User | undefined): Reply {
  const { company, words, look } = view;
  const entries = menuOf(view, me);
  const flat = entries.map(
    ({ path, page }) => html`<a target="content" href="${pageAddress(view, page)}">${path.join(' > ')}</a> `,
  );
  const applications = html`<a target="work" href="/ia/acct/work.phtml?.sess=${view.session}">${words.home}</a>
${entries.length > 1 && html`<a target="work" href="/ia/acct/work.phtml?.sess=${view.session}&.menu=company">${words.company}</a>`} `;
  return pageReply({
    title: 'Menu',
    headers: framed,
    style: `body{padding:6px 12px}.who{margin:0 0 4px;font-size:.9rem}nav{white-space:nowrap}${common}`,
    body: html`<div class="who"><b>${company.id}</b> · ${me?.id} · ${placeForm(view, me)}</div><nav>${
      look.generation === 'nested' ? applications : flat
    }${signOut(view)}</nav>`,
  });
}

/** Frames inside a frame: the menu of one application, and its pages. */
export function workPage(view: View, query: URLSearchParams): Reply {
  const side = `/ia/acct/sidemenu.phtml?.sess=${view.session}&.menu=${query.get('.menu') ?? ''}`;
  return framesPage(
    'Work',
    html`<frameset cols="230,*" border="0"><frame src="${side}" title="Application">
<frame src="/ia/acct/lister.phtml?${query.toString()}" title="Content" name="content"></frameset>`,
    "'self'",
  );
}

/** The menu of the application Company, folded; the home page has none. */
export function sideMenuPage(view: View, me: User | undefined, application: string | null): Reply {
  const entries = application === 'company' ? menuOf(view, me).slice(1) : [];
  const groups = new Map<string, Entry[]>();
  for (const entry of entries.map((one) => deeper(view, one))) {
    const name = entry.path.slice(1, -1).join(' > ');
    groups.set(name, [...(groups.get(name) ?? []), entry]);
  }
  return pageReply({
    title: 'Application',
    headers: framed,
    style: common + olderLook,
    body: html`${[...groups].map(
      ([name, inside]) =>
        html`<details><summary>${name}</summary>${inside.map(
          ({ path, page }) => html`<a target="content" href="${pageAddress(view, page)}">${path.at(-1)}</a>`,
        )}</details>`,
    )}`,
  });
}

/** A page inside the frames. */
export function contentPage({ look }: View, title: string, drawn: Html, status: number): Reply {
  const style = look.generation === 'nested' ? common + olderLook : common;
  return pageReply({ title, status, headers: framed, style, body: html`${drawn}${script}` });
}

/** What the single page asks for to put into itself. */
export function partReply(drawn: Html, status: number): Reply {
  return textReply(status, drawn.markup, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' });
}

export function clientScript(): Reply {
  const text = readFileSync(new URL('./client.js', import.meta.url), 'utf8');
  return textReply(200, text, { 'content-type': 'text/javascript; charset=utf-8' });
}

export function pencil(): Reply {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#777" d="M2 14l1-4 8-8 3 3-8 8z"/></svg>';
  return textReply(200, svg, { 'content-type': 'image/svg+xml' });
}
