import { browser } from 'wxt/browser';
import { badgeText, type Severity } from '../../lib/assessment/index.ts';

const COLOUR: Record<Severity, string> = { none: '#5b6670', info: '#2f5d8a', caution: '#8a5a00', danger: '#b3261e' };

/** Shows a severity on the toolbar button of a tab. A tab that is gone by then is no error. */
export async function showBadge(tabId: number, severity: Severity): Promise<void> {
  const action = browser.action ?? browser.browserAction;
  await Promise.all([
    action.setBadgeText({ tabId, text: badgeText(severity) }),
    action.setBadgeBackgroundColor({ tabId, color: COLOUR[severity] }),
  ]).catch(() => undefined);
}
