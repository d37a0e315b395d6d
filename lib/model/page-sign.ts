import * as z from 'zod/mini';

/**
 * All that may be learnt from what a provider's own page shows; a closed list, so that no text of a page ever travels.
 * `no_right_to_manage`: whoever is signed in there may not make the change. `app_missing`, `person_missing`: the list is
 * there, and our app or the person who connected is not in it. `person_inactive`: that person is there and switched off.
 * `role_limited`: that person's role is shown and leaves data out. `subscription_ended`: the page says so.
 */
const pageSigns = [
  'no_right_to_manage',
  'app_missing',
  'person_missing',
  'person_inactive',
  'role_limited',
  'subscription_ended',
] as const;
export const PageSign = z.enum(pageSigns);
export type PageSign = z.infer<typeof PageSign>;
