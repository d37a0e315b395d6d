import { useState } from 'preact/hooks';
import { placeHref } from '../../../components/state/places';
import { refuse } from '../../../components/state/refuse';
import { connect } from '../../../components/state/sign-in';
import { keyForElsewhere } from '../../../components/view/app-key';
import { type Problem, toProblemView } from '../../../components/view/problem-view';
import { t, tk, wordsLocale } from '../../../lib/browser/translate';
import { type AppSummary, appIdFor } from '../../../lib/model/app-credentials';
import { hostOfPattern } from '../../../lib/model/hosts';
import type { ProviderProfile } from '../../../lib/providers/profile';
import { saveApp } from '../actions';
import { apps } from '../store';
import { AppFields, type AppInput, AppSteps, appProblem, emptyApp } from './app-fields';
import { EnvironmentChoice } from './environment-choice';

function hostList(patterns: readonly string[]): string {
  const hosts = patterns.map(hostOfPattern);
  return new Intl.ListFormat(wordsLocale(), { type: 'conjunction' }).format(hosts);
}

/** Why the browser is about to ask, above the button that makes it ask (UX-91). */
function Reason({ provider, wantsHints }: { provider: ProviderProfile; wantsHints: boolean }) {
  const { connection, guidance } = provider.hosts;
  const hosts = hostList(wantsHints ? [...connection, ...guidance] : connection);
  return <p>{tk('console_connect_reason', provider.name, hosts)}</p>;
}

function SavedApp({ app }: { app: AppSummary }) {
  return (
    <p>
      {tk('console_connect_app_saved', app.clientIdEnd)}{' '}
      {app.domain !== undefined && <span class="hint">{tk('console_app_at', app.domain)} </span>}
      {app.isManaged ? (
        <span class="hint">{tk('console_app_managed')}</span>
      ) : (
        <a href={placeHref('apps')}>{tk('console_connect_app_change')}</a>
      )}
    </p>
  );
}

function ProblemLine({ problem }: { problem: Problem | undefined }) {
  return (
    <p class="form-problem" role="alert">
      {problem && t(toProblemView(problem).words)}
    </p>
  );
}

/** Problems that have their place in this form; the others come with a way on of their own. */
const ownProblems: readonly Problem[] = [
  'permission_refused',
  'malformed_client_id',
  'malformed_domain',
  'no_permission',
];

/** Shown beside the field it is about. */
function isAboutApp(problem: Problem | undefined): problem is 'malformed_client_id' | 'malformed_domain' {
  return problem === 'malformed_client_id' || problem === 'malformed_domain';
}

/** App credentials once, then permission and sign-in in one click. */
export function ConnectProvider({ provider }: { provider: ProviderProfile }) {
  const [environment, setEnvironment] = useState(provider.environments[0] ?? 'production');
  const stored = apps.value.find(({ id }) => id === appIdFor(provider.id, environment));
  const elsewhere = stored && keyForElsewhere(stored, provider);
  const isForAdmin = elsewhere !== undefined && stored?.isManaged === true;
  const saved = elsewhere ? undefined : stored;
  const [app, setApp] = useState<AppInput>(emptyApp);
  const [isTried, setTried] = useState(false);
  const [wantsHints, setWantsHints] = useState(true);
  const [problem, setProblem] = useState<Problem | undefined>(undefined);
  const missing = saved ? undefined : appProblem(app, provider);

  const start = async (event: Event): Promise<void> => {
    event.preventDefault();
    setTried(true);
    setProblem(undefined);
    if (missing) return;
    const store = saved ? undefined : () => saveApp({ providerId: provider.id, environment, ...app });
    const wanted = { providerId: provider.id, environment, hosts: wantsHints ? 'all' : 'connection' } as const;
    const outcome = await connect(wanted, store);
    if (outcome.ok) return;
    if (ownProblems.includes(outcome.problem)) setProblem(outcome.problem);
    else refuse(outcome.problem, { again: () => void start(event), providerId: provider.id });
  };

  return (
    <form class="connect" noValidate onSubmit={(event) => void start(event)}>
      <h1 tabIndex={-1}>{tk('console_connect_provider_title', provider.name)}</h1>
      <section class="panel">
        <h2>{tk('console_connect_app_title')}</h2>
        <EnvironmentChoice environments={provider.environments} value={environment} onChange={setEnvironment} />
        {saved ? (
          <SavedApp app={saved} />
        ) : isForAdmin ? (
          <p class="form-problem">{t(elsewhere)}</p>
        ) : (
          <>
            {elsewhere && <p class="form-problem">{t(elsewhere)}</p>}
            <p>{tk('console_connect_app_why', provider.name)}</p>
            <AppSteps provider={provider} />
            <AppFields
              value={app}
              onChange={setApp}
              portal={provider.appPortal}
              problem={isTried ? (missing ?? (isAboutApp(problem) ? problem : undefined)) : undefined}
            />
          </>
        )}
      </section>
      <section class="panel" hidden={isForAdmin}>
        <h2>{tk('console_connect_sign_in_title')}</h2>
        <Reason provider={provider} wantsHints={wantsHints} />
        {provider.hasSignInAdvice && <p>{tk(`provider_${provider.id}_sign_in_advice`)}</p>}
        {provider.hosts.guidance.length > 0 && (
          <label class="check">
            <input
              type="checkbox"
              checked={wantsHints}
              onChange={(event) => setWantsHints(event.currentTarget.checked)}
            />
            {tk('console_connect_hints', provider.name)}
          </label>
        )}
        <button type="submit" class="button primary large">
          {tk('console_connect_sign_in', provider.name)}
        </button>
        <ProblemLine problem={isAboutApp(problem) ? undefined : problem} />
      </section>
    </form>
  );
}
