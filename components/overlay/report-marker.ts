import type { MarkerModel } from '../../lib/messages/report-requests';
import type { ReportMessage } from '../../lib/model/report-message';
import { ask, isAlive, type PageExtension } from '../../lib/page/extension';
import type { Sighting } from '../../lib/page/read-report';
import { isSameMessage } from '../../lib/page/report-watch';
import type { SharedReport } from '../../lib/page/shared-report';
import type { DrawnScreen } from '../../lib/providers/screen';
import { type OverlayAction, OverlayView } from './overlay-view';

/** How often the page is looked at while the marker is on show, and how often the worker is asked while it is finding out, in ms. */
const lookEveryMs = 300;
const askAgainMs = 1500;
const mostQuestions = 40;

/** How long an answer counts as fresh when the person comes back to the page, in ms. */
const freshForMs = 2000;

/** The marker stands on no screen of a provider: its place is the message itself. */
const nowhere: DrawnScreen = { id: 'report', kind: 'report', anchors: [] };

/** Whether two messages differ at most in what the tool said about its own sign-in. */
function isAboutSame(one: ReportMessage, other: ReportMessage): boolean {
  return isSameMessage({ ...one, isRefreshed: other.isRefreshed }, other);
}

interface MarkerPorts {
  extension: PageExtension;
  page: SharedReport;
  nowMs(): number;
}

/** The one marker of a report tool's page: beside the first message that was not closed, as long as that is on show. */
export class ReportMarker {
  readonly #ports: MarkerPorts;
  #sighting: Sighting | undefined;
  #view: OverlayView | undefined;
  #model: MarkerModel | undefined;
  #lookTimer: ReturnType<typeof setInterval> | undefined;
  #askTimer: ReturnType<typeof setTimeout> | undefined;
  #questions = 0;
  #askedAtMs = 0;
  #turn = 0;
  /** What the person closed stays closed for the life of the document (UX-53). */
  readonly #closed: ReportMessage[] = [];

  constructor(ports: MarkerPorts) {
    this.#ports = ports;
    const comeBack = (): void => {
      if (document.visibilityState === 'visible' && ports.nowMs() - this.#askedAtMs > freshForMs) void this.#load();
    };
    addEventListener('focus', comeBack);
    document.addEventListener('visibilitychange', comeBack);
  }

  /**
   * Goes where the messages on show want it: stays, moves to another message, or goes away.
   *
   * @param hasUpdate the worker may have something new to say about the same message
   */
  follow(hasUpdate = false): void {
    const before = this.#sighting;
    const next = this.#ports.page.sightings.find(
      ({ message }) => !this.#closed.some((closed) => isAboutSame(closed, message)),
    );
    this.#sighting = next;
    if (!next || !before || !isAboutSame(next.message, before.message)) this.#remove();
    if (!next || (before && this.#view && !hasUpdate && isSameMessage(next.message, before.message))) return;
    this.#questions = 0;
    void this.#load();
  }

  /** Asks the worker anew, at most so often while it is still finding out. */
  async #load(): Promise<void> {
    const { extension, page, nowMs } = this.#ports;
    const sighting = this.#sighting;
    if (!sighting || page.siteId === undefined) return;
    clearTimeout(this.#askTimer);
    this.#turn += 1;
    const turn = this.#turn;
    this.#askedAtMs = nowMs();
    const model = await ask(extension, { type: 'report.model', siteId: page.siteId, message: sighting.message });
    if (turn !== this.#turn) return;
    if (!model) return this.#remove();
    this.#show(model);
    this.#questions += 1;
    if (model.isChecking && this.#questions < mostQuestions) {
      this.#askTimer = setTimeout(() => void this.#load(), askAgainMs);
    }
  }

  #show(model: MarkerModel): void {
    const { extension, nowMs } = this.#ports;
    this.#model = model;
    if (this.#view) {
      this.#view.update(model);
      return;
    }
    this.#view = new OverlayView(nowhere, model, {
      word: (key, ...values) => extension.i18n.getMessage(key, values),
      nowMs,
      onAction: (action) => this.#onAction(action),
      findAnchor: () => this.#sighting?.element,
    });
    this.#lookTimer = setInterval(() => this.#look(), lookEveryMs);
  }

  #look(): void {
    if (!this.#view) return;
    if (!isAlive(this.#ports.extension)) {
      this.#sighting = undefined;
      this.#remove();
      return;
    }
    const state = this.#view.look();
    // A page that hides or moves our marker is not argued with: this message counts as closed.
    if (state === 'tampered' && this.#sighting) this.#closed.push(this.#sighting.message);
    if (state !== 'fine') this.#remove();
  }

  #remove(): void {
    this.#turn += 1;
    clearInterval(this.#lookTimer);
    clearTimeout(this.#askTimer);
    this.#view?.remove();
    this.#view = undefined;
  }

  #onAction(action: OverlayAction): void {
    const { extension, page } = this.#ports;
    const { siteId } = page;
    const message = this.#sighting?.message;
    if (siteId === undefined || !message) return;
    if (action === 'close' || action === 'day' || action === 'site') {
      this.#closed.push(message);
      this.#remove();
      if (action !== 'close') void ask(extension, { type: 'report.mute', siteId, howLong: action });
      this.follow();
      return;
    }
    const isOpenQuestion = this.#model?.acts?.includes('pick') === true;
    const place = action === 'open' ? (isOpenQuestion ? 'pick' : 'connection') : action;
    void ask(extension, { type: 'report.open', siteId, message, place });
  }
}
