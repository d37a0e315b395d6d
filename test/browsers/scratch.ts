import { tmpdir } from 'node:os';

/** Folder for the profiles of browsers: that of the whole test run, which is deleted at its end, else the system's. */
export const scratchDir = (): string => process.env.LEDGERLINE_SCRATCH ?? tmpdir();
