import { tk } from '../../../lib/browser/translate';
import { saveSettings } from '../actions';
import { connectHref } from '../connect-href';

const points = [
  ['console_first_does_title', 'console_first_does'],
  ['console_first_stores_title', 'console_first_stores'],
  ['console_first_never_title', 'console_first_never'],
] as const;

/** After the installation: what it does, what it stores where, what it never does, one button (UX-90). */
export function FirstRunPage() {
  return (
    <article class="first-run">
      <h1 tabIndex={-1}>{tk('console_first_title')}</h1>
      <p class="lead">{tk('console_first_lead')}</p>
      <dl class="points">
        {points.map(([title, words]) => (
          <div key={title}>
            <dt>{tk(title)}</dt>
            <dd>{tk(words)}</dd>
          </div>
        ))}
      </dl>
      <a class="button primary large" href={connectHref()} onClick={() => void saveSettings({ welcomed: true })}>
        {tk('console_first_action')}
      </a>
    </article>
  );
}
