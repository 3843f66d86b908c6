export { PlanView } from './plan-view.tsx';
