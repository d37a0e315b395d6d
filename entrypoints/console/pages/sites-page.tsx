import { EmptyState } from '../../../components/basic/empty-state';
import { placeHref } from '../../../components/state/places';
import { tk } from '../../../lib/browser/translate';
import { readHost } from '../../../lib/report-tools/read-host';
import { allowSite, exportSite, removeSite, switchSite } from '../site-actions';
import { type ListedSite, sites } from '../site-store';
import { AddSite } from './site-add';
import { SiteEditor } from './site-editor';
import { SiteQuestion } from './site-question';

function Site({ listed }: { listed: ListedSite }) {
  const { site, isAllowed } = listed;
  const { definition, isOn, id } = site;
  const { name, hosts } = definition;
  return (
    <li class="panel">
      <h2>
        <bdi>{name}</bdi>
      </h2>
      <p class="hint">
        {hosts.join(', ')} · {tk(isOn ? 'console_sites_on' : 'console_sites_off')}
      </p>
      {!isAllowed && <p class="form-problem">{tk('console_sites_blocked')}</p>}
      <div class="buttons">
        {!isAllowed && (
          <button type="button" class="button primary" onClick={() => void allowSite(site)}>
            {tk('console_sites_allow')}
          </button>
        )}
        <a class="button" href={placeHref('sites', id)}>
          {tk('console_sites_edit')}
        </a>
        <button type="button" class="button" onClick={() => void switchSite(site, !isOn)}>
          {tk(isOn ? 'console_sites_switch_off' : 'console_sites_switch_on')}
        </button>
        <button type="button" class="button" onClick={() => exportSite(definition)}>
          {tk('console_own_export')}
        </button>
        <button type="button" class="button danger" onClick={() => void removeSite(site)}>
          {tk('console_own_remove')}
        </button>
      </div>
    </li>
  );
}

/** The report tools a person added. `id` is a stored one or `new` to write what it looks for, or an address to add. */
export function SitesPage({ id }: { id: string | undefined }) {
  const address = id === undefined || sites.value.some(({ site }) => site.id === id) ? undefined : readHost(id);
  if (id !== undefined && address === undefined) return <SiteEditor key={id} id={id} />;
  return (
    <>
      <h1 tabIndex={-1}>{tk('console_nav_sites')}</h1>
      <p class="lead">{tk('console_sites_lead')}</p>
      <SiteQuestion />
      {sites.value.length === 0 ? (
        <EmptyState kind="empty" title={tk('console_sites_none')} detail={tk('console_sites_none_detail')} />
      ) : (
        <ul class="providers">
          {sites.value.map((listed) => (
            <Site key={listed.site.id} listed={listed} />
          ))}
        </ul>
      )}
      <AddSite key={`${address} ${sites.value.length}`} first={address ?? ''} />
    </>
  );
}
