import { type Reply, textReply } from '../core/http.ts';

const escapeXml = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

function element(name: string, value: unknown): string {
  if (value === undefined || value === null) return '';
  if (Array.isArray(value)) return `<${name}>${value.map((item) => element(singular(name), item)).join('')}</${name}>`;
  if (typeof value === 'object') {
    return `<${name}>${Object.entries(value)
      .map(([key, inner]) => element(key, inner))
      .join('')}</${name}>`;
  }
  return `<${name}>${escapeXml(String(value))}</${name}>`;
}

const singular = (name: string): string => (name.endsWith('s') ? name.slice(0, -1) : 'Item');

/** What the accounting API sends to those who do not ask for JSON (facts: 2.1). */
export function xmlReply(status: number, value: object, headers: Reply['headers']): Reply {
  return textReply(status, element('Response', value), { 'content-type': 'text/xml; charset=utf-8', ...headers });
}
