import type { Reply } from './http.ts';

/** Markup that is safe to put into a page. */
export interface Html {
  markup: string;
}

type Piece = Html | string | number | false | undefined | readonly Piece[];

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeText = (text: string): string => text.replace(/[&<>"']/g, (character) => entities[character] ?? '');

function render(piece: Piece): string {
  if (piece === false || piece === undefined) return '';
  if (typeof piece === 'string') return escapeText(piece);
  if (typeof piece === 'number') return String(piece);
  if ('markup' in piece) return piece.markup;
  return piece.map(render).join('');
}

/** Markup with every value escaped. */
export function html(parts: TemplateStringsArray, ...values: Piece[]): Html {
  return { markup: parts.map((part, index) => part + (index < values.length ? render(values[index]) : '')).join('') };
}

/** Data for a script of the page; safe inside a script element. */
export const embedJson = (id: string, value: unknown): Html => ({
  markup: `<script type="application/json" id="${id}">${JSON.stringify(value).replace(/</g, '\\u003c')}</script>`,
});

/** A neutral look of our own: light and dark, no artwork of anybody. */
const style = `
:root{color-scheme:light dark;--ink:#1f2733;--soft:#5b6675;--line:#d5dbe3;--paper:#fff;--ground:#eef1f5;--act:#0b6b8a;--act-ink:#fff;--bad:#a3262e}
@media (prefers-color-scheme:dark){:root{--ink:#e7ebf0;--soft:#a2adba;--line:#39434f;--paper:#1b2129;--ground:#12161b;--act:#59b4d4;--act-ink:#08222c;--bad:#f28b8f}}
*{box-sizing:border-box}body{margin:0;font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--ground)}
main.card{max-width:460px;margin:8vh auto;padding:32px;background:var(--paper);border:1px solid var(--line);border-radius:8px}
main.wide{max-width:1100px;margin:0 auto;padding:24px}h1,h2{line-height:1.25;margin:0 0 16px}h2{font-size:1.35rem}
label{display:block;margin:12px 0 4px;font-weight:600}input,select{width:100%;padding:10px;font:inherit;color:inherit;background:var(--paper);border:1px solid var(--line);border-radius:4px}
button,.button{display:inline-block;margin:16px 8px 0 0;padding:10px 18px;font:inherit;font-weight:600;color:var(--act-ink);background:var(--act);border:0;border-radius:4px;cursor:pointer;text-decoration:none}
button.plain{color:var(--act);background:none;border:1px solid var(--line)}button.small{margin:2px 4px 2px 0;padding:4px 10px;font-size:.85rem;font-weight:500}
a{color:var(--act)}table{width:100%;border-collapse:collapse;background:var(--paper)}th,td{padding:10px 12px;text-align:start;border-bottom:1px solid var(--line);vertical-align:top}
.soft{color:var(--soft)}.bad{color:var(--bad)}
`;

export interface Page {
  title: string;
  body: Html;
  status?: number;
  headers?: Reply['headers'];
  /** Added after the common look. */
  style?: string;
}

/** A page of a played provider. Sign-in pages refuse to be framed, as the real ones do. */
export function pageReply(page: Page): Reply {
  const markup = html`<!doctype html><html lang="en"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${page.title}</title>
<style>${{ markup: style + (page.style ?? '') }}</style></head><body>${page.body}</body></html>`.markup;
  return {
    status: page.status ?? 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': "frame-ancestors 'none'",
      ...page.headers,
    },
    body: markup,
  };
}
