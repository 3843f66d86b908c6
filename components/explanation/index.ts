export { ExplanationSections } from './sections.tsx';
