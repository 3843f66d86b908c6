export { askContacts, askGiven } from './dialogs.tsx';
export { openPageWarning } from './page-warning.ts';
