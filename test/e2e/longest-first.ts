import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest: one of them that began last would run alone at the end, with half of the machine idle. */
const longest = [
  'providers/xero-screens',
  'providers/quickbooks-screens',
  'providers/intacct-screens',
  'providers/salesforce-screens',
  'providers/salesforce',
  'providers/quickbooks',
  'overlay/overlay',
  'worker-death',
  'overlay/clickjacking',
  'providers/own',
  'report-tools',
  'stored-data',
  'causes',
  'bad-sign-ins',
  'providers/intacct',
  'secrets',
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
