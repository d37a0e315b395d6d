import type { Reply } from '../../core/http.ts';
import { type Html, html, pageReply } from '../../core/page.ts';
import type { Owner } from '../state.ts';
import { wordsOf } from './addresses.ts';
import type { Look } from './screen.ts';

interface Entry {
  name: string;
  label: string;
  type: 'text' | 'password';
  autocomplete: string;
}

function entries(look: Look): Entry[] {
  const words = wordsOf(look);
  return [
    { name: 'company', label: words.companyId, type: 'text', autocomplete: 'organization' },
    { name: 'login', label: words.userId, type: 'text', autocomplete: 'username' },
    { name: 'passwd', label: words.password, type: 'password', autocomplete: 'current-password' },
  ];
}

/** Field and button ids as seen about 2021 (facts: 7, "Sign-in"); newer looks have none. */
function fields(look: Look): Html {
  const drawn = entries(look).map(({ name, label, type, autocomplete }) => {
    if (look.generation === 'classic') {
      return html`<label for="${name}">${label}</label><input id="${name}" name="${name}" type="${type}" autocomplete="${autocomplete}" required>`;
    }
    return html`<label>${label} <input name="${name}" type="${type}" autocomplete="${autocomplete}" required></label>`;
  });
  const { signIn } = wordsOf(look);
  const button = {
    classic: html`<button id="retbutton" type="submit">${signIn}</button>`,
    nested: html`<input type="submit" value="${signIn}">`,
    single: html`<button type="submit">${signIn}</button>`,
  }[look.generation];
  return html`${drawn}${button}`;
}

function loginForm(look: Look, action: string, hidden: Html, problem: string | undefined): Html {
  const words = wordsOf(look);
  return html`<main class="card"><h2>${words.signInTo}</h2>
${problem !== undefined && html`<p class="bad" role="alert">${problem}</p>`}
<form method="post" action="${action}">${hidden}${fields(look)}</form>
<p class="soft"><a href="/ia/acct/login.phtml">${words.forgot}</a></p></main>`;
}

/** The first page of the sign-in of an app; where it really is, is not public. */
export function oauthLoginPage(look: Look, requestId: string, problem: string | undefined): Reply {
  return pageReply({
    title: `${wordsOf(look).signIn} | Sage Intacct`,
    body: loginForm(look, '/ia/authorize', html`<input type="hidden" name="request" value="${requestId}">`, problem),
  });
}

/** Who accepts, as the generation shows it. */
function whoAccepts(look: Look, { companyId, userId }: Owner): Html {
  const words = wordsOf(look);
  switch (look.generation) {
    case 'classic':
      return html`<p>${words.companyId}: <b>${companyId}</b><br>${words.userId}: <b>${userId}</b></p>`;
    case 'nested':
      return html`<table><tr><td>${words.companyId}</td><td>${companyId}</td></tr><tr><td>${words.userId}</td><td>${userId}</td></tr></table>`;
    case 'single':
      return html`<dl><dt>${words.companyId}</dt><dd>${companyId}</dd><dt>${words.userId}</dt><dd>${userId}</dd></dl>`;
  }
}

/** The second one: nothing to choose, only Accept. Who does not want to, closes the window. */
export function acceptPage(look: Look, requestId: string, appName: string, owner: Owner): Reply {
  const words = wordsOf(look);
  const button = {
    classic: html`<button id="acceptButton" name="decision" value="accept" type="submit">${words.accept}</button>`,
    nested: html`<input type="hidden" name="decision" value="accept"><input type="submit" value="${words.accept}">`,
    single: html`<button name="decision" value="accept" type="submit"><span>${words.accept}</span></button>`,
  }[look.generation];
  return pageReply({
    title: `${words.accept} | Sage Intacct`,
    body: html`<main class="card"><h2>${appName} ${words.wantsAccess}</h2>${whoAccepts(look, owner)}<p>${words.canDo}</p>
<form method="post" action="/ia/authorize"><input type="hidden" name="request" value="${requestId}">${button}</form></main>`,
  });
}

/**
 * An authorize request that is refused. No sample is public (facts: 5): the interface's own answer as it stands, or a page
 * around its words; what one generation says with an error status, another says with 200.
 */
export function refusedPage(look: Look, refusal: Reply): Reply {
  if (look.generation === 'classic') return refusal;
  const said = /"code":"([^"]*)","message":"([^"]*)"/.exec(refusal.body);
  const [, code = '', message = ''] = said ?? [];
  const body =
    look.generation === 'nested'
      ? html`<table><tr><td class="bad">${message}</td></tr><tr><td>${code}</td></tr></table>`
      : html`<main class="card"><h2>${wordsOf(look).requestRefused}</h2><p class="bad" role="alert">${message}</p><p class="soft">${code}</p></main>`;
  return pageReply({ title: 'Sage Intacct', status: look.generation === 'nested' ? refusal.status : 200, body });
}

/** https://www.intacct.com/ia/acct/login.phtml */
export function webLoginPage(look: Look, problem: string | undefined): Reply {
  return pageReply({ title: 'Sage Intacct', body: loginForm(look, '/ia/acct/login.phtml', html``, problem) });
}
