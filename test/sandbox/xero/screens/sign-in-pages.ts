import type { Reply } from '../../core/http.ts';
import { html, pageReply } from '../../core/page.ts';
import type { Generation } from '../world.ts';

/** login.xero.com/identity/user/login (facts: 6.1). */
export function loginPage(returnUrl: string, wasRefused: boolean): Reply {
  return pageReply({
    title: 'Login | Xero Accounting Software',
    body: html`<main class="card"><h2>Log in to Xero</h2>
${wasRefused && html`<p class="bad" role="alert">Your email or password is incorrect</p>`}
<form method="post" action="/identity/user/login"><input type="hidden" name="ReturnUrl" value="${returnUrl}">
<label for="xl-form-email">Email address</label>
<input id="xl-form-email" data-automationid="Username--input" name="email" type="email" autocomplete="username" required>
<label for="xl-form-password">Password</label>
<input id="xl-form-password" data-automationid="PassWord--input" name="password" type="password" autocomplete="current-password" required>
<button id="xl-form-submit" data-automationid="LoginSubmit--button" type="submit">Log in</button></form></main>`,
  });
}

/** The page a broken authorize request ends on; nothing is ever sent back to the app (facts: 6.2). */
export function signInErrorPage(problem: string, status: number, generation: Generation = 'table'): Reply {
  const said = {
    classic: html`<dl><dt>Error code: 500</dt><dd><pre>Error: ${problem}</pre></dd></dl>`,
    table: html`<p class="soft">Error code: 500</p><p class="soft">Error: ${problem}</p>`,
    cards: html`<ul><li>Error code: 500</li><li>Error: ${problem}</li></ul>`,
  };
  return pageReply({
    title: 'Xero',
    status,
    body: html`<main class="card"><h2>Sorry, something went wrong</h2><p>Go back and try again.</p>
<p>If the issue continues, check out our <a href="https://status.xero.com/">Status Page</a>.</p>
${said[generation]}</main>`,
  });
}

export function limitPage(appName: string, generation: Generation = 'table'): Reply {
  const said = {
    classic: html`<p>${appName} needs to complete certification before they can connect to more Xero organisations.</p>`,
    table: html`<h2>Connection limit reached</h2>
<p>Sorry! ${appName} has reached their Xero connection limit, please let them know so they can connect more Xero organisations.</p>`,
    cards: html`<section><h3>${appName} can’t be connected</h3><div>Sorry! ${appName} has reached their Xero connection limit, please let them know so they can connect more Xero organisations.</div></section>`,
  };
  return pageReply({
    title: 'Connection limit | Xero',
    body: html`<main class="card">${said[generation]}
<a class="button" href="https://my.xero.com/">Go to my organisations</a></main>`,
  });
}
