import { readFileSync } from 'node:fs';

/** A message of `public/_locales/en`, as the browser reads it. */
interface Message {
  message: string;
  placeholders?: Record<string, { content: string }>;
}

const file = new URL('../../../public/_locales/en/messages.json', import.meta.url);

/** Every message of the product by its key. */
export const messages: Readonly<Record<string, Message>> = JSON.parse(readFileSync(file, 'utf8'));

/** The sentence of a message with `values` in place, as `browser.i18n.getMessage` puts it; undefined where there is none. */
export function say(key: string, values: readonly string[] = []): string | undefined {
  const found = messages[key];
  if (found === undefined) return undefined;
  const named = found.message.replace(/\$([A-Za-z_]\w*)\$/g, (whole, name: string) => {
    return found.placeholders?.[name.toLowerCase()]?.content ?? whole;
  });
  return named.replace(/\$([1-9])/g, (_whole, place: string) => values[Number(place) - 1] ?? '');
}
