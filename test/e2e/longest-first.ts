import { BaseSequencer, type TestSpecification } from 'vitest/node';

/**
 * Files that take longest: one of them that began last would run alone at the end, with half of the machine idle. Those on the
 * providers' own screens wait more than they work, so not all of them begin at once.
 */
const longest = [
  'providers/xero-screens',
  'providers/intacct-screens',
  'providers/quickbooks',
  'overlay/overlay',
  'variants/variants',
  'providers/salesforce',
  'overlay/clickjacking',
  'providers/quickbooks-screens',
  'providers/own',
  'providers/salesforce-screens',
  'causes',
  'report-tools',
  'bad-sign-ins',
  'worker-death',
  'providers/intacct',
  'surfaces',
  'sign-in-progress',
  'secrets',
  'stored-data',
  'refused-sign-ins',
  'bad-days',
  'providers/intacct-sign-in',
  'drivers',
  'providers/salesforce-setup',
  'sandbox-screens',
];

const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = longest.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
  return place === -1 ? longest.length : place;
};

/** The longest first; the rest as Vitest would order it. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const usual = await super.sort(files);
    return usual.toSorted((one, other) => placeOf(one) - placeOf(other));
  }
}
