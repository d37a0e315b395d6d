import { readFileSync } from 'node:fs';
import { type Reply, textReply } from '../../core/http.ts';
import { embedJson, html, pageReply } from '../../core/page.ts';
import type { ShellData } from '../product.ts';

const style = `
.qb-shell{display:grid;grid-template-columns:200px 1fr;min-height:100vh}.qb-side{padding:16px;color:#fff;background:#2b3a44}
.qb-side button{display:block;width:100%;margin:0;color:inherit;background:none;text-align:start;font-weight:500}.qb-side button[aria-current=page]{text-decoration:underline}
.qb-top{display:flex;gap:12px;align-items:center;padding:8px 20px;background:var(--paper);border-bottom:1px solid var(--line)}.qb-top h2{margin:0;flex:1;font-size:1.1rem}
.qb-menu{position:absolute;inset-inline-end:20px;top:64px;min-width:240px;padding:8px;background:var(--paper);border:1px solid var(--line);border-radius:6px;z-index:5}
.qb-menu button{display:block;width:100%;margin:0;color:var(--ink);background:none;text-align:start;font-weight:500}
.qb-page{padding:24px;max-width:1000px}.qb-page section{padding:20px;margin-bottom:16px;background:var(--paper);border:1px solid var(--line);border-radius:6px}
dialog{color:inherit;background:var(--paper);border:1px solid var(--line);border-radius:8px;max-width:420px}
`;

/** The product: one page that draws every route itself and moves between them with history.pushState. */
export function shellPage(data: ShellData): Reply {
  return pageReply({
    title: `QuickBooks | ${data.company.name}`,
    style,
    body: html`<div id="shell"></div>${embedJson('shell-data', data)}<script src="/_shell/shell-client.js"></script>`,
  });
}

export function shellScript(): Reply {
  const script = readFileSync(new URL('./shell-client.js', import.meta.url), 'utf8');
  return textReply(200, script, { 'content-type': 'text/javascript; charset=utf-8' });
}
