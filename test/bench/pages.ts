import { answerPage } from '../e2e/overlay/pages.ts';
import { createClock } from '../sandbox/core/clock.ts';
import { createFaults } from '../sandbox/core/faults.ts';
import type { Reply, SandboxRequest } from '../sandbox/core/http.ts';
import { createLog } from '../sandbox/core/log.ts';
import { html, pageReply } from '../sandbox/core/page.ts';
import { startServer } from '../sandbox/core/server.ts';

const host = 'go.xero.com';

/** A large page of the provider about which there is nothing to say. */
export const plainPage = `https://${host}/Contacts/`;

/** A screen of the company with this key. */
export const companyPage = (screenKey: string): string => `https://${host}/app/${screenKey}/homepage`;

const rows = Array.from({ length: 300 }, (_, index) => index);

function tablePage(): Reply {
  return pageReply({
    title: 'Contacts',
    body: html`<main><h1>Contacts</h1><table>${rows.map(
      (row) => html`<tr><td><input type="checkbox"></td><td><a href="#${row}">Person ${row}</a></td>
<td>person-${row}@client.example</td><td><span>Standard</span> <em>All reports</em></td><td><button>Edit</button></td></tr>`,
    )}</table></main>`,
  });
}

/** What pages are served to both extensions. */
export interface Pages {
  port: number;
  spki: string;
  close(): Promise<void>;
}

/** Serves a provider's pages without a sign-in before them. */
export async function servePages(): Promise<Pages> {
  const provider = {
    id: 'xero',
    name: 'Xero',
    hosts: [host],
    endpointOf: () => 'page',
    targets: () => [],
    answer: (request: SandboxRequest) => (request.path === '/Contacts/' ? tablePage() : answerPage(request)),
  };
  const server = await startServer({ clock: createClock(), faults: createFaults() }, createLog(), [provider]);
  return { port: server.port, spki: server.certificate.spki, close: () => server.close() };
}
