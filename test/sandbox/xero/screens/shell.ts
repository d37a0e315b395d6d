import { findClientFile } from '../../core/client-file.ts';
import type { Reply } from '../../core/http.ts';
import { embedJson, html, pageReply } from '../../core/page.ts';
import type { ShellData } from '../product.ts';

const style = `
.xrh-header{display:flex;gap:4px;align-items:center;padding:0 20px;min-height:60px;color:#fff;background:#24506b}
.xrh-header button{margin:0;color:inherit;background:none;font-weight:500}.xrh-header button[aria-current=page]{text-decoration:underline}
.xrh-addon--orgname{font-weight:700!important}.xrh-spacer{flex:1}.xrh-avatar{display:grid;place-items:center;width:36px;height:36px;border-radius:50%;background:#fff3;font-weight:700}
.xrh-dropdown{position:absolute;inset-inline-start:20px;top:56px;min-width:220px;padding:8px;background:var(--paper);border:1px solid var(--line);border-radius:6px;z-index:5}
.xrh-dropdown button{display:block;width:100%;color:var(--ink);text-align:start}
.xui-page{max-width:1100px;margin:0 auto;padding:24px}.xui-panel{padding:20px;margin-bottom:16px;background:var(--paper);border:1px solid var(--line);border-radius:6px}
.xui-columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(260px,1fr));gap:16px}.xui-columns .xui-panel{margin:0}
.xui-figure{font-size:1.6rem;font-weight:700}dialog{color:inherit;background:var(--paper);border:1px solid var(--line);border-radius:8px;max-width:420px}
`;

/** The product shell: one page that draws every route itself and moves between them with history.pushState. */
export function shellPage(data: ShellData): Reply {
  return pageReply({
    title: `Xero | ${data.organisation.name}`,
    style,
    body: html`<div id="shell"></div>${embedJson('shell-data', data)}<script type="module" src="/_shell/shell-client.js"></script>`,
  });
}

/** Its scripts; undefined for other addresses. */
export const findShellFile = (path: string): Reply | undefined => findClientFile(path, new URL('./', import.meta.url));
