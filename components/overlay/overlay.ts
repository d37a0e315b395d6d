import type { PageSign } from '../../lib/model/page-sign';
import { ask, isAlive, type PageExtension } from '../../lib/page/extension';
import { asksForPassword } from '../../lib/page/find-by-text';
import { hasOwnFrame } from '../../lib/page/own-frames';
import { isSameScreen, type ShownScreen } from '../../lib/page/shared-page';
import type { DrawnScreen } from '../../lib/providers/screen';
import { type OverlayAction, OverlayView } from './overlay-view';

/** How often the page is looked at while the overlay is on show, in ms. */
const lookEveryMs = 300;

/** How long a model counts as fresh when the person comes back to the page, in ms. */
const freshForMs = 2000;

export interface OverlayPorts {
  extension: PageExtension;
  nowMs(): number;
}

/** The one overlay of a page: shows what the worker has to say about the screen, and goes with it. */
export class Overlay {
  readonly #ports: OverlayPorts;
  #shown: ShownScreen | undefined;
  #facts: DrawnScreen | undefined;
  #view: OverlayView | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;
  #askedAtMs = 0;
  #turn = 0;
  /** Screens the person closed; they stay closed for the life of the document (UX-53). */
  readonly #closed: ShownScreen[] = [];

  constructor(ports: OverlayPorts) {
    this.#ports = ports;
    const comeBack = (): void => {
      if (document.visibilityState === 'visible') void this.#refresh();
    };
    addEventListener('focus', comeBack);
    document.addEventListener('visibilitychange', comeBack);
  }

  /** Shows the overlay of this screen; the same screen again only brings it up to date. Never throws. */
  async show(screen: ShownScreen): Promise<void> {
    if (!isSameScreen(screen, this.#shown)) this.remove();
    if (this.#closed.some((closed) => isSameScreen(closed, screen))) return;
    this.#shown = screen;
    await this.#load(screen);
  }

  remove(): void {
    this.#turn += 1;
    this.#shown = undefined;
    clearInterval(this.#timer);
    this.#view?.remove();
    this.#view = undefined;
  }

  async #load(screen: ShownScreen): Promise<void> {
    this.#turn += 1;
    const turn = this.#turn;
    this.#askedAtMs = this.#ports.nowMs();
    const { extension, nowMs } = this.#ports;
    const model = await ask(extension, { type: 'guide.model', ...screen });
    if (turn !== this.#turn) return;
    const facts = model?.screen;
    if (!facts || model.screenId !== screen.screenId || this.#isForbidden(facts)) {
      this.remove();
      return;
    }
    if (this.#view) {
      this.#view.update(model);
      return;
    }
    this.#view = new OverlayView(facts, model, {
      word: (key, ...values) => extension.i18n.getMessage(key, values),
      nowMs,
      onAction: (action) => this.#onAction(action, screen),
      onFold: (isFolded) => void ask(extension, { type: 'guide.fold', screenId: screen.screenId, isFolded }),
      onProgress: (step, signs) => void this.#onProgress(screen, step, signs),
    });
    this.#facts = facts;
    this.#timer = setInterval(() => this.#look(), lookEveryMs);
  }

  async #refresh(): Promise<void> {
    this.#look();
    if (this.#shown && this.#ports.nowMs() - this.#askedAtMs > freshForMs) await this.#load(this.#shown);
  }

  #look(): void {
    if (!this.#view || !this.#facts) return;
    if (!isAlive(this.#ports.extension) || this.#isForbidden(this.#facts) || this.#view.look() !== 'fine')
      this.remove();
  }

  /** A sign-in page that asks for a password is left alone, also when it does so later (SEC-16); and a page that a frame of its own stands for. */
  #isForbidden({ kind, leavesToFrames }: DrawnScreen): boolean {
    return leavesToFrames ? hasOwnFrame() : (kind === 'consent' || kind === 'oauth_error') && asksForPassword();
  }

  /** Tells the worker what the page shows; when that led to something new to say, says it. */
  async #onProgress(screen: ShownScreen, step: number | undefined, signs: PageSign[]): Promise<void> {
    const { extension } = this.#ports;
    const progress = { type: 'guide.progress', ...screen, ...(step === undefined ? {} : { step }), signs } as const;
    // A worker that ended while it waited for the check says nothing, and is asked once more.
    const told = (await ask(extension, progress)) ?? (await ask(extension, progress));
    if (told?.hasUpdate && isSameScreen(screen, this.#shown)) await this.#load(screen);
  }

  #onAction(action: OverlayAction, screen: ShownScreen): void {
    const { extension } = this.#ports;
    if (action !== 'close' && action !== 'day' && action !== 'site') {
      void ask(extension, { type: 'guide.open', ...screen });
      return;
    }
    this.#closed.push(screen);
    this.remove();
    const howLong = action === 'close' ? 'now' : action;
    void ask(extension, { type: 'guide.mute', screenId: screen.screenId, howLong });
  }
}
