/** What a hostile page has at hand: the overlay's element, where its box is, and two tools. Made in the page by `setScene`. */
export interface Scene {
  host: HTMLElement;
  box: { x: number; y: number; width: number; height: number };
  style(css: string): void;
  /** Something that looks like the page's own, over the overlay; with `pointer-events: none` unless said otherwise. */
  cover(css?: string, tag?: string, parent?: ParentNode): HTMLElement;
}

/** Runs in the page. */
function setScene(box: Scene['box']): Scene {
  const host = document.querySelector<HTMLElement>('ledgerline-guide');
  if (!host) throw new Error('no overlay to attack');
  const place = `position:fixed;left:${box.x - 20}px;top:${box.y - 20}px;width:${box.width + 40}px;height:${box.height + 40}px;`;
  return {
    host,
    box,
    style(css) {
      const sheet = document.createElement('style');
      sheet.textContent = css;
      document.head.append(sheet);
    },
    cover(css = '', tag = 'div', parent = document.documentElement) {
      const element = document.createElement(tag);
      element.style.cssText = `${place}margin:0;border:0;padding:0;z-index:2147483647;background:white;pointer-events:none;${css}`;
      element.textContent = 'Click here to win';
      parent.append(element);
      return element;
    },
  };
}

/** Makes the overlay hard to see, or look like something else, by the styles of the element it stands in. */
const looks = [
  'opacity:.01!important',
  'opacity:.89!important',
  'filter:opacity(0)',
  'filter:blur(30px)',
  'filter:invert(1)',
  'filter:drop-shadow(0 0 0 red)',
  'transform:scale(.02)',
  'transform:translateX(-600px)',
  'transform:rotate(180deg)',
  'transform:translateZ(0)',
  'scale:.1',
  'scale:0',
  'rotate:90deg',
  'translate:300px 200px',
  'perspective:100px',
  'clip-path:inset(50%)',
  'clip-path:circle(20px at 0 0)',
  'mask-image:linear-gradient(transparent,transparent)',
  'mix-blend-mode:difference',
  'visibility:hidden',
  'display:none',
  'zoom:.2',
  'zoom:4',
  'content-visibility:hidden',
  'will-change:transform',
  'contain:paint;height:10px',
  'offset-path:path("M 0 0 L 400 400")',
  'position:absolute;left:-9999px;filter:brightness(1)',
  'cursor:none',
  'cursor:url(data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==) 200 200,auto',
];

/** Puts something over the overlay. */
const covers: Record<string, (scene: Scene) => void> = {
  'a picture over it that lets clicks through': ({ cover }) => void cover(),
  'a picture over it that takes clicks': ({ cover }) => void cover('pointer-events:auto'),
  'a picture over its headline alone': ({ cover, box }) => void cover(`top:${box.y + 40}px;height:90px`),
  'a nearly transparent picture': ({ cover }) => void cover('opacity:.99;background:#fffffffe'),
  'a blending picture': ({ cover }) => void cover('mix-blend-mode:difference'),
  'a frosted pane': ({ cover }) => void cover('background:none;backdrop-filter:blur(40px)'),
  'a frame over it': ({ cover }) => void cover('', 'iframe'),
  'a canvas over it': ({ cover }) => void cover('', 'canvas'),
  'generated content after the page': ({ style }) =>
    style('html::after{content:"";position:fixed;inset:0;z-index:2147483647;background:white;pointer-events:none}'),
  'a modal dialog': ({ cover }) => {
    const dialog = cover('', 'dialog');
    if (dialog instanceof HTMLDialogElement) dialog.showModal();
  },
  'a popover that lets clicks through': ({ cover }) => {
    const element = cover('inset:auto');
    element.popover = 'manual';
    element.style.cssText += 'display:block;left:0;top:0;width:100vw;height:100vh';
    element.showPopover();
  },
  'a popover inside an open shadow root': ({ cover }) => {
    const nest = document.body.appendChild(document.createElement('div')).attachShadow({ mode: 'open' });
    const element = cover('', 'div', nest);
    element.popover = 'manual';
    element.showPopover();
  },
  'a popover inside a closed shadow root': ({ cover }) => {
    const nest = document.body.appendChild(document.createElement('div')).attachShadow({ mode: 'closed' });
    const element = cover('', 'div', nest);
    element.popover = 'manual';
    element.showPopover();
  },
  'a view transition that never ends': ({ style }) => {
    style(
      '::view-transition{pointer-events:none}::view-transition-group(root),::view-transition-old(root),::view-transition-new(root){animation-duration:60s!important;pointer-events:none}',
    );
    document.startViewTransition(() => document.body.replaceChildren('Click here to win'));
  },
  'a war for the last place in the page': ({ cover }) => {
    const element = cover();
    setInterval(() => document.documentElement.append(element), 20);
  },
  'a cover that goes at the press': ({ cover }) => {
    const element = cover();
    addEventListener('pointerdown', () => element.remove(), true);
  },
  'a popover that goes at the press': ({ cover }) => {
    const element = cover();
    element.popover = 'manual';
    element.showPopover();
    addEventListener('pointerdown', () => element.remove(), true);
  },
  'a cover that goes when the pointer comes near': ({ cover }) => {
    const element = cover();
    addEventListener('pointermove', () => element.remove(), true);
  },
  'a cover that comes and goes': ({ cover }) => {
    const element = cover();
    setInterval(() => {
      element.hidden = !element.hidden;
    }, 100);
  },
  'a look of its own that ends at the press': () => {
    document.documentElement.style.opacity = '0';
    addEventListener('pointerdown', () => document.documentElement.style.removeProperty('opacity'), true);
  },
  'an animated page': ({ style }) => {
    style('@keyframes fade{to{opacity:.01}}html{animation:fade 1ms forwards}');
  },
};

