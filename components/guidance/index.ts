export { Guidance } from './guidance.tsx';
export { StepParts } from './step-parts.tsx';
