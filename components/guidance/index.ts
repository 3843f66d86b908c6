export { Guidance } from './guidance.tsx';
