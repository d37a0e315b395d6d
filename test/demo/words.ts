import { readFileSync } from 'node:fs';

interface Message {
  message: string;
  placeholders?: Record<string, { content: string }>;
}

const file = new URL('../../public/_locales/en/messages.json', import.meta.url);
const messages: Record<string, Message | undefined> = JSON.parse(readFileSync(file, 'utf8'));

/** What the product says for a key of its message file: the tour looks for meaning, and stays right when wording changes. */
export function words(key: string, ...values: string[]): string {
  const entry = messages[key];
  if (!entry) throw new Error(`the product has no words for ${key}`);
  const named = entry.message.replace(
    /\$([a-z_0-9]+)\$/gi,
    (whole, name: string) => entry.placeholders?.[name.toLowerCase()]?.content ?? whole,
  );
  return named.replace(/\$(\d)/g, (whole, place: string) => values[Number(place) - 1] ?? whole);
}

/** The same for a button that reads exactly so. */
export function label(key: string, ...values: string[]): RegExp {
  return new RegExp(`^${words(key, ...values).replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`);
}
