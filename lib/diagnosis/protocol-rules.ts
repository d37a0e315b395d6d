import type { Rule } from '../model/rule';
import { appWords } from './protocol-app';
import { availabilityWords } from './protocol-availability';
import { bearerRules } from './protocol-bearer';
import { companyWords } from './protocol-company';
import { httpRules } from './protocol-http';
import { languageRules } from './protocol-languages';
import { oauthRules } from './protocol-oauth';
import { rightsWords } from './protocol-rights';
import { signInWords } from './protocol-sign-in';
import { transportRules } from './protocol-transport';
import { grantWords } from './protocol-words';
import { shapeRules } from './shape-rules';

/** Layer 3: what holds for every provider. */
export const protocolRules: readonly Rule[] = [
  ...oauthRules,
  ...bearerRules,
  ...grantWords,
  ...signInWords,
  ...rightsWords,
  ...appWords,
  ...companyWords,
  ...languageRules,
  ...availabilityWords,
  ...httpRules,
  ...transportRules,
  ...shapeRules,
];
