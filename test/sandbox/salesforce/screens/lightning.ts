import { readFileSync } from 'node:fs';
import { type Reply, textReply } from '../../core/http.ts';
import { embedJson, html, pageReply } from '../../core/page.ts';
import type { OrgData } from '../product.ts';

const style = `
.slds-global-header{display:flex;align-items:center;gap:16px;height:50px;padding:0 16px;background:var(--paper);border-bottom:1px solid var(--line)}
.slds-global-header__logo{font-weight:700;color:var(--act)}.slds-spacer{flex:1}
.slds-context-bar{display:flex;gap:4px;align-items:center;min-height:40px;padding:0 16px;background:var(--paper);border-bottom:3px solid var(--act)}
.slds-context-bar__app-name{font-weight:700;margin-inline-end:16px}.slds-context-bar button{margin:0;padding:6px 10px;color:var(--ink);background:none;font-weight:500}
.oneSetup{display:grid;grid-template-columns:230px 1fr;gap:16px;padding:16px}.setup-tree{padding:8px;background:var(--paper);border:1px solid var(--line);border-radius:4px}
.setup-tree button{display:block;width:100%;margin:0;padding:6px 8px;color:var(--ink);background:none;font-weight:400;text-align:start}
.slds-page-header{padding:16px;margin-bottom:12px;background:var(--paper);border:1px solid var(--line);border-radius:4px}.slds-page-header h1{margin:0;font-size:1.1rem}
iframe{width:100%;min-height:460px;border:1px solid var(--line);background:var(--paper)}
`;

/** Lightning: one page that draws header, navigation and pages itself and moves between them with history.pushState. */
export function lightningPage(data: OrgData): Reply {
  return pageReply({
    title: 'Lightning Experience',
    style,
    body: html`<div id="auraApp"></div>${embedJson('org-data', data)}<script src="/_lightning/client.js"></script>`,
  });
}

/** A classic Setup page: it stands in a frame inside Lightning. */
export function classicPage(page: string, data: OrgData): Reply {
  return pageReply({
    title: 'Setup | Salesforce',
    style,
    headers: { 'content-security-policy': "frame-ancestors 'self'" },
    body: html`<main id="classic" data-page="${page}"></main>${embedJson('org-data', data)}<script src="/_lightning/classic.js"></script>`,
  });
}

export function lightningScript(name: 'client' | 'classic'): Reply {
  const script = readFileSync(new URL(`./${name}.js`, import.meta.url), 'utf8');
  return textReply(200, script, { 'content-type': 'text/javascript; charset=utf-8' });
}
