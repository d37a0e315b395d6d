import type { SandboxClock } from './clock.ts';
import type { Faults } from './faults.ts';
import { jsonReply, type Reply, type SandboxRequest, textReply } from './http.ts';
import { type Html, html, pageReply } from './page.ts';
import type { ControlTarget, PlayedProvider } from './provider.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

function clockTarget(clock: SandboxClock, faults: Faults): ControlTarget {
  const move = (id: string, label: string, byMs: number) => ({ id, label, run: () => clock.advance(byMs) });
  const ahead = Math.round(clock.aheadMs() / minuteMs);
  return {
    id: 'clock',
    name: 'Time and faults',
    state: `${new Date(clock.nowMs()).toISOString().slice(0, 16)}Z, ${ahead} min from real time, ${faults.list().length} faults waiting`,
    actions: [
      move('plus-31-min', '+31 min', 31 * minuteMs),
      move('plus-1-day', '+1 day', dayMs),
      move('plus-61-days', '+61 days', 61 * dayMs),
      move('minus-1-day', '−1 day', -dayMs),
      { id: 'reset', label: 'Real time', run: () => clock.reset() },
      { id: 'clear-faults', label: 'Clear faults', run: () => faults.clear() },
    ],
  };
}

const row = (providerId: string, target: ControlTarget): Html => html`<tr data-target="${target.id}">
<th scope="row">${target.name}</th><td class="soft">${target.state}</td><td>${target.actions.map(
  (action) => html`<form method="post" action="/act" style="display:inline">
<input type="hidden" name="provider" value="${providerId}"><input type="hidden" name="target" value="${target.id}">
<button class="small plain" name="action" value="${action.id}">${action.label}</button></form>`,
)}</td></tr>`;

/** The page with a button for every state a company, a person or a provider can be in: https://sandbox.test/ */
export function createControlPage(
  clock: SandboxClock,
  faults: Faults,
  providers: readonly PlayedProvider[],
): PlayedProvider {
  const groups = (): { id: string; name: string; targets: readonly ControlTarget[] }[] => [
    { id: 'sandbox', name: 'Sandbox', targets: [clockTarget(clock, faults)] },
    ...providers.map((provider) => ({ id: provider.id, name: provider.name, targets: provider.targets() })),
  ];

  const show = (): Reply =>
    pageReply({
      title: 'Sandbox control',
      body: html`<main class="wide"><h1>Sandbox control</h1>
<p class="soft">Everything here is played on this machine. Each button puts a company or a person into a state.</p>
${groups().map(
  (group) => html`<h2>${group.name}</h2><table>${group.targets.map((target) => row(group.id, target))}</table><br>`,
)}</main>`,
    });

  const act = (request: SandboxRequest): Reply => {
    const group = groups().find((candidate) => candidate.id === request.form.get('provider'));
    const target = group?.targets.find((candidate) => candidate.id === request.form.get('target'));
    const action = target?.actions.find((candidate) => candidate.id === request.form.get('action'));
    if (!action) return textReply(404, 'No such button');
    action.run();
    return { status: 303, headers: { location: '/' }, body: '' };
  };

  return {
    id: 'sandbox',
    name: 'Sandbox',
    hosts: ['sandbox.test'],
    endpointOf: (request) => (request.method === 'POST' ? 'act' : 'page'),
    answer(request) {
      if (request.path === '/act' && request.method === 'POST') return act(request);
      if (request.path === '/state') {
        return jsonReply(
          200,
          groups().map((group) => ({
            id: group.id,
            targets: group.targets.map(({ id, name, state, actions }) => ({
              id,
              name,
              state,
              actions: actions.map((action) => action.id),
            })),
          })),
        );
      }
      return request.path === '/' ? show() : textReply(404, 'Not found');
    },
    targets: () => [],
  };
}
