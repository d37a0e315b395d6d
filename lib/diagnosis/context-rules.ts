import type { Rule } from '../model/rule';
import { companyRules } from './context-company';
import { deviceRules } from './context-device';
import { historyRules } from './context-history';
import { pageRules } from './context-page';

/** Layer 4: what is known around the answer. */
export const contextRules: readonly Rule[] = [...historyRules, ...companyRules, ...deviceRules, ...pageRules];
