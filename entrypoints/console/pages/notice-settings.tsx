import { tk, wordsLocale } from '../../../lib/browser/translate';
import { defaultNotices } from '../../../lib/model/settings';
import { setNotices } from '../actions';
import { settings } from '../store';

const hours = Array.from({ length: 24 }, (_, hour) => hour);

function hourName(hour: number): string {
  return new Intl.DateTimeFormat(wordsLocale(), { hour: 'numeric', minute: '2-digit' }).format(
    new Date(2026, 0, 1, hour),
  );
}

function HourChoice(props: { label: string; value: number; onChange(hour: number): void }) {
  return (
    <label class="field">
      {props.label}
      <select value={props.value} onChange={(event) => props.onChange(Number(event.currentTarget.value))}>
        {hours.map((hour) => (
          <option key={hour} value={hour}>
            {hourName(hour)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Notifications of the system: off until wanted, quiet at night, without names of companies (UX-62). */
export function NoticeChoice() {
  const current = settings.value.notices ?? defaultNotices;
  return (
    <section class="panel">
      <h2>{tk('console_notices_title')}</h2>
      <label class="check">
        <input
          type="checkbox"
          checked={current.isOn}
          onChange={(event) => void setNotices({ isOn: event.currentTarget.checked })}
        />
        {tk('console_notices_label')}
      </label>
      <p class="hint">{tk('console_notices_hint')}</p>
      {current.isOn && (
        <>
          <label class="check">
            <input
              type="checkbox"
              checked={current.namesCompanies}
              onChange={(event) => void setNotices({ namesCompanies: event.currentTarget.checked })}
            />
            {tk('console_notices_names')}
          </label>
          <div class="hours">
            <HourChoice
              label={tk('console_notices_from')}
              value={current.quietFrom}
              onChange={(quietFrom) => void setNotices({ quietFrom })}
            />
            <HourChoice
              label={tk('console_notices_until')}
              value={current.quietUntil}
              onChange={(quietUntil) => void setNotices({ quietUntil })}
            />
          </div>
        </>
      )}
    </section>
  );
}
