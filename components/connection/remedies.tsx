import { t, tk } from '../../lib/browser/translate';
import type { Guidance } from '../../lib/guidance/guidance';
import { placeHref } from '../state/places';

/** What the reader can do: their own remedy where they have chosen a role, else those of both sides and where to choose. */
export function Remedies({ guidance }: { guidance: Pick<Guidance, 'remedies' | 'whoMay' | 'actorLine'> }) {
  const { remedies = [], whoMay, actorLine } = guidance;
  return (
    <>
      {actorLine && <p class="actor">{t(actorLine)}</p>}
      {remedies.map(({ reader, lead, words }) => (
        <p class="way" key={reader} data-reader={reader}>
          {lead && <strong>{t(lead)} </strong>}
          {t(words)}
        </p>
      ))}
      {whoMay && <p class="who">{t(whoMay)}</p>}
      {remedies.some(({ lead }) => lead) && (
        <p class="hint">
          <a href={placeHref('settings')}>{tk('status_reader_say')}</a>
        </p>
      )}
    </>
  );
}
