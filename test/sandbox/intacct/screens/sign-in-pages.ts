import type { Reply } from '../../core/http.ts';
import { type Html, html, pageReply } from '../../core/page.ts';
import type { Owner } from '../state.ts';

/** Field and button ids as seen about 2021 (facts: 7, "Sign-in"). */
const fields = html`<label for="company">Company ID</label>
<input id="company" name="company" autocomplete="organization" required>
<label for="login">User ID</label>
<input id="login" name="login" autocomplete="username" required>
<label for="passwd">Password</label>
<input id="passwd" name="passwd" type="password" autocomplete="current-password" required>
<button id="retbutton" type="submit">Sign in</button>`;

function loginForm(action: string, hidden: Html, problem: string | undefined): Html {
  return html`<main class="card"><h2>Sign in to Sage Intacct</h2>
${problem !== undefined && html`<p class="bad" role="alert">${problem}</p>`}
<form method="post" action="${action}">${hidden}${fields}</form>
<p class="soft"><a href="/ia/acct/login.phtml">Forgot your password?</a></p></main>`;
}

/** The first page of the sign-in of an app; where it really is, is not public. */
export function oauthLoginPage(requestId: string, problem: string | undefined): Reply {
  return pageReply({
    title: 'Sign in | Sage Intacct',
    body: loginForm('/ia/authorize', html`<input type="hidden" name="request" value="${requestId}">`, problem),
  });
}

/** The second one: nothing to choose, only Accept. Who does not want to, closes the window. */
export function acceptPage(requestId: string, appName: string, owner: Owner): Reply {
  return pageReply({
    title: 'Authorize | Sage Intacct',
    body: html`<main class="card"><h2>${appName} wants to access your data</h2>
<p>Company ID: <b>${owner.companyId}</b><br>User ID: <b>${owner.userId}</b></p>
<p>The application can do in Sage Intacct what this user can do.</p>
<form method="post" action="/ia/authorize"><input type="hidden" name="request" value="${requestId}">
<button id="acceptButton" name="decision" value="accept" type="submit">Accept</button></form></main>`,
  });
}

/** https://www.intacct.com/ia/acct/login.phtml */
export function webLoginPage(problem: string | undefined): Reply {
  return pageReply({ title: 'Sage Intacct', body: loginForm('/ia/acct/login.phtml', html``, problem) });
}
