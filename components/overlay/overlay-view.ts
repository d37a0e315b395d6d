import type { GuideModel } from '../../lib/messages/page-requests';
import type { PageSign } from '../../lib/model/page-sign';
import { AnchorTrack } from '../../lib/page/anchor-track';
import { type ClickGuard, guardClicks } from '../../lib/page/click-guard';
import { type Box, toBox } from '../../lib/page/place-box';
import type { DrawnScreen } from '../../lib/providers/screen';
import { type BoxAction, type BoxMode, drawBox } from './overlay-box';
import { type BoxContent, describeContent, looksSame } from './overlay-content';
import { type OverlayHost, putHost } from './overlay-host';
import { findLayout } from './overlay-layout';
import { Outline } from './overlay-outline';
import { WalkReader } from './overlay-walk';

/** How long after the last scroll or resize a new place is searched, in ms. */
const debounceMs = 120;

/** States in which the overlay speaks up; in all others it is a dot that can be opened. */
const prominent: readonly GuideModel['status'][] = ['needs_you', 'unknown', 'pending'];

/** What a person does in the overlay that reaches beyond it. */
export type OverlayAction = Exclude<BoxAction, 'expand' | 'collapse'>;

export interface ViewPorts {
  /** Looks words up by their key. */
  word(key: string, ...values: string[]): string;
  nowMs(): number;
  /** What the person did, once it is certain that a person did it. */
  onAction(action: OverlayAction): void;
  /** Knows the element the overlay belongs to, where no finder of the screen does. */
  findAnchor?(): Element | undefined;
  /** The person folded it to a dot, or opened it again. */
  onFold?(isFolded: boolean): void;
  /** The page shows something new about the path, or another sign. */
  onProgress?(step: number | undefined, signs: PageSign[]): void;
}

/** The overlay of one screen: drawn, kept in its place, and removed. */
export class OverlayView {
  readonly #screen: DrawnScreen;
  readonly #ports: ViewPorts;
  readonly #life = new AbortController();
  readonly #host: OverlayHost;
  readonly #guard: ClickGuard;
  readonly #anchor: AnchorTrack;
  readonly #outline: Outline;
  readonly #walk: WalkReader;
  /** What was told last of path and signs. */
  #told = '';
  #content: BoxContent;
  #drawn: BoxContent | undefined;
  #mode: BoxMode | undefined;
  /** What the person asked for by opening or collapsing it; undefined until then. */
  #asked: 'card' | 'dot' | undefined;
  #redrawTimer: ReturnType<typeof setTimeout> | undefined;
  #frame = 0;
  #isEscaping = false;

