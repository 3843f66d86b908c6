export { BackupView } from './backup-view.tsx';
