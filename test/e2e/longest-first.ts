import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take longest: one of them that began last would run alone at the end, with half of the machine idle. */
const longest = [
  'overlay/clickjacking',
  'providers/quickbooks-screens',
  'providers/quickbooks',
  'providers/xero-screens',
  'providers/salesforce',
  'providers/salesforce-screens',
  'bad-sign-ins',
  'overlay/overlay',
  'providers/own',
  'surfaces',
  'causes',
  'providers/intacct-screens',
  'providers/intacct',
  'stored-data',
  'worker-death',
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
