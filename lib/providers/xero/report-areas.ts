/** Areas that are reports or journals, by their id. */
export const reportAreas = /profit|balance|trial|aged|receivable|payable|journal|report|budget|cash.?flow/i;
