import { isFaultName, type Pair, scanPairs } from './pairs';

const maxTags = 4_000;
const maxText = 8_000;
const hiddenElements = new Set(['script', 'style', 'noscript', 'svg']);

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Decodes the named entities of XML and decimal ones of ASCII; anything else stays as it is. */
function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#0{0,4}(\d{2,3})|([a-z]{2,4}));/g,
    (whole, digits: string | undefined, name: string | undefined) => {
      if (name !== undefined) return entities[name] ?? whole;
      const code = Number(digits);
      return code >= 32 && code < 127 ? String.fromCharCode(code) : whole;
    },
  );
}

function localName(tag: string): string {
  const match = /^[A-Za-z_][\w.:-]{0,60}/.exec(tag);
  if (!match) return '';
  const name = match[0];
  return name.slice(name.lastIndexOf(':') + 1).toLowerCase();
}

/**
 * Reads XML or HTML without building a tree: elements that hold nothing but text become pairs, so do attributes, and
 * the visible text is what a person would read; `hasFault` tells whether any element is named after an error. Takes broken and truncated markup. Linear; never throws.
 */
export function scanMarkup(body: string): { pairs: Pair[]; text: string; hasFault: boolean } {
  const pairs: Pair[] = [];
  const parts: string[] = [];
  let hasFault = false;
  let textLength = 0;
  let open = '';
  let at = 0;
  for (let tags = 0; tags < maxTags && at < body.length; tags += 1) {
    const tagStart = body.indexOf('<', at);
    const text = body.slice(at, tagStart === -1 ? body.length : tagStart).trim();
    const tagEnd = tagStart === -1 ? -1 : body.indexOf('>', tagStart);
    const tag = tagEnd === -1 ? '' : body.slice(tagStart + 1, tagEnd);
    if (text !== '' && !hiddenElements.has(open) && textLength < maxText) {
      const decoded = decodeEntities(decodeEntities(text));
      parts.push(decoded);
      textLength += decoded.length;
      if (open !== '' && (tag === '' || tag.startsWith('/')))
        pairs.push({ name: open, value: decoded.slice(0, 600), inFault: true });
    }
    if (tagEnd === -1) break;
    const isOpening = !tag.startsWith('/') && !tag.endsWith('/');
    open = isOpening ? localName(tag) : '';
    if (isFaultName(open)) hasFault = true;
    if (tag.includes('=') && !tag.startsWith('!') && !tag.startsWith('?'))
      pairs.push(...scanPairs(tag.slice(0, 400)).slice(0, 8));
    at = tagEnd + 1;
  }
  return { pairs, text: parts.join('\n'), hasFault };
}
