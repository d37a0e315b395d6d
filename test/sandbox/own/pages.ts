import type Provider from 'oidc-provider';
import type { Interaction } from 'oidc-provider';
import type { Reply, SandboxRequest } from '../core/http.ts';
import { runInProcess } from '../core/in-process.ts';
import { html, pageReply } from '../core/page.ts';
import type { World } from './world.ts';

function loginPage(uid: string, hasFailed: boolean): Reply {
  return pageReply({
    title: 'Sign in to Books',
    body: html`<main class="card"><h1>Sign in to Books</h1>${hasFailed && html`<p class="bad">Email or password is wrong.</p>`}
<form method="post" action="/interaction/${uid}/login"><label for="email">Email</label><input id="email" name="email" type="email" required>
<label for="password">Password</label><input id="password" name="password" type="password" required><button id="sign-in">Sign in</button></form></main>`,
  });
}

function consentPage(world: World, details: Interaction): Reply {
  const person = world.people.find(({ id }) => id === details.session?.accountId);
  const company = world.companies.find(({ id }) => id === person?.companyId);
  return pageReply({
    title: 'Allow access',
    body: html`<main class="card"><h1>Allow access to ${company?.name ?? 'your company'}?</h1>
<p>${person?.name ?? ''}, an app wants to read the books of ${company?.name ?? 'your company'}.</p>
<form method="post" action="/interaction/${details.uid}/consent"><button id="allow">Allow</button></form>
<form method="post" action="/interaction/${details.uid}/abort"><button id="deny" class="plain">Cancel</button></form></main>`,
  });
}

type Finish = (result: object) => Promise<Reply>;

async function answerLogin(
  world: World,
  details: Interaction,
  request: SandboxRequest,
  finish: Finish,
): Promise<Reply> {
  const person = world.people.find(({ email }) => email === request.form.get('email')?.trim().toLowerCase());
  if (!person?.isActive || person.password !== request.form.get('password')) return loginPage(details.uid, true);
  return finish({ login: { accountId: person.id } });
}

async function answerConsent(server: Provider, details: Interaction, finish: Finish): Promise<Reply> {
  const clientId = String(details.params.client_id);
  const known = details.grantId === undefined ? undefined : await server.Grant.find(details.grantId);
  const grant = known ?? new server.Grant({ accountId: details.session?.accountId ?? '', clientId });
  const { missingOIDCScope = [] } = details.prompt.details;
  if (missingOIDCScope.length > 0) grant.addOIDCScope(missingOIDCScope.join(' '));
  return finish({ consent: { grantId: await grant.save() } });
}

/** The server's own pages between its sign-in address and the redirect: who are you, and may this app read? */
export async function answerInteraction(server: Provider, world: World, request: SandboxRequest): Promise<Reply> {
  let details: Interaction | undefined;
  // The interaction is found by a cookie of the request.
  await runInProcess(request, async (incoming, response) => {
    details = await server.interactionDetails(incoming, response);
    response.end();
  });
  if (!details) throw new Error('the interaction was not found');
  const current = details;
  const finish: Finish = (result) =>
    runInProcess(request, (incoming, response) => server.interactionFinished(incoming, response, result));
  const step = request.path.split('/')[3];
  if (step === 'login') return answerLogin(world, current, request, finish);
  if (step === 'consent') return answerConsent(server, current, finish);
  if (step === 'abort') return finish({ error: 'access_denied', error_description: 'End-User aborted interaction' });
  return current.prompt.name === 'login' ? loginPage(current.uid, false) : consentPage(world, current);
}
