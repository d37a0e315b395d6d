import type { Browser, Page, Protocol } from 'puppeteer-core';
import { connectionOf, dig } from './firefox-privileged.ts';

/** Our overlay as a person sees it; boxes are in px of the page's viewport, also where it stands in a frame. */
export interface SeenGuide {
  mode: 'card' | 'line' | 'dot';
  status: string;
  /** All its words. */
  text: string;
  headline: string;
  /** The words of the step to do; empty where no path is walked. */
  step: string;
  /** What the step says to choose or to type. */
  wanted: string;
  /** What it points at. */
  outline: { x: number; y: number; width: number; height: number } | null;
  /** The middle of the button that opens it, while it is folded. */
  opener: { x: number; y: number } | null;
  /** The middle of each button, by what it does. */
  buttons: { action: string; x: number; y: number }[];
}

/** Runs on the closed shadow root, which pages cannot reach. */
const look = `(root) => {
  let x = 0, y = 0;
  for (let view = root.host.ownerDocument.defaultView; view.frameElement; view = view.parent) {
    const frame = view.frameElement.getBoundingClientRect();
    x += frame.x + view.frameElement.clientLeft;
    y += frame.y + view.frameElement.clientTop;
  }
  const place = (element) => {
    const box = element.getBoundingClientRect();
    return { x: box.x + x, y: box.y + y, width: box.width, height: box.height };
  };
  const middle = (element) => {
    const box = place(element);
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  };
  const words = (selector) => (root.querySelector(selector)?.textContent ?? '').replace(/\\s+/g, ' ').trim();
  const box = root.querySelector('.box');
  const outline = root.querySelector('.outline');
  const opener = root.querySelector('.brief');
  return JSON.stringify({
    mode: box.dataset.mode,
    status: box.dataset.status,
    text: [...box.querySelectorAll('*')].flatMap((one) => [...one.childNodes]).filter((one) => one.nodeType === 3)
      .map((one) => one.data.trim()).filter(Boolean).join(' · '),
    headline: words('.headline'),
    step: words('.now > span'),
    wanted: words('.now .wanted').replace(/^“|”$/g, ''),
    outline: outline.hidden ? null : place(outline),
    opener: opener ? middle(opener) : null,
    buttons: [...box.querySelectorAll('[data-action]')].map((one) => ({ action: one.dataset.action, ...middle(one) })),
  });
}`;

const hostName = 'ledgerline-guide';

function* below(node: Protocol.DOM.Node): Generator<Protocol.DOM.Node> {
  yield node;
  const inside = node.contentDocument ? [node.contentDocument] : [];
  for (const part of [...(node.children ?? []), ...inside]) yield* below(part);
}

/** The overlays in a page and its frames, read over the debugger. */
export async function seeGuidesInChromium(page: Page): Promise<SeenGuide[]> {
  const session = await page.createCDPSession();
  try {
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true });
    const roots = [...below(root)]
      .filter((node) => node.localName === hostName)
      .flatMap((host) => host.shadowRoots ?? []);
    return await Promise.all(
      roots.map(async ({ backendNodeId }) => {
        const { object } = await session.send('DOM.resolveNode', { backendNodeId });
        const told = await session.send('Runtime.callFunctionOn', {
          objectId: object.objectId ?? '',
          functionDeclaration: `function () { return (${look})(this); }`,
        });
        return JSON.parse(String(told.result.value));
      }),
    );
  } finally {
    await session.detach();
  }
}

/** The overlays in a page and its frames, read over WebDriver BiDi, which hands out closed shadow roots too. */
export async function seeGuidesInFirefox(browser: Browser, page: Page): Promise<SeenGuide[]> {
  const connection = connectionOf(browser);
  const guides: SeenGuide[] = [];
  for (const frame of page.frames()) {
    const target = { context: dig(frame, '_id') };
    const found = await connection.send('script.evaluate', {
      expression: `document.querySelector('${hostName}')`,
      target,
      awaitPromise: false,
      serializationOptions: { includeShadowTree: 'all', maxDomDepth: 1 },
    });
    const sharedId = dig(found, 'result', 'result', 'value', 'shadowRoot', 'sharedId');
    if (sharedId === undefined) continue;
    const told = await connection.send('script.callFunction', {
      functionDeclaration: look,
      arguments: [{ sharedId }],
      target,
      awaitPromise: false,
    });
    guides.push(JSON.parse(String(dig(told, 'result', 'result', 'value'))));
  }
  return guides;
}
