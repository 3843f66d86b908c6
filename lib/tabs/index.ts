export { openClosedTabs } from './closed.ts';
export type { Outside, TabBrowser } from './outside.ts';
export { receive } from './receive.ts';
export { openTabs, type Tabs } from './tabs.ts';
