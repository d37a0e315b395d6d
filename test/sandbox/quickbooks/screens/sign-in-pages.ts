import type { Reply } from '../../core/http.ts';
import { html, pageReply } from '../../core/page.ts';
import type { Generation } from '../world.ts';

/** What the sign-in page has been told so far. */
interface SignInView {
  returnUrl: string;
  generation: Generation;
  /** Undefined before anything was entered. */
  email: string | undefined;
  wasRefused: boolean;
}

/** accounts.intuit.com/app/sign-in (facts: 6, "DOM facts"): both fields at once, or one after the other. */
export function signInPage({ returnUrl, generation, email = '', wasRefused }: SignInView): Reply {
  const isSplit = generation === 'rail';
  const emailField = html`<label for="email">Email or user ID</label>
<input id="email" name="Email" type="email" autocomplete="username" required value="${email}">`;
  const passwordField = html`<label for="password">Password</label>
<input id="password" name="Password" type="password" autocomplete="current-password" required>`;
  const known = html`<p data-testid="account-chip">${email}</p><input type="hidden" name="Email" value="${email}">`;
  return pageReply({
    title: 'Sign in - Intuit Accounts',
    body: html`<main class="card"><h1>Sign in</h1><p class="soft">Use your Intuit Account to sign in.</p>
${wasRefused && html`<p class="bad" role="alert">Hmm, that didn't work. Check your email and password, then try again.</p>`}
<form method="post" action="/app/sign-in"><input type="hidden" name="return_url" value="${returnUrl}">
${isSplit ? (email === '' ? emailField : html`${known}${passwordField}`) : html`${emailField}${passwordField}`}
<button type="submit" data-testid="sign-in-submit">${isSplit && email === '' ? 'Continue' : 'Sign in'}</button></form></main>`,
  });
}

/** What a broken sign-in ends on; nothing is ever sent back to the app (facts: 4a, authorize page). */
export function errorPage(kind: 'undefined' | 'details' | 'old', appName: string | undefined): Reply {
  if (kind === 'old') {
    return pageReply({
      title: 'Intuit',
      body: html`<main class="card"><p>We're sorry! We are experiencing some problems. Please try again later.</p></main>`,
    });
  }
  return pageReply({
    title: 'Intuit',
    body: html`<main class="card"><h1>Uh oh, there's a connection problem</h1>
<p>Sorry, but ${kind === 'undefined' ? 'undefined' : (appName ?? 'undefined')} didn't connect. Please try again later, or contact customer support for help.</p>
${
  kind === 'details' &&
  html`<details><summary>View error details (for Developers)</summary><p>The redirect_uri query parameter value is invalid. Make sure it is listed in the Redirect URIs section on your app's keys tab and matches it exactly.</p></details>`
}
<a href="https://status.developer.intuit.com/">System status</a></main>`,
  });
}
