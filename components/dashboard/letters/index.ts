export { LettersView } from './letters-view.tsx';
