import { showToast } from '../../components/state/notices';
import { refuse } from '../../components/state/refuse';
import { requestHosts } from '../../lib/browser/permissions';
import { send } from '../../lib/messages/send';
import type { Mistake } from '../../lib/model/mistakes';
import { type ReportSite, type SiteDefinition, sitePatterns } from '../../lib/model/report-site';
import { failure, type Result } from '../../lib/model/result';
import { text } from '../../lib/model/text';
import { providers } from '../../lib/providers';
import { readSite } from '../../lib/report-tools/read-site';
import { takenHosts } from '../../lib/report-tools/taken-hosts';
import { goTo } from './route';

function isSelector(selector: string): boolean {
  try {
    document.createDocumentFragment().querySelector(selector);
    return true;
  } catch {
    return false;
  }
}

/** Reads a definition as it stands in the editor; also what only a browser can tell of it. */
export function readTyped(typed: string): Result<SiteDefinition, Mistake[]> {
  const read = readSite(typed, takenHosts(providers));
  if (!read.ok) return read;
  const places = ['report', 'integration'] as const;
  const broken = places.filter((place) => !isSelector(read.value[place]?.selector ?? '*'));
  if (broken.length === 0) return read;
  return failure(
    broken.map((place) => ({
      path: `${place}.selector`,
      words: text('definition_mistake_selector', `${place}.selector`),
    })),
  );
}

/** What a new or changed site is beside its definition. */
interface SaveOptions {
  /** The site that is being edited. */
  replaces?: string;
  /** Choices of connections, where a removed site comes back. */
  picks?: ReportSite['picks'];
}

/**
 * Stores a site. Asks the browser for it first, as browsers tie that to the click (UX-91). Returns the mistakes of the
 * definition; none where it was stored, or was refused and that was said.
 */
export async function saveSite(typed: string, { replaces, picks }: SaveOptions = {}): Promise<readonly Mistake[]> {
  const read = readTyped(typed);
  if (!read.ok) return read.problem;
  const again = {
    again: () => void saveSite(typed, { ...(replaces ? { replaces } : {}), ...(picks ? { picks } : {}) }),
  };
  if (!(await requestHosts(sitePatterns(read.value)))) {
    refuse('permission_refused', again);
    return [];
  }
  const answer = await send<'site.save'>({ type: 'site.save', definition: typed, replaces, picks });
  if (!answer.ok) refuse(answer.problem, again);
  else if (answer.value.kind === 'mistaken') return answer.value.mistakes;
  else {
    goTo('sites');
    const words = text(
      replaces === undefined ? 'console_sites_said_added' : 'console_sites_said_saved',
      read.value.name,
    );
    showToast({ tone: 'good', words });
  }
  return [];
}

/** Adds a site by its host alone: what is looked for there is what is looked for anywhere. */
export function addHost(host: string): Promise<readonly Mistake[]> {
  return saveSite(JSON.stringify({ name: host, hosts: [host] }));
}

/** Asks the browser once more for a site it no longer lets us read. */
export async function allowSite({ definition }: ReportSite): Promise<void> {
  if (await requestHosts(sitePatterns(definition))) return;
  refuse('permission_refused');
}

/** Switches a site on or off, with the way back. */
export async function switchSite(site: ReportSite, isOn: boolean): Promise<void> {
  const answer = await send<'site.switch'>({ type: 'site.switch', siteId: site.id, isOn });
  if (!answer.ok) return refuse(answer.problem, { again: () => void switchSite(site, isOn) });
  showToast({
    tone: 'good',
    words: text(isOn ? 'console_sites_said_on' : 'console_sites_said_off', site.definition.name),
    action: { label: text('status_undo'), run: () => void switchSite(site, !isOn) },
  });
}

/** Removes a site and the access to it. The way back asks the browser again. */
export async function removeSite(site: ReportSite): Promise<void> {
  const { id, definition, picks } = site;
  const answer = await send<'site.remove'>({ type: 'site.remove', siteId: id });
  if (!answer.ok) return refuse(answer.problem, { again: () => void removeSite(site) });
  showToast({
    tone: 'good',
    words: text('console_sites_said_removed', definition.name),
    action: { label: text('status_undo'), run: () => void saveSite(JSON.stringify(definition), { picks }) },
  });
}

/** Answers the open question, or puts it away. */
export async function pickConnection(siteId: string, connectionId: string | undefined): Promise<void> {
  const answer = await send<'site.pick'>({ type: 'site.pick', siteId, connectionId });
  if (!answer.ok) return refuse(answer.problem, { again: () => void pickConnection(siteId, connectionId) });
  if (connectionId !== undefined) showToast({ tone: 'good', words: text('console_sites_said_picked') });
}

/** Hands a definition over as a file. */
export function exportSite(definition: SiteDefinition): void {
  const file = new Blob([JSON.stringify(definition, null, 2)], { type: 'application/json' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `${definition.hosts[0]?.replace('*.', '') ?? 'site'}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
}
