export { Choice } from './choice.tsx';
export { SettingsView } from './settings-view.tsx';
