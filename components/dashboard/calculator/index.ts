export { CalculatorView } from './calculator-view.tsx';
