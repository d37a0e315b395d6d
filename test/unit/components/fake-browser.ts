import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { BroadcastChannel } from 'node:worker_threads';

/** Stands in for the browser's extension API in component tests: real words, a scripted worker, permissions to give or refuse. */

// The played window lacks it, by which the store tells our pages of changes.
Object.assign(globalThis, { BroadcastChannel });

interface Message {
  message: string;
}
const file = readFileSync(join(import.meta.dirname, '../../../public/_locales/en/messages.json'), 'utf8');
export const messages: Record<string, Message> = JSON.parse(file);

export const world = {
  direction: 'ltr',
  uiLanguage: 'en-GB',
  grantsHosts: true,
  session: new Map<string, unknown>(),
  alarms: new Map<string, { scheduledTime: number }>(),
  /** What the worker was asked, and what it answers by request type. */
  sent: [] as { type: string }[],
  replies: new Map<string, unknown>(),
  askedHosts: [] as string[][],
  /** Text and title of the toolbar button. */
  badge: { text: '', title: '' },
};

/** Back to a browser in which everything is allowed and nothing has happened. */
export function resetWorld(): void {
  Object.assign(world, { direction: 'ltr', uiLanguage: 'en-GB', grantsHosts: true });
  Object.assign(world, { session: new Map(), alarms: new Map(), sent: [], replies: new Map(), askedHosts: [] });
  world.badge = { text: '', title: '' };
}

function getMessage(key: string, values: string[] = []): string {
  if (key === '@@bidi_dir') return world.direction;
  const words = messages[key]?.message ?? '';
  return words.replace(/\$([1-9])/g, (_whole, place: string) => values[Number(place) - 1] ?? '');
}

const sessionListeners: ((changes: unknown, area: string) => void)[] = [];

const fake = {
  runtime: {
    id: 'test',
    getManifest: () => ({ version: '1.2.3' }),
    sendMessage: (request: { type: string }) => {
      world.sent.push(request);
      return Promise.resolve(world.replies.get(request.type));
    },
  },
  i18n: { getMessage, getUILanguage: () => world.uiLanguage },
  storage: {
    session: {
      get: (key: string) => Promise.resolve(world.session.has(key) ? { [key]: world.session.get(key) } : {}),
      set: (values: object) => {
        for (const [key, value] of Object.entries(values)) world.session.set(key, value);
        return Promise.resolve();
      },
    },
    onChanged: {
      addListener: (listener: (changes: unknown, area: string) => void) => sessionListeners.push(listener),
    },
  },
  action: {
    setBadgeText: async ({ text }: { text: string }) => void Object.assign(world.badge, { text }),
    setBadgeBackgroundColor: async () => undefined,
    setTitle: async ({ title }: { title: string }) => void Object.assign(world.badge, { title }),
  },
  alarms: { get: (name: string) => Promise.resolve(world.alarms.get(name)) },
  permissions: {
    request: ({ origins }: { origins: string[] }) => {
      world.askedHosts.push(origins);
      return Promise.resolve(world.grantsHosts);
    },
    contains: () => Promise.resolve(world.grantsHosts),
  },
  identity: { getRedirectURL: (path: string) => `https://abc.chromiumapp.org/${path}` },
};

Object.assign(globalThis, { browser: fake, chrome: fake });
