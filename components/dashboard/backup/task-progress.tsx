import { useId } from 'preact/hooks';
import type { PageContext } from '../../page/index.ts';
import type { Progress } from './use-task.ts';

/** A bar that says how far a work is, with the way to cancel it. `rows` counts entries, else parts of a hundred. */
export function TaskProgress({
  progress,
  rows,
  context,
  onCancel,
}: {
  progress: Progress;
  rows: boolean;
  context: PageContext;
  onCancel: () => void;
}) {
  const { t, language } = context.translator;
  const id = useId();
  const { done, total } = progress;
  const number = new Intl.NumberFormat(language.locale);
  const text = () => {
    if (total === null || total === 0) return t('backup:working');
    if (rows) return t('backup:rows', { done: number.format(done), total: number.format(total) });
    return t('backup:percent', { percent: number.format(Math.floor((done / total) * 100)) });
  };
  return (
    <div class="rf-row rf-progress">
      <label for={id}>{text()}</label>
      <progress id={id} {...(total ? { value: done, max: total } : {})} />
      <button type="button" class="rf-button" onClick={onCancel}>
        {t('common:cancel')}
      </button>
    </div>
  );
}
