import { nowMs } from '../../../components/state/live';
import { toShownTime } from '../../../components/view/shown-time';
import { tk, wordsLocale } from '../../../lib/browser/translate';
import type { OverlayMute } from '../../../lib/model/settings';
import { setOverlay, setReader, unmute } from '../actions';
import { settings } from '../store';
import { NoticeChoice } from './notice-settings';

function MutedSite({ mute }: { mute: OverlayMute }) {
  const until =
    mute.untilMs === null
      ? tk('console_muted_always')
      : tk('console_muted_until', toShownTime(mute.untilMs, nowMs.value, wordsLocale()).exact);
  return (
    <li>
      <span>
        <bdi>{mute.site}</bdi> <span class="hint">{until}</span>
      </span>
      <button
        type="button"
        class="button"
        aria-label={`${tk('console_muted_undo')}: ${mute.site}`}
        onClick={() => void unmute(mute.site)}
      >
        {tk('console_muted_undo')}
      </button>
    </li>
  );
}

const readers = ['admin', 'member', 'support'] as const;

/** Who reads, so that advice says what this very person can do. */
function ReaderChoice() {
  return (
    <section class="panel">
      <h2>{tk('console_reader_title')}</h2>
      <fieldset class="choices">
        <legend>{tk('console_reader_legend')}</legend>
        {readers.map((one) => (
          <label class="check" key={one}>
            <input
              type="radio"
              name="reader"
              value={one}
              checked={settings.value.reader === one}
              onChange={() => void setReader(one)}
            />
            {tk(readerWords[one])}
          </label>
        ))}
      </fieldset>
    </section>
  );
}

const readerWords = {
  admin: 'console_reader_admin',
  member: 'console_reader_member',
  support: 'console_reader_support',
} as const;

/** Settings are saved at once, each with a way back (UX-40, UX-42). */
export function SettingsPage() {
  const { overlayEnabled, overlayMutes } = settings.value;
  const muted = overlayMutes.filter(({ untilMs }) => untilMs === null || untilMs > nowMs.value);
  return (
    <>
      <h1 tabIndex={-1}>{tk('console_nav_settings')}</h1>
      <ReaderChoice />
      <NoticeChoice />
      <section class="panel">
        <h2>{tk('console_hints_title')}</h2>
        <label class="check">
          <input
            type="checkbox"
            checked={overlayEnabled}
            onChange={(event) => void setOverlay(event.currentTarget.checked)}
          />
          {tk('console_hints_label')}
        </label>
        <p class="hint">{tk('console_hints_hint')}</p>
      </section>
      <section class="panel">
        <h2>{tk('console_muted_title')}</h2>
        {muted.length === 0 ? (
          <p class="hint">{tk('console_muted_none')}</p>
        ) : (
          <ul class="muted-sites">
            {muted.map((mute) => (
              <MutedSite key={mute.site} mute={mute} />
            ))}
          </ul>
        )}
      </section>
    </>
  );
}
