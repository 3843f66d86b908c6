export { type CurrentTab, readCurrentTab } from './current-tab.ts';
export { Popup } from './popup.tsx';
