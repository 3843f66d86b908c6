export { Mark, SeverityTag } from './mark.tsx';
