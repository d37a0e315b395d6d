import type { PathStep } from '../path';
import type { Finder } from '../screen';

/** Things to press: the classic pages have submit fields, Lightning buttons, links and entries of menus. */
const pressable =
  'button, a, [role=button], [role=link], [role=menuitem], [role=tab], input[type=submit], input[type=button]';

export const press = (...texts: string[]): Finder => ({ selector: pressable, texts });
export const box = (...texts: string[]): Finder => ({
  selector: 'input[type=checkbox], [role=switch], [role=checkbox]',
  texts,
});
export const list = (...texts: string[]): Finder => ({ selector: 'select, [role=combobox], [role=listbox]', texts });

/** In Lightning, what a row of a list offers stands in its menu. */
export const rowMenu: Finder = { selector: '[aria-haspopup]' };

/** A page of Setup as Lightning draws it, and as the classic page it is elsewhere. */
export const both = (...ids: string[]): string[] =>
  ids.flatMap((id) => [`salesforce.${id}`, `salesforce.${id}_classic`]);

/** The gear, or the link of old. */
export const setup: PathStep = {
  id: 'setup',
  screens: ['salesforce.shell', 'salesforce.refusal_classic'],
  target: { finders: [press('setup')] },
};

export const inTree = (id: string, ...texts: string[]): PathStep => ({
  id,
  screens: ['salesforce.setup_home'],
  target: { finders: [press(...texts)] },
});

export const save = (...screens: string[]): PathStep => ({
  id: 'save',
  screens: both(...screens),
  target: { finders: [press('save')] },
});
