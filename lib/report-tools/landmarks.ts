import type { Landmarks, NamePlace, SiteDefinition } from '../model/report-site';
import { plain } from './phrases';

/**
 * What is looked for on any report tool: words that tools of many makes use for the same things. A definition of a site
 * may replace each of the four.
 */
export const genericLandmarks: Landmarks = {
  error: [
    'authorization error',
    'authorisation error',
    'authorization failed',
    'authorisation failed',
    'authentication error',
    'authentication failed',
    'not authorized',
    'not authorised',
    'unauthorized',
    'unauthorised',
    'access denied',
    'connection error',
    'connection expired',
    'connection has expired',
    'connection lost',
    'could not connect to',
    "couldn't connect to",
    'unable to connect to',
    'needs to be reconnected',
    ['refresh connection', 'error'],
    ['refresh connection', 'failed'],
    ['refresh your connection', 'error'],
    ['reconnect', 'error'],
    ['reconnect', 'failed'],
    ['reconnect', 'expired'],
    ['reconnect', 'could not'],
  ],
  refreshed: [
    'connection refreshed',
    'connection renewed',
    'connection was refreshed',
    'connection has been refreshed',
    'connection updated',
    'reconnected',
    'connected successfully',
    'connection successful',
  ],
  report: {
    labels: ['report', 'report name', 'statement'],
    selector: 'h1, h2, h3, h4, h5, legend, caption, [role=heading]',
  },
  integration: {
    labels: [
      'source',
      'data source',
      'integration',
      'connection',
      'connected to',
      'company',
      'organisation',
      'organization',
      'client',
      'entity',
      'data from',
    ],
  },
};

function plainPlace({ labels, selector }: NamePlace): NamePlace {
  return { ...(labels ? { labels: labels.map(plain) } : {}), ...(selector === undefined ? {} : { selector }) };
}

/** What is looked for on one site, ready to be compared with the text of its pages. */
export function landmarksOf(definition: SiteDefinition): Landmarks {
  const {
    error = genericLandmarks.error,
    refreshed = genericLandmarks.refreshed,
    report = genericLandmarks.report,
    integration = genericLandmarks.integration,
  } = definition;
  return {
    error: error.map((phrase) => (typeof phrase === 'string' ? plain(phrase) : phrase.map(plain))),
    refreshed: refreshed.map(plain),
    report: plainPlace(report),
    integration: plainPlace(integration),
  };
}
