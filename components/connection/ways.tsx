import { t, tk } from '../../lib/browser/translate';
import type { Guidance } from '../../lib/guidance/guidance';
import { placeHref } from '../state/places';

/** What whoever reads can do: their own way where they have said who they are, else both sides and where to say it. */
export function Ways({ guidance }: { guidance: Pick<Guidance, 'ways' | 'whoMay' | 'actorLine'> }) {
  const { ways = [], whoMay, actorLine } = guidance;
  return (
    <>
      {actorLine && <p class="actor">{t(actorLine)}</p>}
      {ways.map(({ reader, lead, words }) => (
        <p class="way" key={reader} data-reader={reader}>
          {lead && <strong>{t(lead)} </strong>}
          {t(words)}
        </p>
      ))}
      {whoMay && <p class="who">{t(whoMay)}</p>}
      {ways.some(({ lead }) => lead) && (
        <p class="hint">
          <a href={placeHref('settings')}>{tk('status_reader_say')}</a>
        </p>
      )}
    </>
  );
}
