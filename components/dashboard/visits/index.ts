export { VisitsView } from './visits-view.tsx';
