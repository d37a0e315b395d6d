import { openStore } from '../../lib/store/database';

// Before anything else is evaluated: the browser opens the database while the other scripts run.
void openStore();
