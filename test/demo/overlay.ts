import type { Page, Protocol } from 'puppeteer-core';
import { pollFor } from '../browsers/poll.ts';

type Node = Protocol.DOM.Node;

function* below(node: Node): Generator<Node> {
  yield node;
  const parts = [
    ...(node.shadowRoots ?? []),
    ...(node.children ?? []),
    ...(node.contentDocument ? [node.contentDocument] : []),
  ];
  for (const part of parts) yield* below(part);
}

/** What our overlay says in a provider's page. Its shadow root is closed to pages and tests alike: only the debugger sees in. */
async function readOverlay(page: Page): Promise<string> {
  const session = await page.createCDPSession();
  const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
  await session.detach();
  const host = [...below(root)].find((node) => node.localName === 'ledgerline-guide');
  if (!host) return '';
  const texts = [...below(host)].filter((node) => node.nodeName === '#text').map((node) => node.nodeValue.trim());
  return texts.filter((text) => text !== '').join(' · ');
}

/** Waits until the overlay of a page says this; returns all it says. */
export async function waitForOverlay(page: Page, wanted: string): Promise<string> {
  let last = '';
  const found = pollFor(
    `an overlay that says "${wanted}"`,
    async () => {
      last = await readOverlay(page).catch(() => '');
      return last.includes(wanted) ? last : undefined;
    },
    15_000,
  );
  return found.catch((error: unknown) => {
    throw new Error(`${String(error)}\nThe overlay says: ${last === '' ? 'nothing, there is none' : last}`);
  });
}
