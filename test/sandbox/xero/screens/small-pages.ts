import { jsonReply, type Reply, type SandboxRequest } from '../../core/http.ts';
import { html, pageReply } from '../../core/page.ts';
import type { XeroState } from '../state.ts';
import { findMembership, type User } from '../world.ts';

/** my.xero.com: the organisations of a person. */
export function organisationsPage({ world }: XeroState, user: User): Reply {
  const mine = world.organisations.filter((organisation) => findMembership(organisation, user.id));
  return pageReply({
    title: 'My Xero',
    body: html`<main class="wide"><h1>My Xero</h1><p class="soft">${user.email}</p><table>${mine.map(
      (organisation) =>
        html`<tr><td><a href="https://go.xero.com/organisationlogin/default.aspx?shortcode=${
          organisation.shortCode
        }&amp;redirecturl=/Dashboard">${organisation.name}</a></td><td class="soft">${organisation.plan}</td></tr>`,
    )}</table></main>`,
  });
}

/** status.xero.com */
export function statusPage(state: XeroState): Reply {
  return pageReply({
    title: 'Xero status',
    body: html`<main class="card"><h1>Status</h1><p>All services are operational.</p>
<p class="soft">${new Date(state.clock.nowMs()).toUTCString()}</p></main>`,
  });
}

export function statusSummary(state: XeroState): Reply {
  return jsonReply(200, {
    page: {
      id: 'xero',
      name: 'Xero',
      url: 'https://status.xero.com',
      updated_at: new Date(state.clock.nowMs()).toISOString(),
    },
    status: { indicator: 'none', description: 'All Systems Operational' },
    components: [],
    incidents: [],
    scheduled_maintenances: [],
  });
}

/** developer.xero.com/app/manage: the app registrations, with a form to register a redirect URI. */
export function developerPage(state: XeroState, request: SandboxRequest): Reply {
  const app = state.world.apps.find((candidate) => candidate.clientId === request.form.get('clientId'));
  const added = request.form.get('redirectUri');
  if (request.method === 'POST' && app && added) {
    app.redirectUris.add(added);
    return { status: 303, headers: { location: '/app/manage' }, body: '' };
  }
  return pageReply({
    title: 'My Apps | Xero Developer',
    body: html`<main class="wide"><h1>My Apps</h1>${state.world.apps.map(
      ({ name, clientId, kind, redirectUris, isEnabled }) => html`<h2>${name}</h2>
<p class="soft">${kind === 'public' ? 'Mobile or desktop app' : 'Web app'}${!isEnabled && ', disabled'}</p>
<p>Client id <code>${clientId}</code></p><p>Redirect URIs</p><ul>${[...redirectUris].map((uri) => html`<li><code>${uri}</code></li>`)}</ul>
<form method="post"><input type="hidden" name="clientId" value="${clientId}">
<label for="add-${clientId}">Add a redirect URI</label><input id="add-${clientId}" name="redirectUri" type="url" required>
<button type="submit">Save</button></form>`,
    )}</main>`,
  });
}
