const escapeXml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

function element(name: string, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return value.map((item) => element(name, item)).join('');
  if (typeof value !== 'object') return `<${name}>${escapeXml(String(value))}</${name}>`;
  return `<${name}>${Object.entries(value)
    .map(([key, inner]) => element(key, inner))
    .join('')}</${name}>`;
}

/** A good answer for those who do not ask for JSON. */
export function xmlOf(body: object, time: string): string {
  const inside = Object.entries(body).map(([name, value]) => element(name, value));
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><IntuitResponse xmlns="http://schema.intuit.com/finance/v3" time="${time}">${inside.join('')}</IntuitResponse>`;
}
