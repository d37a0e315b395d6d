import * as z from 'zod/mini';
import { ReportMessage } from '../model/report-message';
import type { Landmarks } from '../model/report-site';
import type { GuideModel, GuideTexts } from './page-requests';

const siteId = z.string().check(z.minLength(1), z.maxLength(100));

/** Where our window opens: at the connection, at "What works", at the support report, or at the choice of a connection. */
const Place = z.enum(['connection', 'areas', 'report', 'pick']);

/** What our scripts in the pages of report tools may tell or ask; only on sites the person added (SEC-52). */
export const ReportRequest = z.lazy(() =>
  z.discriminatedUnion('type', [
    /** The watcher asks what to look for. */
    z.object({ type: z.literal('report.landmarks') }),
    /** An error message is on show. Its words are diagnosed and forgotten. */
    z.object({ type: z.literal('report.seen'), siteId, message: ReportMessage }),
    /** The marker asks what to draw. */
    z.object({ type: z.literal('report.model'), siteId, message: ReportMessage }),
    /** The marker was clicked: open our own window. Changes nothing (SEC-60). */
    z.object({ type: z.literal('report.open'), siteId, message: ReportMessage, place: Place }),
    /** The marker was closed: until when it shall stay away (UX-53). */
    z.object({ type: z.literal('report.mute'), siteId, howLong: z.enum(['day', 'site']) }),
  ]),
);
export type ReportRequest = z.infer<typeof ReportRequest>;

/** What the marker says, ready to show; `isChecking` where more will be known in a moment. */
export interface MarkerModel extends GuideModel {
  isChecking: boolean;
}

export interface ReportReplies {
  'report.landmarks': { siteId: string; landmarks: Landmarks } | null;
  'report.seen': { marker: boolean };
  'report.model': MarkerModel | null;
  'report.open': null;
  'report.mute': null;
}

/** A marker before its words are looked up. */
export interface MarkerTexts extends GuideTexts {
  acts: readonly NonNullable<GuideModel['acts']>[number][];
  /** What it could be, the most likely first. */
  ranked: readonly GuideTexts['headline'][];
  isChecking: boolean;
}
