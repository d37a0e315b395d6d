import type { ScreenFacts } from '../screen';

export const xeroScreens: readonly ScreenFacts[] = [];
