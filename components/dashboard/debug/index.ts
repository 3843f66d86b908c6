export { DebugView } from './debug-view.tsx';
