import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { CopyButton } from '../../../components/basic/copy-button';
import { redirectUriFor } from '../../../lib/browser/auth-window';
import { t, tk } from '../../../lib/browser/translate';
import type { Text } from '../../../lib/model/text';
import type { ProviderProfile } from '../../../lib/providers/profile';

/** What a person types about the app their firm registered. */
export interface AppInput {
  clientId: string;
  clientSecret?: string;
  /** Host to sign in at, as typed. */
  domain?: string;
}

/** What can be said about app credentials before they are used. */
export type AppProblem = 'missing_client_id' | 'missing_client_secret' | 'malformed_client_id' | 'malformed_domain';

export const emptyApp: AppInput = { clientId: '' };

/** What is missing or cannot be right; undefined when the form can be sent. */
export function appProblem(app: AppInput, provider: ProviderProfile): AppProblem | undefined {
  if (app.clientId === '') return 'missing_client_id';
  if (provider.appPortal.wantsSecret && !app.clientSecret) return 'missing_client_secret';
  return app.domain !== undefined && provider.readDomain?.(app.domain) === undefined ? 'malformed_domain' : undefined;
}

const problemWords = {
  missing_client_id: { key: 'console_app_missing_client_id' },
  missing_client_secret: { key: 'console_app_missing_client_secret' },
  malformed_client_id: { key: 'status_problem_malformed_client_id' },
  malformed_domain: { key: 'status_problem_malformed_domain' },
} as const satisfies Record<AppProblem, Text>;

/** How to get app credentials at the provider, with the address it has to send people back to. */
export function AppSteps({ provider }: { provider: ProviderProfile }) {
  const address = redirectUriFor(provider.id);
  const { words = provider.id } = provider.appPortal;
  const numbers = Array.from({ length: provider.appPortal.steps }, (_, index) => index + 1);
  return (
    <div class="app-steps">
      {provider.appPortal.url !== undefined && (
        <p>
          <a href={provider.appPortal.url} target="_blank" rel="noreferrer">
            {tk('console_app_portal', provider.name)}
          </a>
        </p>
      )}
      <ol class="steps">
        {numbers.map((number) => (
          <li key={number}>{tk(`provider_${words}_app_step_${number}`, provider.name)}</li>
        ))}
      </ol>
      <div class="copy-line">
        <span class="card-label">{tk('console_app_redirect')}</span>
        <code>{address}</code>
        <CopyButton words={address} label={tk('console_app_redirect_copy')} />
      </div>
    </div>
  );
}

/** An empty field means the provider's usual sign-in page. */
function withDomain({ domain: _before, ...rest }: AppInput, domain: string): AppInput {
  return domain === '' ? rest : { ...rest, domain };
}

const secretField = { type: 'password', autocomplete: 'off' } as const;

function Field(props: {
  label: string;
  value: string;
  hint?: string;
  problem: Text | undefined;
  isSecret?: boolean;
  onInput(value: string): void;
}) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const hasProblem = props.problem !== undefined;
  useLayoutEffect(() => {
    if (hasProblem) field.current?.focus();
  }, [hasProblem]);
  const described = [props.hint && `${id}-hint`, props.problem && `${id}-problem`].filter(Boolean).join(' ');
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <input
        id={id}
        ref={field}
        {...(props.isSecret ? secretField : {})}
        value={props.value}
        spellcheck={false}
        aria-invalid={hasProblem}
        aria-describedby={described}
        onInput={(event) => props.onInput(event.currentTarget.value.trim())}
      />
      {props.hint && (
        <p class="hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      )}
      {props.problem && (
        <p class="form-problem" id={`${id}-problem`} role="alert">
          {t(props.problem)}
        </p>
      )}
    </div>
  );
}

/** The fields for app credentials; a secret and a host of one's own only where the provider knows them. */
export function AppFields(props: {
  value: AppInput;
  onChange(value: AppInput): void;
  portal: ProviderProfile['appPortal'];
  problem: AppProblem | undefined;
}) {
  const { value, onChange, portal, problem } = props;
  const wordsAbout = (field: 'client_id' | 'client_secret' | 'domain'): Text | undefined =>
    problem?.endsWith(field) ? problemWords[problem] : undefined;
  return (
    <div class="app-fields">
      <Field
        label={tk('console_app_client_id')}
        hint={tk('console_app_stored')}
        value={value.clientId}
        problem={wordsAbout('client_id')}
        onInput={(clientId) => onChange({ ...value, clientId })}
      />
      {portal.wantsSecret && (
        <Field
          label={tk('console_app_client_secret')}
          value={value.clientSecret ?? ''}
          isSecret
          problem={wordsAbout('client_secret')}
          onInput={(clientSecret) => onChange({ ...value, clientSecret })}
        />
      )}
      {portal.wantsDomain && (
        <Field
          label={tk('console_app_domain')}
          hint={tk('console_app_domain_hint')}
          value={value.domain ?? ''}
          problem={wordsAbout('domain')}
          onInput={(domain) => onChange(withDomain(value, domain))}
        />
      )}
    </div>
  );
}
