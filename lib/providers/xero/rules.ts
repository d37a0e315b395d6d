import type { Rule } from '../../model/rule';

export const xeroRules: readonly Rule[] = [];
