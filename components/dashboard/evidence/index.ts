export { EvidenceView } from './evidence-view.tsx';
