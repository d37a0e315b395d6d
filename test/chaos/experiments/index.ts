import type { Experiment } from '../experiment';
import { deaths } from './deaths';
import { definitions } from './definitions';
import { items } from './items';
import { records } from './records';
import { reports } from './reports';
import { schedules } from './schedules';
import { watch } from './watch';
import { writes } from './writes';

/** All that runs inside one process, in the order in which it is begun. */
export const experiments: readonly Experiment[] = [
  schedules,
  deaths,
  writes,
  records,
  watch,
  items,
  reports,
  definitions,
];
