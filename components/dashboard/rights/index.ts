export { RightsView } from './rights-view.tsx';
