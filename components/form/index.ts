export { MoneyInput } from './money-input.tsx';
