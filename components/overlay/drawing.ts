import type { GuideModel } from '../../lib/messages/page-requests';

const svgSpace = 'http://www.w3.org/2000/svg';

/** The attributes an element is drawn with. */
type Attributes = Readonly<Record<string, string>>;

/** An HTML element with a class name and text or children; text goes in as text, never as markup (SEC-56). */
export function draw<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  ...content: (Node | string | undefined)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...content.filter((item) => item !== undefined));
  return element;
}

function drawSvg(name: string, attributes: Attributes, ...children: Element[]): SVGElement {
  const element = document.createElementNS(svgSpace, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function picture(size: number, ...children: Element[]): SVGElement {
  return drawSvg(
    'svg',
    { viewBox: '0 0 16 16', width: String(size), height: String(size), 'aria-hidden': 'true' },
    ...children,
  );
}

/** Our mark, as in the toolbar: an L on a double rule (UX-56). */
export function drawMark(size: number): SVGElement {
  return picture(
    size,
    drawSvg('rect', { width: '16', height: '16', rx: '3.5', fill: '#1f8f75' }),
    drawSvg('path', { d: 'M4 3h2v5h6v2H4ZM4 12h8v1H4Z', fill: '#fff' }),
    drawSvg('circle', { cx: '10.5', cy: '4.75', r: '1.75', fill: '#fff' }),
  );
}

const lines = {
  fill: 'none',
  stroke: 'currentColor',
  'stroke-width': '1.7',
  'stroke-linecap': 'round',
  'stroke-linejoin': 'round',
};
const filled = { fill: 'currentColor', 'fill-rule': 'evenodd' };

/** One shape per state, the same ones as in our popup, so that none is told by colour alone (UX-01). */
const shapes: Record<GuideModel['status'], readonly [d: string, attributes: Attributes]> = {
  connected: ['M8 1a7 7 0 1 1 0 14A7 7 0 0 1 8 1Zm-1 10.1 5.3-5.3-1.25-1.25L7 8.6 5.2 6.8 3.95 8.05Z', filled],
  needs_you: [
    'M6.85 1.7a1.33 1.33 0 0 1 2.3 0l6.2 10.8a1.33 1.33 0 0 1-1.15 2H1.8a1.33 1.33 0 0 1-1.15-2ZM7.1 5.4l.25 4.5h1.3l.25-4.5ZM8 10.9a1 1 0 1 0 0 2 1 1 0 0 0 0-2Z',
    filled,
  ],
  waiting: ['M8 1.8a6.2 6.2 0 1 1 0 12.4A6.2 6.2 0 0 1 8 1.8ZM8 4.4V8l2.5 1.7', lines],
  offline: ['M1.6 6.3a9.4 9.4 0 0 1 12.8 0M4.3 9.3a5.4 5.4 0 0 1 7.4 0M8 12.9v.1M2.6 14.2 13.4 1.8', lines],
  unknown: ['M8 1.1 14.9 8 8 14.9 1.1 8ZM6.5 6.3a1.55 1.55 0 1 1 2.3 1.4c-.5.25-.8.6-.8 1.1M8 10.9v.1', lines],
  paused: [
    'M3.2 1.5h9.6a1.7 1.7 0 0 1 1.7 1.7v9.6a1.7 1.7 0 0 1-1.7 1.7H3.2a1.7 1.7 0 0 1-1.7-1.7V3.2a1.7 1.7 0 0 1 1.7-1.7ZM5.3 4.9v6.2H7V4.9Zm3.7 0v6.2h1.7V4.9Z',
    filled,
  ],
  pending: ['M2 8h11M9 4l4 4-4 4', lines],
};

/** The shape of a state; the word always stands beside it or in the label. */
export function drawStatus(status: GuideModel['status'], size: number): HTMLElement {
  const [d, attributes] = shapes[status];
  return draw('span', 'state', picture(size, drawSvg('path', { d, ...attributes })));
}

/** The sign that there is more to see. */
export function drawMore(): SVGElement {
  return picture(12, drawSvg('path', { d: 'M3 5.5l5 5 5-5', ...lines }));
}

/** The cross of the close button. */
export function drawCross(): SVGElement {
  return picture(16, drawSvg('path', { d: 'M4 4l8 8M12 4l-8 8', ...lines }));
}
