export type { BudgetRow, DebtRow, Money, PayOrder } from '../database/index.ts';
export { type CalendarEvent, calendarFile } from './calendar.ts';
export {
  type Comparison,
  comparePlans,
  nextPayMonth,
  ORDERS,
  type ScheduleRow,
  scheduleRows,
} from './compare.ts';
export { amountText, currencyDigits, emptyAmount, formatMoney, parseMoney, toDecimal } from './money.ts';
export {
  MONTHS_LIMIT,
  makePlan,
  type Outcome,
  type Payment,
  type Plan,
  type PlanInput,
  type PlanMonth,
  type PlanResult,
  RATE_LIMIT,
  sortDebts,
  TOTAL_LIMIT,
} from './schedule.ts';
export {
  DEBTS_LIMIT,
  debtFromVisit,
  listDebts,
  NAME_LIMIT,
  orderDebts,
  type PlanStore,
  readBudget,
  removeDebt,
  saveBudget,
  saveDebt,
} from './store.ts';