/** Does something to the element itself, or takes it elsewhere. */
const moves: Record<string, (scene: Scene) => void> = {
  'style on it': ({ host }) => host.style.setProperty('opacity', '0', 'important'),
  'size on it': ({ host }) => host.style.setProperty('width', '900px', 'important'),
  'a class on it': ({ host }) => host.classList.add('mine'),
  'hidden on it': ({ host }) => host.setAttribute('hidden', ''),
  'inert on it': ({ host }) => host.setAttribute('inert', ''),
  'made a popover': ({ host }) => {
    host.setAttribute('popover', 'manual');
    host.showPopover();
  },
  'moved into the body': ({ host }) => document.body.append(host),
  'moved into a transparent box': ({ host }) => {
    const box = document.body.appendChild(document.createElement('div'));
    box.style.opacity = '0';
    box.append(host);
  },
  'moved into a transformed box': ({ host }) => {
    const box = document.body.appendChild(document.createElement('div'));
    box.style.transform = 'translate(10px, 10px)';
    box.append(host);
  },
  'moved into a shadow root of the page': ({ host }) => {
    const nest = document.body.appendChild(document.createElement('div'));
    nest.attachShadow({ mode: 'open' }).innerHTML = '<div style="opacity:.01"><slot></slot></div>';
    nest.append(host);
  },
  'moved into a frame': ({ host }) => {
    const frame = document.body.appendChild(document.createElement('iframe'));
    frame.style.cssText = 'position:fixed;inset:0;width:100vw;height:100vh';
    frame.contentDocument?.body.append(host);
  },
  'removed and put back elsewhere': ({ host }) => {
    host.remove();
    document.body.prepend(host);
  },
  'put to the front of the page': ({ host, cover }) => {
    document.documentElement.prepend(host);
    cover('', 'div', document.body);
  },
  removed: ({ host }) => host.remove(),
  'moved under the pointer all the time': () => {
    let offset = 0;
    setInterval(() => {
      offset = (offset + 7) % 60;
      document.body.style.paddingInlineStart = `${offset}px`;
      document.querySelector('main')?.setAttribute('style', `margin-left:${300 + offset}px`);
    }, 50);
  },
  'jumping away at the press': () => {
    addEventListener('pointerdown', () => scrollTo(0, 300), true);
    document.body.style.minHeight = '5000px';
    document.querySelector('main')?.setAttribute('style', 'margin-left:420px');
  },
};

/** Pretends that somebody clicked. */
const pretences: Record<string, (scene: Scene) => void> = {
  'a made-up click on it': ({ host }) => host.click(),
  'a made-up click through its middle': ({ host, box }) => {
    const at = { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2 };
    const target = document.elementFromPoint(at.clientX, at.clientY) ?? host;
    for (const type of ['pointerdown', 'mousedown', 'pointerup', 'mouseup', 'click']) {
      target.dispatchEvent(new MouseEvent(type, { ...at, bubbles: true, composed: true, cancelable: true }));
    }
  },
  'made-up keys on it': ({ host }) => {
    host.focus();
    for (const key of ['Enter', ' ', 'Escape']) {
      for (const type of ['keydown', 'keypress', 'keyup']) {
        host.dispatchEvent(new KeyboardEvent(type, { key, bubbles: true, composed: true }));
      }
    }
  },
  'a real event sent again': ({ host }) => {
    addEventListener('click', (event) => setTimeout(() => host.dispatchEvent(event)), { once: true });
  },
  'our own messages said by the page': () => {
    for (const type of ['guide.open', 'guide.mute', 'screen.shown']) {
      postMessage({ type, screenId: 'xero.oauth_error', howLong: 'site' }, '*');
      document.dispatchEvent(new CustomEvent(type, { detail: { screenId: 'xero.oauth_error' } }));
    }
    Object.assign(window, { ledgerlinePage: { shown: { screenId: 'xero.shell' } } });
  },
};

/** What is run in the page: a function of the scene, or styles for the root of the page. */
export type Attack = string | ((scene: Scene) => void);

/** What to run in the page for an attack on the overlay that stands there. */
export function attackScript(what: Attack, box: Scene['box']): string {
  const run = typeof what === 'string' ? `(scene) => scene.style(${JSON.stringify(`html{${what}}`)})` : String(what);
  return `(${run})((${setScene})(${JSON.stringify(box)})); undefined`;
}

/** Attacks after which a person may still click where the overlay was: nothing may come of it. */
export const attacksUnderClicks: readonly [name: string, attack: Attack][] = [
  ...looks.map((css): [string, Attack] => [`page with ${css.slice(0, 48)}`, css]),
  ...Object.entries({ ...covers, ...moves }),
];

/** Attacks that work without a person, or not at all. */
export const attacksWithoutClicks: readonly [name: string, attack: Attack][] = Object.entries(pretences);