  constructor(screen: DrawnScreen, model: GuideModel, ports: ViewPorts) {
    this.#screen = screen;
    this.#ports = ports;
    this.#host = putHost(ports.word('@@bidi_dir') === 'rtl' ? 'rtl' : 'ltr');
    this.#anchor = new AnchorTrack(ports.findAnchor ?? screen.anchors, ports.nowMs);
    this.#outline = new Outline(this.#host.outline);
    this.#walk = new WalkReader(screen, ports.nowMs);
    this.#walk.take(model);
    this.#content = describeContent(screen, model, this.#walk.look(), ports.word);
    const { signal } = this.#life;
    this.#guard = guardClicks(this.#host.element, this.#host.box, {
      box: () => this.#host.box.getBoundingClientRect(),
      nowMs: ports.nowMs,
      signal,
    });
    const follow = (): void => this.#follow();
    addEventListener('scroll', follow, { capture: true, passive: true, signal });
    addEventListener('resize', follow, { signal });
    for (const type of ['change', 'input', 'click', 'focusin']) {
      document.addEventListener(type, () => this.#readPage(), { capture: true, passive: true, signal });
    }
    document.addEventListener('click', (event) => this.#onPress(event), { capture: true, passive: true, signal });
    for (const type of ['keydown', 'keyup'] as const) {
      this.#host.box.addEventListener(type, (event) => this.#onKey(event));
    }
    this.#anchor.look();
    this.#layOut();
    this.#tell();
  }

  /** Takes a newer model of the same screen. */
  update(model: GuideModel): void {
    this.#walk.take(model);
    this.#apply(describeContent(this.#screen, model, this.#walk.look(), this.#ports.word));
  }

  /** To be called a few times a second while the page is visible: says whether the overlay can stay. */
  look(): 'fine' | 'tampered' | 'lost' {
    this.#host.beat();
    // On paper the overlay hides itself (UX-55): that is not the page's doing.
    if (matchMedia('print').matches) return 'fine';
    if (this.#guard.look() === 'tampered') return 'tampered';
    const news = this.#anchor.look();
    if (news === 'lost') return 'lost';
    this.#host.raise();
    this.#readPage();
    // What is next may have moved beneath us while the page drew itself.
    if (news === 'moved' || this.#outline.hasMoved(this.#content.target)) this.#redrawSoon();
    return 'fine';
  }

  remove(): void {
    this.#life.abort();
    clearTimeout(this.#redrawTimer);
    cancelAnimationFrame(this.#frame);
    this.#host.remove();
  }

  /** Tells at once what a press ended: the page may be gone in a moment. */
  #onPress(event: Event): void {
    if (this.#walk.recordPress(event)) this.#readPage();
  }

  #readPage(): void {
    this.#apply(describeContent(this.#screen, this.#content.model, this.#walk.look(), this.#ports.word));
  }

  #apply(content: BoxContent): void {
    const hasUpdate = !looksSame(content, this.#content);
    // What the person asked for was about the state it had then.
    if (content.status !== this.#content.status) this.#asked = undefined;
    this.#content = content;
    if (hasUpdate) this.#layOut();
    else this.#drawOutline();
    this.#tell();
  }

  /** Tells what is new of path and signs; on the shell of the product only once the person wants to walk. */
  #tell(): void {
    const { walk, model } = this.#content;
    const step = walk && this.#isWalking() ? walk.step : undefined;
    const signs = this.#walk.signs();
    const news = JSON.stringify([step, signs]);
    const hasNothing = step === undefined && signs.length === 0 && !model.lacksPermission;
    if (news === this.#told || (this.#told === '' && hasNothing)) return;
    this.#told = news;
    this.#ports.onProgress?.(step, signs);
  }

  /** Whether the way is shown: on the screens where something is mended, and elsewhere once the person opened it. */
  #isWalking(): boolean {
    const { model } = this.#content;
    if (this.#asked === 'dot') return false;
    return this.#screen.kind !== 'shell' || this.#asked === 'card' || model.path?.isFollowed === true;
  }

  #onAction(action: BoxAction, event: Event): void {
    if (!this.#guard.allows(event)) return;
    if (action === 'expand' || action === 'collapse') this.#fold(action === 'expand' ? 'card' : 'dot');
    else this.#ports.onAction(action);
  }

  /** Acts when the key is let go, so that not even that reaches the page after the overlay is gone. */
  #onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !event.isTrusted) return;
    const wasPressedHere = this.#isEscaping;
    this.#isEscaping = event.type === 'keydown';
    if (event.type === 'keydown' || !wasPressedHere) return;
    if (this.#asked === 'card') this.#fold('dot');
    else this.#ports.onAction('close');
  }

  #fold(mode: 'card' | 'dot'): void {
    this.#asked = mode;
    this.#layOut();
    this.#tell();
    if (this.#screen.kind === 'shell') this.#ports.onFold?.(mode === 'dot');
    this.#host.root.querySelector('button')?.focus({ preventScroll: true });
  }

  /** Shapes in the order they are tried: what the person asked for, else what the state calls for. On the way to somewhere else one line is enough. */
  #modes(): BoxMode[] {
    if (this.#asked) return [this.#asked];
    const { status, walk, model } = this.#content;
    if (walk && this.#isWalking()) return ['card', 'line', 'dot'];
    const isQuiet = model.isFolded && this.#screen.kind === 'shell';
    if (isQuiet || !(prominent.includes(status) || walk || this.#screen.kind === 'report')) return ['dot'];
    return this.#screen.kind === 'shell' ? ['line', 'dot'] : ['card', 'line', 'dot'];
  }

  #layOut(): void {
    const { mode, box } = findLayout({
      anchor: this.#anchor.box,
      modes: this.#modes(),
      measure: (shape) => this.#draw(shape),
      isAsked: this.#asked === 'card',
      target: this.#content.target && toBox(this.#content.target.getBoundingClientRect()),
    });
    this.#draw(mode);
    this.#moveTo(box);
    this.#drawOutline();
  }

  #draw(mode: BoxMode): Box {
    const { box, root } = this.#host;
    if (this.#mode !== mode || this.#drawn !== this.#content) {
      const focused = root.activeElement instanceof HTMLElement ? root.activeElement.dataset.action : undefined;
      drawBox(box, this.#content, mode, {
        word: this.#ports.word,
        onAction: (action, event) => this.#onAction(action, event),
      });
      this.#mode = mode;
      this.#drawn = this.#content;
      this.#guard.moved();
      if (focused) box.querySelector<HTMLElement>(`[data-action=${focused}]`)?.focus({ preventScroll: true });
    }
    return toBox(box.getBoundingClientRect());
  }

  #moveTo({ x, y }: Pick<Box, 'x' | 'y'>): void {
    const { style } = this.#host.box;
    const [left, top] = [`${Math.round(x)}px`, `${Math.round(y)}px`];
    if (style.left === left && style.top === top) return;
    style.left = left;
    style.top = top;
    this.#guard.moved();
  }

  #drawOutline(): void {
    const isShown = this.#content.walk === undefined || this.#isWalking();
    this.#outline.draw(isShown ? this.#content : undefined);
  }

  /** Moves along with the anchor while the page scrolls, and looks for the best place once it rests. */
  #follow(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      const before = this.#anchor.box;
      if (this.#anchor.look() === 'moved') {
        const box = this.#host.box.getBoundingClientRect();
        const { x, y } = this.#anchor.box;
        this.#moveTo({ x: box.x + x - before.x, y: box.y + y - before.y });
      }
      this.#drawOutline();
      this.#redrawSoon();
    });
  }

  #redrawSoon(): void {
    clearTimeout(this.#redrawTimer);
    this.#redrawTimer = setTimeout(() => this.#layOut(), debounceMs);
  }
}
