import { signal } from '@preact/signals';
import { showToast } from '../../components/state/notices';
import { placeHref } from '../../components/state/places';
import { refuse } from '../../components/state/refuse';
import { requestHosts } from '../../lib/browser/permissions';
import { send } from '../../lib/messages/send';
import type { DryRun } from '../../lib/model/dry-run';
import type { ProviderDefinition } from '../../lib/model/provider-definition';
import { text } from '../../lib/model/text';
import { triedPatterns } from '../../lib/providers/custom/hosts';
import { checkDraft, closeDraft, draftText, mistakes, setDraft } from './definition-draft';
import { goTo } from './route';

/** What the last try came to, about the definition as it was then; undefined before the first. */
export const trial = signal<DryRun | undefined>(undefined);
export const isTrying = signal(false);

/** Definitions as they were when the browser was asked for their hosts, since this form was opened. */
const tried = new Set<string>();

/** The form is left: the browser access that was given for trying goes back, except what somebody else needs. */
export function leaveTried(): void {
  for (const definition of tried) void send<'provider.leave'>({ type: 'provider.leave', definition });
  tried.clear();
}

/**
 * Tries the definition being written. Asks the browser for its hosts first, as browsers tie that to the click; then the
 * worker asks each address, and what the discovery address told is written into the definition.
 *
 * @param more hosts the last try was missing
 */
export async function tryDefinition(more: readonly string[] = []): Promise<void> {
  trial.value = undefined;
  const draft = checkDraft();
  if (!draft.ok) return;
  const hosts = [...new Set([...triedPatterns(draft.value), ...more])];
  isTrying.value = true;
  try {
    tried.add(draftText.value);
    await requestHosts(hosts);
    const answer = await send<'provider.dryRun'>({ type: 'provider.dryRun', definition: draftText.value });
    if (!answer.ok) return refuse(answer.problem, { again: () => void tryDefinition(more) });
    if (answer.value.kind === 'mistaken') {
      mistakes.value = answer.value.mistakes;
      return;
    }
    setDraft(answer.value.run.definition);
    tried.add(draftText.value);
    trial.value = answer.value.run;
  } finally {
    isTrying.value = false;
  }
}

/** Stores the definition being written; mistakes are shown at their places. */
export async function saveDefinition(replaces: string | undefined): Promise<void> {
  const draft = checkDraft();
  if (!draft.ok) return;
  const answer = await send<'provider.save'>({ type: 'provider.save', definition: draftText.value, replaces });
  if (!answer.ok) return refuse(answer.problem, { again: () => void saveDefinition(replaces) });
  if (answer.value.kind === 'mistaken') {
    mistakes.value = answer.value.mistakes;
    return;
  }
  closeDraft();
  trial.value = undefined;
  goTo('providers');
  const connect = { label: text('console_own_connect_now'), href: placeHref('connect', answer.value.providerId) };
  showToast({ tone: 'good', words: text('console_own_said_saved', draft.value.name), action: connect });
}

/** Removes a definition nobody uses. */
export async function removeDefinition({ id, name }: ProviderDefinition): Promise<void> {
  const answer = await send<'provider.remove'>({ type: 'provider.remove', providerId: id });
  if (answer.ok) return showToast({ tone: 'good', words: text('console_own_said_removed', name) });
  refuse(answer.problem);
}

/** Hands a definition over as a file. It holds no secret: app keys and sign-ins are kept elsewhere. */
export function exportDefinition(definition: ProviderDefinition): void {
  const file = new Blob([JSON.stringify(definition, null, 2)], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `${definition.id}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}
