import { t, wordsLocale } from '../../lib/browser/translate';
import type { GuideModel, GuideTexts } from '../../lib/messages/page-requests';

/** A guide model in words; `id` is that of the screen, or of the site. */
export function inWords(id: string, texts: GuideTexts, nowMs: number): GuideModel {
  return {
    screenId: id,
    status: texts.status,
    statusWord: t(texts.statusWord),
    companyName: texts.companyName,
    headline: t(texts.headline),
    why: texts.why && t(texts.why),
    steps: texts.steps.map(t),
    notes: texts.notes?.map(t),
    who: texts.who && t(texts.who),
    checked:
      texts.checkedAtMs === undefined
        ? undefined
        : t({ key: 'guide_checked', values: [ago(texts.checkedAtMs, nowMs)] }),
    pick: texts.pick,
    path: texts.path,
    names: texts.names,
    lacksPermission: texts.lacksPermission,
    permissions: texts.permissions && {
      title: t(texts.permissions.title),
      items: texts.permissions.items.map(t),
    },
  };
}

/** "3 minutes ago", in the language of the words around it. */
function ago(thenMs: number, nowMs: number): string {
  const minutes = Math.round((thenMs - nowMs) / 60_000);
  const format = new Intl.RelativeTimeFormat(wordsLocale(), { numeric: 'auto' });
  return Math.abs(minutes) < 60 ? format.format(minutes, 'minute') : format.format(Math.round(minutes / 60), 'hour');
}
