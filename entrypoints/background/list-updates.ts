import { browser } from 'wxt/browser';
import { LISTS_ALARM, scheduleUpdates, updateDueLists } from '../../lib/lists/index.ts';

/** Has the browser tell when the next list is due. Where it keeps no database there are no lists; the page of lists says so. */
export const setListAlarm = (): void => void scheduleUpdates().catch(() => undefined);

/** Updates the lists that are due whenever the browser tells. */
export function updateListsWhenDue(): void {
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name !== LISTS_ALARM) return;
    void updateDueLists()
      .catch(() => undefined)
      .then(setListAlarm);
  });
}
