import { browser } from './api';

/** There is one at a time: the same id updates it (UX-60). */
const noticeId = 'needs-you';

const permission = { permissions: ['notifications' as const] };

/** Whether the person has allowed notifications of the system. */
function mayNotify(): Promise<boolean> {
  return browser.permissions.contains(permission);
}

/** Asks the person for them; has to be the first thing that happens in a click. */
export async function requestNotify(): Promise<boolean> {
  try {
    await browser.permissions.request(permission);
  } catch {
    return false;
  }
  return mayNotify();
}

/** Shows the one notification, or changes it. Does nothing where it is not allowed. */
export async function showNotice(title: string, message: string): Promise<void> {
  if (!(await mayNotify())) return;
  await browser.notifications.create(noticeId, {
    type: 'basic',
    iconUrl: browser.runtime.getURL('/icon/128.png'),
    title,
    message,
  });
}

/** Takes it away. */
export async function clearNotice(): Promise<void> {
  if (await mayNotify()) await browser.notifications.clear(noticeId);
}

/** Calls back when the person clicks it. Browsers have no such event before the permission is given, so it is bound again then. */
export function onNoticeClick(listener: () => void): void {
  let isBound = false;
  const bind = (): void => {
    if (isBound || !('notifications' in browser) || browser.notifications === undefined) return;
    isBound = true;
    browser.notifications.onClicked.addListener((id) => {
      if (id === noticeId) listener();
    });
  };
  bind();
  browser.permissions.onAdded.addListener(bind);
}
