import { useEffect } from 'preact/hooks';
import { DiskFullBanner } from '../../components/basic/disk-full-banner';
import { EmptyState } from '../../components/basic/empty-state';
import { LiveRegion } from '../../components/basic/live-region';
import { Mark } from '../../components/basic/mark';
import { ToastBar } from '../../components/basic/toast';
import { CurrentFlow } from '../../components/flow/current-flow';
import { total } from '../../components/state/list';
import { type Place, placeHref } from '../../components/state/places';
import { toStoreProblemView } from '../../components/view/problem-view';
import { t, tk } from '../../lib/browser/translate';
import { AboutPage } from './pages/about-page';
import { AppsPage } from './pages/apps-page';
import { CausesPage } from './pages/causes-page';
import { ChoosePage } from './pages/choose-page';
import { ConnectPage } from './pages/connect-page';
import { ConnectionPage } from './pages/connection-page';
import { ConnectionsPage } from './pages/connections-page';
import { ExplainPage } from './pages/explain-page';
import { FirstRunPage } from './pages/first-run-page';
import { ProvidersPage } from './pages/providers-page';
import { ReportPage } from './pages/report-page';
import { SettingsPage } from './pages/settings-page';
import { SitesPage } from './pages/sites-page';
import { route } from './route';
import { settings, storeProblem } from './store';

const navigation = [
  ['connections', 'console_nav_connections'],
  ['connect', 'console_nav_connect'],
  ['explain', 'console_nav_explain'],
  ['apps', 'console_nav_apps'],
  ['providers', 'console_nav_providers'],
  ['sites', 'console_nav_sites'],
  ['settings', 'console_nav_settings'],
  ['about', 'console_nav_about'],
] as const satisfies readonly (readonly [Place, string])[];

function Navigation() {
  return (
    <nav class="console-nav" aria-label={tk('console_nav_label')}>
      <ul>
        {navigation.map(([place, key]) => (
          <li key={place}>
            <a href={placeHref(place)} aria-current={route.value.place === place ? 'page' : undefined}>
              {tk(key)}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}

function StoreProblemPage() {
  if (!storeProblem.value) return null;
  const { title, detail } = toStoreProblemView(storeProblem.value);
  return (
    <>
      <h1 tabIndex={-1}>{tk('console_nav_connections')}</h1>
      <EmptyState kind="error" title={t(title)} detail={t(detail)}>
        <button type="button" class="button primary" onClick={() => location.reload()}>
          {tk('status_way_try_again')}
        </button>
      </EmptyState>
    </>
  );
}

/** Places that need nothing stored. */
const withoutStore: readonly Place[] = ['about', 'explain', 'causes'];

function CurrentPage() {
  const { place, id } = route.value;
  if (storeProblem.value && !withoutStore.includes(place)) return <StoreProblemPage />;
  switch (place) {
    case 'connections':
      if (id !== undefined) return <ConnectionPage id={id} />;
      return total.value === 0 && !settings.value.welcomed ? <FirstRunPage /> : <ConnectionsPage />;
    case 'connect':
      return <ConnectPage providerId={id} />;
    case 'choose':
      return <ChoosePage />;
    case 'explain':
      return <ExplainPage />;
    case 'causes':
      return <CausesPage id={id} />;
    case 'report':
      return <ReportPage id={id} />;
    case 'apps':
      return <AppsPage />;
    case 'providers':
      return <ProvidersPage id={id} />;
    case 'sites':
      return <SitesPage id={id} />;
    case 'settings':
      return <SettingsPage />;
    case 'about':
      return <AboutPage />;
  }
}

/** The full page: everything about the connections that does not fit a popup. */
export function ConsoleApp() {
  const { place, id } = route.value;
  useEffect(() => {
    const heading = document.querySelector('h1')?.textContent ?? '';
    document.title = heading === '' ? 'Ledgerline' : `${heading} – Ledgerline`;
  }, [place, id]);
  return (
    <div class="console">
      <header class="masthead">
        <Mark />
        <span class="wordmark">Ledgerline</span>
      </header>
      <Navigation />
      <main>
        <DiskFullBanner />
        <CurrentFlow isAsking={place === 'choose'} />
        <CurrentPage />
      </main>
      <ToastBar />
      <LiveRegion />
    </div>
  );
}
