import type { ProviderMark, Rule } from '../../model/rule';
import { intacctGatewayRules } from './rules-gateway';
import { intacctPageRules } from './rules-page';
import { intacctRestRules } from './rules-rest';
import { intacctXmlRules } from './rules-xml';

/** What Sage Intacct's answers mean; every rule names its place on the facts page. */
export const intacctRules: readonly Rule[] = [
  ...intacctGatewayRules,
  ...intacctRestRules,
  ...intacctXmlRules,
  ...intacctPageRules,
];

/** By what an answer shows that it is Sage Intacct's (facts/sage-intacct 3 and 6). */
export const intacctMarks: readonly ProviderMark[] = [
  { weight: 1, hosts: ['intacct.com'], headers: ['x-ia-*'] },
  { weight: 0.9, says: ['intacct'], spells: ['ia::error', 'ia::result'] },
  {
    weight: 0.8,
    codes: ['gw-00*', 'rest-*', 'ia.*', 'xl0*', 'pl0*', 'bl0*', 'bl3*', 'dl0*', 'xmlgw_*', 'ujpp*', 'jpp*'],
  },
  { weight: 0.6, says: ['Web Services Authorization', 'XL03000', 'for API operation', 'errorno', 'senderid'] },
];
