import { placeHref } from '../../../components/state/places';
import { browser } from '../../../lib/browser/api';
import { tk } from '../../../lib/browser/translate';

const stored = [
  ['console_about_names', 'console_about_names_where'],
  ['console_about_sign_ins', 'console_about_sign_ins_where'],
  ['console_about_keys', 'console_about_keys_where'],
  ['console_about_settings', 'console_about_settings_where'],
] as const;

const keys = [
  ['/', 'console_keys_search'],
  ['↑ ↓', 'console_keys_arrows'],
  ['Enter', 'console_keys_enter'],
  ['Esc', 'console_keys_escape'],
] as const;

/** Help, what is stored where, and whose names these are. */
export function AboutPage() {
  return (
    <>
      <h1 tabIndex={-1}>{tk('console_nav_about')}</h1>
      <p class="lead">{tk('console_about_lead')}</p>
      <p>
        <a href={placeHref('explain')}>{tk('console_nav_explain')}</a>
        {' · '}
        <a href={placeHref('causes')}>{tk('console_causes_open')}</a>
      </p>
      <section class="panel">
        <h2>{tk('console_about_stored_title')}</h2>
        <table>
          <thead>
            <tr>
              <th scope="col">{tk('console_about_what')}</th>
              <th scope="col">{tk('console_about_where')}</th>
            </tr>
          </thead>
          <tbody>
            {stored.map(([what, where]) => (
              <tr key={what}>
                <td>{tk(what)}</td>
                <td>{tk(where)}</td>
              </tr>
            ))}
          </tbody>
        </table>
        <p class="hint">{tk('console_about_encrypted')}</p>
        <p class="hint">{tk('console_first_never')}</p>
      </section>
      <section class="panel">
        <h2>{tk('console_keys_title')}</h2>
        <dl class="facts">
          {keys.map(([key, does]) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{tk(does)}</dd>
            </div>
          ))}
        </dl>
      </section>
      <section class="panel">
        <h2>{tk('console_about_legal_title')}</h2>
        <p>{tk('console_about_trademarks')}</p>
        <p class="hint">{tk('console_about_version', browser.runtime.getManifest().version)}</p>
      </section>
    </>
  );
}
