import type { Reply } from '../../core/http.ts';
import { embedJson, html, pageReply } from '../../core/page.ts';
import type { OrgData } from '../setup-data.ts';

/** A page of the product, drawn by its own script: Lightning, or a classic page in Lightning's frame or alone. */
export function productPage(kind: 'lightning' | 'classic', data: OrgData): Reply {
  return pageReply({
    title: kind === 'lightning' ? 'Lightning Experience' : 'Salesforce',
    headers: { 'content-security-policy': "frame-ancestors 'self'" },
    body: html`<link rel="stylesheet" href="/_shell/product.css"><div id="root"></div>
${embedJson('org-data', data)}<script type="module" src="/_shell/${kind}.js"></script>`,
  });
}
