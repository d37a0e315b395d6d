// @vitest-environment happy-dom
import { beforeEach, describe, expect, it } from 'vitest';
import { WalkReader } from '../../../components/overlay/overlay-walk';
import type { GuideModel } from '../../../lib/messages/page-requests';
import type { PathStep } from '../../../lib/providers/path';
import { layOutPage } from '../page/layout';

const edit: PathStep = {
  id: 'edit',
  screens: ['apps'],
  target: {
    finders: [{ selector: 'a', texts: ['edit'] }],
    row: 'app',
    otherwise: { finders: [{ selector: '[aria-haspopup]' }], row: 'app' },
  },
};
const save: PathStep = { id: 'save', screens: ['app'], target: { finders: [{ selector: 'button', texts: ['save'] }] } };

const model: GuideModel = {
  screenId: 'apps',
  status: 'needs_you',
  statusWord: 'Needs you',
  headline: 'The app key is not accepted',
  steps: [],
  path: { steps: [edit, save], isFollowed: true, didNotHelp: false, isUnderCheck: false },
  names: { person: [], app: ['Ledgerline'], company: [] },
};

const row = (actions: string): string => `<table><tr><th>Ledgerline</th><td>${actions}</td></tr></table>`;
const menu = '<button id="menu" aria-haspopup="menu">▾</button>';
const dialogLink = '<a id="edit" href="#" aria-haspopup="dialog">Edit</a>';

/** A press of a person, unless it is said to be a script's. */
function pressOn(id: string, isTrusted = true): Event {
  const press = new Event('click');
  Object.defineProperty(press, 'isTrusted', { value: isTrusted });
  Object.defineProperty(press, 'target', { value: document.getElementById(id) });
  return press;
}

describe('WalkReader', () => {
  let walk: WalkReader;
  let nowMs = 0;
  beforeEach(() => {
    layOutPage();
    nowMs = 1000;
    walk = new WalkReader({ id: 'apps', kind: 'apps', anchors: [] }, () => nowMs);
    walk.take(model);
  });

  it('goes on after the last thing to press on a screen was pressed', () => {
    document.body.innerHTML = row(dialogLink);
    expect(walk.look()).toMatchObject({ step: 0, target: { id: 'edit' } });
    expect(walk.recordPress(pressOn('edit'))).toBe(true);
    expect(walk.look()).toMatchObject({ step: 1 });
  });

  it('leads into a menu that has to be opened first', () => {
    document.body.innerHTML = row(menu);
    expect(walk.look()).toMatchObject({ step: 0, target: { id: 'menu' } });
    expect(walk.recordPress(pressOn('menu'))).toBe(false);
    document.body.innerHTML = row(menu + dialogLink);
    expect(walk.look()).toMatchObject({ step: 0, target: { id: 'edit' } });
  });

  describe('after a press, while the page still draws what it led to', () => {
    const add: PathStep = { id: 'add', screens: ['apps'], target: { finders: [{ selector: 'a', texts: ['add'] }] } };
    const send: PathStep = {
      id: 'send',
      screens: ['apps'],
      target: { finders: [{ selector: 'button', texts: ['send'] }] },
      done: { shows: { finders: [{ selector: 'td', texts: ['invited'] }] } },
    };
    const list = '<a id="add" href="#">Add</a>';
    const dialog = `${list}<button id="send">Send</button>`;

    beforeEach(() => {
      walk.take({ ...model, path: { steps: [add, send], isFollowed: true, didNotHelp: false, isUnderCheck: false } });
      document.body.innerHTML = dialog;
      expect(walk.look()).toMatchObject({ step: 1, target: { id: 'send' } });
    });

    it('does not lead back to what is behind the person', () => {
      walk.recordPress(pressOn('send'));
      document.body.innerHTML = list;
      expect(walk.look()).toStrictEqual({ step: 1, total: 2, detours: [], isSettling: true });
      document.body.innerHTML = `${list}<table><tr><td>Invited</td></tr></table>`;
      expect(walk.look()).toMatchObject({ step: 2 });
    });

    it('leads back when nothing came of it', () => {
      walk.recordPress(pressOn('send'));
      document.body.innerHTML = list;
      nowMs += 1500;
      expect(walk.look()).toMatchObject({ step: 0, target: { id: 'add' } });
      expect(walk.look()).not.toHaveProperty('isSettling');
    });

    it('leads back at once when the window was closed by something else', () => {
      document.body.innerHTML = list;
      expect(walk.look()).toMatchObject({ step: 0, target: { id: 'add' } });
    });
  });

  it('believes no made-up press', () => {
    document.body.innerHTML = row(dialogLink);
    walk.look();
    expect(walk.recordPress(pressOn('edit', false))).toBe(false);
    expect(walk.look()).toMatchObject({ step: 0 });
  });
});
