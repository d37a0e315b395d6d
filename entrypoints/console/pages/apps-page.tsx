import { useState } from 'preact/hooks';
import { Dialog } from '../../../components/basic/dialog';
import { ProviderTile } from '../../../components/basic/provider-tile';
import { nowMs } from '../../../components/state/live';
import { showToast } from '../../../components/state/notices';
import { refuse } from '../../../components/state/refuse';
import { keyForElsewhere } from '../../../components/view/app-key';
import { toShownTime } from '../../../components/view/shown-time';
import { t, tk, wordsLocale } from '../../../lib/browser/translate';
import type { AppSummary } from '../../../lib/model/app-credentials';
import type { Environment } from '../../../lib/model/evidence';
import { text } from '../../../lib/model/text';
import type { ProviderProfile } from '../../../lib/providers/profile';
import { removeApp, saveApp } from '../actions';
import { apps, offered } from '../store';
import { AppFields, type AppInput, type AppProblem, AppSteps, appProblem, emptyApp } from './app-fields';
import { EnvironmentChoice, environmentWords } from './environment-choice';
import { ReadBudgetLine } from './read-budget';

function AppForm({ provider, first, onDone }: { provider: ProviderProfile; first: Environment; onDone(): void }) {
  const [environment, setEnvironment] = useState(first);
  const [app, setApp] = useState<AppInput>(emptyApp);
  const [problem, setProblem] = useState<AppProblem | undefined>(undefined);
  const save = async (event: Event): Promise<void> => {
    event.preventDefault();
    const missing = appProblem(app, provider);
    setProblem(missing);
    if (missing) return;
    const answer = await saveApp({ providerId: provider.id, environment, ...app });
    if (answer.ok) {
      onDone();
      showToast({ tone: 'good', words: text('console_said_app_saved', provider.name) });
    } else if (answer.problem === 'malformed_client_id' || answer.problem === 'malformed_domain') {
      setProblem(answer.problem);
    } else refuse(answer.problem, { again: () => void save(event) });
  };
  return (
    <form noValidate onSubmit={(event) => void save(event)}>
      <EnvironmentChoice environments={provider.environments} value={environment} onChange={setEnvironment} />
      <AppSteps provider={provider} />
      <AppFields value={app} onChange={setApp} portal={provider.appPortal} problem={problem} />
      <div class="buttons">
        <button type="submit" class="button primary">
          {tk('console_app_save')}
        </button>
        <button type="button" class="button" onClick={onDone}>
          {tk('console_cancel')}
        </button>
      </div>
    </form>
  );
}

function RemoveDialog({ app, name, onClose }: { app: AppSummary; name: string; onClose(): void }) {
  const remove = (): void => {
    onClose();
    void removeApp(app.id);
  };
  return (
    <Dialog title={tk('console_app_remove_title', name)} onClose={onClose}>
      <p>{tk('console_app_remove_detail', app.clientIdEnd, name)}</p>
      <div class="buttons">
        <button type="button" class="button" onClick={onClose}>
          {tk('console_cancel')}
        </button>
        <button type="button" class="button danger" onClick={remove}>
          {tk('console_app_remove')}
        </button>
      </div>
    </Dialog>
  );
}

function SavedApp({ app, provider, onReplace }: { app: AppSummary; provider: ProviderProfile; onReplace(): void }) {
  const [isRemoving, setRemoving] = useState(false);
  const saved = toShownTime(app.savedAtMs, nowMs.value, wordsLocale());
  const elsewhere = keyForElsewhere(app, provider);
  return (
    <>
      <p>
        {provider.environments.length > 1 && <b>{tk(environmentWords[app.environment])}: </b>}
        {tk('console_app_end', app.clientIdEnd)}{' '}
        {app.domain !== undefined && <span class="hint">{tk('console_app_at', app.domain)} </span>}
        <span class="hint">
          {app.isManaged
            ? tk('console_app_managed')
            : tk(app.hasSecret ? 'console_app_saved_with_secret' : 'console_app_saved', saved.exact)}
        </span>
      </p>
      {elsewhere && <p class="form-problem">{t(elsewhere)}</p>}
      <ReadBudgetLine app={app} provider={provider} />
      {!app.isManaged && (
        <div class="buttons">
          <button type="button" class="button" onClick={onReplace}>
            {tk('console_app_replace')}
          </button>
          <button type="button" class="button danger" onClick={() => setRemoving(true)}>
            {tk('console_app_remove')}
          </button>
        </div>
      )}
      {isRemoving && <RemoveDialog app={app} name={provider.name} onClose={() => setRemoving(false)} />}
    </>
  );
}

function ProviderApps({ provider }: { provider: ProviderProfile }) {
  const [editing, setEditing] = useState<Environment | undefined>(undefined);
  const saved = apps.value.filter(({ providerId }) => providerId === provider.id);
  const missing = provider.environments.find((environment) => !saved.some((app) => app.environment === environment));
  return (
    <section class="panel">
      <h2 class="with-tile">
        <ProviderTile monogram={provider.monogram} name={provider.name} />
        {provider.name}
      </h2>
      {editing && <AppForm provider={provider} first={editing} onDone={() => setEditing(undefined)} />}
      {!editing &&
        saved.map((app) => (
          <SavedApp key={app.id} app={app} provider={provider} onReplace={() => setEditing(app.environment)} />
        ))}
      {!editing && missing && (
        <>
          {saved.length === 0 && <p class="hint">{tk('console_app_none')}</p>}
          <button type="button" class="button" onClick={() => setEditing(missing)}>
            {tk('console_app_enter')}
          </button>
        </>
      )}
    </section>
  );
}

/** The app credentials a firm registered with each provider: shown by their last characters, never whole. */
export function AppsPage() {
  return (
    <>
      <h1 tabIndex={-1}>{tk('console_nav_apps')}</h1>
      <p class="lead">{tk('console_apps_lead')}</p>
      {offered.value.map((provider) => (
        <ProviderApps key={provider.id} provider={provider} />
      ))}
    </>
  );
}
