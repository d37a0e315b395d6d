/** Longest error message and longest name that are read out of a report tool's page, in UTF-16 units. */
export const maxErrorLength = 600;
export const maxNameLength = 200;
