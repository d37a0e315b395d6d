import { isVisible } from './find-by-text';
import type { Box } from './place-box';

/** What a person can operate; the overlay never covers it (UX-51). */
const controls =
  'a[href],button,input:not([type=hidden]),select,textarea,summary,label,video,audio,iframe,[contenteditable],' +
  '[tabindex],[role=button],[role=link],[role=option],[role=radio],[role=checkbox],[role=tab],[role=menuitem],[role=switch]';

/** More pieces of text than this are not looked at: a full page is full whatever the rest says. */
const maxTexts = 1500;

/** Air kept around words and pictures, in px. */
const air = 4;

function withAir({ x, y, width, height }: Box): Box {
  return { x: x - air, y: y - air, width: width + 2 * air, height: height + 2 * air };
}

function isOnScreen(box: Box): boolean {
  return (
    box.width > 0 &&
    box.height > 0 &&
    box.x < innerWidth &&
    box.y < innerHeight &&
    box.x + box.width > 0 &&
    box.y + box.height > 0
  );
}

/** The boxes of all controls on screen, and of what has the focus. */
export function controlBoxes(): Box[] {
  const found = [...document.querySelectorAll(controls)];
  const focused = document.activeElement;
  if (focused && focused !== document.body && focused !== document.documentElement) found.push(focused);
  return found.flatMap((element) => {
    const box = element.getBoundingClientRect();
    return isOnScreen(box) && isVisible(element) ? [box] : [];
  });
}

/** The boxes of the words and pictures on screen: better not covered, where there is room elsewhere. */
export function contentBoxes(): Box[] {
  const boxes: Box[] = [];
  const range = document.createRange();
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let seen = 0; seen < maxTexts; seen += 1) {
    const node = walker.nextNode();
    if (!node) break;
    if (!node.nodeValue?.trim()) continue;
    range.selectNodeContents(node);
    const box = range.getBoundingClientRect();
    if (isOnScreen(box)) boxes.push(withAir(box));
  }
  for (const picture of document.querySelectorAll('img, svg, canvas')) {
    const box = picture.getBoundingClientRect();
    if (isOnScreen(box) && box.width < innerWidth / 2) boxes.push(withAir(box));
  }
  return boxes;
}
