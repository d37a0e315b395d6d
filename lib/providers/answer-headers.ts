/** Headers in which providers and their gateways send an id that their support can look up; lower case, most telling first. */
export const requestIdHeaders = [
  'intuit_tid',
  'xero-correlation-id',
  'x-request-id',
  'request-id',
  'x-correlation-id',
  'x-amzn-requestid',
  'x-sfdc-request-id',
];
/** Headers that say how long to wait, in seconds or as a date; lower case. */
export const retryHeaders = [
  'retry-after',
  'x-ia-throttle-limit-retryafter',
  'x-ia-hour-rate-limit-retry-after',
  'x-ia-tenant-throttle-limit-retry-after',
];
