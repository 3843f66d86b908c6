export { letterAddress } from './letter-address.ts';
export { LettersView } from './letters-view.tsx';
