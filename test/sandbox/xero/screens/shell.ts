import { findClientFile } from '../../core/client-file.ts';
import type { Reply } from '../../core/http.ts';
import { embedJson, html, pageReply } from '../../core/page.ts';
import type { ShellData } from '../product.ts';

/** The product: one page that draws every route itself and moves between them with history.pushState. */
export function shellPage(data: ShellData): Reply {
  return pageReply({
    title: `Xero | ${data.organisation.name}`,
    body: html`<link rel="stylesheet" href="/_shell/shell.css"><div id="shell"></div>${embedJson('shell-data', data)}<script type="module" src="/_shell/shell-client.js"></script>`,
  });
}

/** Its scripts and its look; undefined for other addresses. */
export const findShellFile = (path: string): Reply | undefined => findClientFile(path, new URL('./', import.meta.url));
