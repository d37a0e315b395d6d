export { reportBug } from '../../lib/browser/report-bug';
