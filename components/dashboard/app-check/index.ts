export { AppCheckView } from './app-check-view.tsx';
