// What every part of the dashboard is given.

import type { DashboardActions } from '../connection.ts';
import type { DashboardState } from '../state.ts';

export interface DashboardProperties {
  readonly state: DashboardState;
  readonly actions: DashboardActions;
}
