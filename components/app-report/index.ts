export { AppReportView } from './app-report-view.tsx';
export { type CheckApp, OfferedApp } from './offered-app.tsx';
