export { ListsView } from './lists-view.tsx';
