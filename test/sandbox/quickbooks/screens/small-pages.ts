import type { Reply, SandboxRequest } from '../../core/http.ts';
import { html, pageReply } from '../../core/page.ts';
import { isAllowedRedirect } from '../authorize.ts';
import type { QuickbooksState } from '../state.ts';

/** developer.intuit.com: both key sets of the app, with a form to register a redirect URI. */
export function developerPage(state: QuickbooksState, request: SandboxRequest): Reply {
  const app = state.world.apps.find((candidate) => candidate.clientId === request.form.get('clientId'));
  const added = request.form.get('redirectUri') ?? '';
  if (request.method === 'POST' && app && isAllowedRedirect(added, app)) {
    app.redirectUris.add(added);
    return { status: 303, headers: { location: '/' }, body: '' };
  }
  return pageReply({
    title: 'Keys and credentials | Intuit Developer',
    body: html`<main class="wide"><h1>Keys and credentials</h1>${
      request.method === 'POST' &&
      html`<p class="bad" role="alert">Production redirect URIs start with https and name no IP address.</p>`
    }${state.world.apps.map(
      ({
        name,
        clientId,
        keySet,
        redirectUris,
      }) => html`<h2>${name}: ${keySet === 'production' ? 'Production' : 'Development'}</h2>
<p>Client ID <code>${clientId}</code></p><p>Redirect URIs</p><ul>${[...redirectUris].map((uri) => html`<li><code>${uri}</code></li>`)}</ul>
<form method="post"><input type="hidden" name="clientId" value="${clientId}">
<label for="add-${clientId}">Add URI</label><input id="add-${clientId}" name="redirectUri" type="url" required>
<button type="submit">Save</button></form>`,
    )}</main>`,
  });
}
