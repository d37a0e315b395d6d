import { isInOwnPage } from './own-frames';
import { type Box, overlaps } from './place-box';

/**
 * Properties that may not change how an element with our overlay in it is seen, with the values that leave it alone
 * (SEC-61). A browser without a property answers '' for it.
 */
const harmless: readonly (readonly [property: string, ...values: string[]])[] = [
  ['filter', 'none'],
  ['transform', 'none'],
  ['rotate', 'none'],
  ['scale', 'none'],
  ['translate', 'none'],
  ['perspective', 'none'],
  ['offset-path', 'none'],
  ['clip-path', 'none'],
  ['clip', 'auto'],
  ['mask-image', 'none'],
  ['mask-border-source', 'none'],
  ['mix-blend-mode', 'normal'],
  ['visibility', 'visible'],
  ['zoom', '1'],
  ['content-visibility', 'visible', 'auto'],
  ['contain', 'none'],
  ['-webkit-box-reflect', 'none'],
];

/** What a browser has to be told about an element before it may scroll, clip or layer its insides differently. */
const layering = /transform|filter|perspective|contents|paint/;

const leastOpacity = 0.9;

function isAltered(element: Element): boolean {
  const style = getComputedStyle(element);
  if (style.display === 'none' || layering.test(style.willChange)) return true;
  if (style.opacity !== '' && Number(style.opacity) < leastOpacity) return true;
  return harmless.some(([property, ...values]) => {
    const value = style.getPropertyValue(property);
    return value !== '' && !values.includes(value);
  });
}

/** Whether the host still is where we put it: behind the body, with the one attribute we gave it. */
function isInPlace(host: Element): boolean {
  const isBehindBody = (document.body.compareDocumentPosition(host) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;
  return host.parentNode === document.documentElement && isBehindBody && host.attributes.length === 1;
}

/** Whether the page moved or marked our host, or makes it or what it stands in look other than we drew it. */
export function isTampered(host: Element): boolean {
  return !isInPlace(host) || !isInOwnPage() || isAltered(host) || isAltered(document.documentElement);
}

/** Points spread over a box, away from its round corners. */
function samplePoints(box: Box): [x: number, y: number][] {
  const shares = [0.18, 0.5, 0.82];
  return shares.flatMap((down) =>
    shares.map((across): [number, number] => [box.x + box.width * across, box.y + box.height * down]),
  );
}

/** Whether anything that takes part in hit testing lies over the box, or part of it is outside the viewport. */
function isUnderSomething(host: Element, box: Box): boolean {
  return samplePoints(box).some(([x, y]) => document.elementFromPoint(x, y) !== host);
}

/** The page's shadow root in an element; Firefox shows extensions the closed ones too, Chromium has occlusion reports instead. */
function shadowRootOf(element: Element): ShadowRoot | null {
  const root = 'openOrClosedShadowRoot' in element ? element.openOrClosedShadowRoot : element.shadowRoot;
  return root instanceof ShadowRoot ? root : null;
}

/** A part of the page and every shadow root in it but our own. */
function* rootsWithin(host: Element, part: Document | Element | ShadowRoot): Generator<ParentNode> {
  yield part;
  const owners = part instanceof Element ? [part, ...part.querySelectorAll('*')] : part.querySelectorAll('*');
  for (const owner of owners) {
    const inside = owner === host ? null : shadowRootOf(owner);
    if (inside) yield* rootsWithin(host, inside);
  }
}

/** Whether a dialog, popover or full-screen element of the page is drawn over the box, clickable or not. */
function isUnderTopLayer(host: Element, box: Box): boolean {
  for (const root of rootsWithin(host, document)) {
    for (const element of root.querySelectorAll(':modal, :popover-open, :fullscreen')) {
      if (element !== host && overlaps(element.getBoundingClientRect(), box)) return true;
    }
  }
  return false;
}

/** Whether an element behind us in the page, or anything in it, is drawn over the box: only those can be, clickable or not. */
function isUnderNewcomer(host: Element, box: Box): boolean {
  const isOver = (element: Element): boolean => overlaps(element.getBoundingClientRect(), box);
  for (let next = host.nextElementSibling; next; next = next.nextElementSibling) {
    if (isOver(next)) return true;
    for (const root of rootsWithin(host, next)) if ([...root.querySelectorAll('*')].some(isOver)) return true;
  }
  return false;
}

/** Whether the page draws over everything in a way hit testing does not see: generated content or a view transition. */
function isUnderPainting(): boolean {
  if ('activeViewTransition' in document && document.activeViewTransition) return true;
  const after = getComputedStyle(document.documentElement, '::after');
  return after.content !== 'none' && after.content !== 'normal' && after.display !== 'none';
}

/** Whether the person's pointer may be shown elsewhere than it is. */
function isPointerFaked(box: Box): boolean {
  if (document.pointerLockElement) return true;
  const around: [number, number][] = [
    [box.x - 6, box.y + box.height / 2],
    [box.x + box.width + 6, box.y + box.height / 2],
    [box.x + box.width / 2, box.y - 6],
    [box.x + box.width / 2, box.y + box.height + 6],
  ];
  const elements = around.flatMap(([x, y]) => document.elementFromPoint(x, y) ?? []);
  return [document.documentElement, document.body, ...elements].some((element) =>
    /none|url\(/.test(getComputedStyle(element).cursor),
  );
}

/** The cheap look, for every few hundred ms: is the box as we drew it, as far as hit testing and styles tell? */
export function isCovered(host: Element, box: Box): boolean {
  return isUnderPainting() || isUnderNewcomer(host, box) || isUnderSomething(host, box);
}

/** The thorough look, at a click: also what only a hostile page does. */
export function isDeceptive(host: Element, box: Box): boolean {
  return isCovered(host, box) || isUnderTopLayer(host, box) || isPointerFaked(box);
}
