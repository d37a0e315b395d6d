import type { GuideModel } from '../../lib/messages/page-requests';
import type { PageSign } from '../../lib/model/page-sign';
import { type PathMoment, readPath, readSigns } from '../../lib/page/read-path';
import type { PathStep, RowNames, SignFact } from '../../lib/providers/path';
import type { DrawnScreen } from '../../lib/providers/screen';

/** Buttons that open a menu (ARIA 1.2, aria-haspopup). */
const menuButton = '[aria-haspopup=true], [aria-haspopup=menu]';

/** How long after a press the page may still be drawing what it led to, in ms. */
const redrawDelayMs = 1500;

const nobody: RowNames = { person: [], app: [], company: [] };

/** What the page shows about the path of a model: where the person stands on it, and what else it tells. */
export interface Walk extends PathMoment {
  total: number;
  /** Indexes of the steps that only some have to do. */
  detours: readonly number[];
  /** There is nothing to point at, but the person just pressed it: what comes of that may not be drawn yet. */
  isSettling?: true;
}

/** Reads the page for one screen and one model, and remembers what was pressed there. */
export class WalkReader {
  readonly #screen: DrawnScreen;
  readonly #nowMs: () => number;
  readonly #pressed = new Set<number>();
  #steps: readonly PathStep[] | undefined;
  #signs: readonly SignFact[] = [];
  #names: RowNames = nobody;
  #walk: Walk | undefined;
  /** The step whose target was pressed last, and until when the page may still be drawing what that led to. */
  #justPressed: { step: number; untilMs: number } | undefined;

  constructor(screen: DrawnScreen, nowMs: () => number) {
    this.#screen = screen;
    this.#nowMs = nowMs;
  }

  /** Takes a newer model: a path that begins anew, since what was pressed did not help or was about something else. */
  take({ path, names, signs }: GuideModel): void {
    this.#steps = path?.steps;
    this.#signs = signs ?? [];
    this.#names = names ?? nobody;
    this.#pressed.clear();
    this.#justPressed = undefined;
  }

  look(): Walk | undefined {
    const steps = this.#steps ?? [];
    const read = readPath(steps, this.#screen.id, this.#names, this.#pressed);
    const pressed = this.#justPressed && this.#nowMs() < this.#justPressed.untilMs ? this.#justPressed.step : undefined;
    // A page that closes a window before it shows what was done there leads nobody back meanwhile.
    const moment = read && pressed !== undefined && read.step < pressed ? { step: pressed } : read;
    const detours = steps.flatMap(({ isDetour }, index) => (isDetour ? [index] : []));
    const isSettling = moment !== undefined && moment.step === pressed && !moment.target;
    this.#walk = moment && { ...moment, total: steps.length, detours, ...(isSettling ? { isSettling } : {}) };
    return this.#walk;
  }

  signs(): PageSign[] {
    return readSigns(this.#signs, this.#screen.id, this.#names);
  }

  /**
   * The person pressed something on the page: a step that ends what is to be done on this screen is done by that. What opens
   * a menu ends nothing: the thing to press is in there.
   *
   * @returns whether it was such a step
   */
  recordPress(event: Event): boolean {
    const walk = this.#walk;
    const step = walk && this.#steps?.[walk.step];
    if (!event.isTrusted || !walk?.target || !step || !(event.target instanceof Node)) return false;
    if (!walk.target.contains(event.target)) return false;
    this.#justPressed = { step: walk.step, untilMs: this.#nowMs() + redrawDelayMs };
    if (step.choose || step.fill || step.done) return false;
    if (walk.target.matches(menuButton)) return false;
    const isLastHere = !this.#steps?.slice(walk.step + 1).some(({ screens }) => screens.includes(this.#screen.id));
    if (isLastHere) this.#pressed.add(walk.step);
    return isLastHere;
  }
}
