import type { Rule } from '../model/rule';
import { httpRules } from './protocol-http';
import { oauthRules } from './protocol-oauth';
import { rightsWords } from './protocol-rights';
import { transportRules } from './protocol-transport';
import { weatherWords } from './protocol-weather';
import { grantWords } from './protocol-words';
import { shapeRules } from './shape-rules';

/** Layer 3: what holds for every provider. */
export const protocolRules: readonly Rule[] = [
  ...oauthRules,
  ...grantWords,
  ...rightsWords,
  ...weatherWords,
  ...httpRules,
  ...transportRules,
  ...shapeRules,
];
