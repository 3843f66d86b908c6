import type { Effect, ImportPreview } from '../../../lib/backup/index.ts';
import type { PageContext } from '../../page/index.ts';

/** What an import will do, in a table and in sentences, before it does anything. */
export function ImportPreviewTable({ preview, context }: { preview: ImportPreview; context: PageContext }) {
  const { t, language } = context.translator;
  const number = new Intl.NumberFormat(language.locale);
  const { evidence, exported, issues } = preview;
  const saved = exported ? Date.parse(exported) : Number.NaN;
  const fault = evidence.check.faults[0];
  const line = (name: 'visits' | 'debts', effect: Effect) => (
    <tr>
      <th scope="row">{t(`backup:${name}`)}</th>
      <td>{number.format(effect.added)}</td>
      <td>{number.format(effect.merged)}</td>
      <td>{number.format(effect.removed)}</td>
    </tr>
  );
  return (
    <section>
      <h3>{t('backup:preview')}</h3>
      {!Number.isNaN(saved) && (
        <p>
          {t('backup:exported', {
            date: new Intl.DateTimeFormat(language.locale, { dateStyle: 'medium', timeStyle: 'short' }).format(saved),
          })}
        </p>
      )}
      <div class="rf-scroll">
        <table class="rf-plain-table">
          <thead>
            <tr>
              <th scope="col">{t('backup:part')}</th>
              <th scope="col">{t('backup:added')}</th>
              <th scope="col">{t('backup:merged')}</th>
              <th scope="col">{t('backup:removed')}</th>
            </tr>
          </thead>
          <tbody>
            {line('visits', preview.visits)}
            {line('debts', preview.debts)}
          </tbody>
        </table>
      </div>
      <ul>
        <li>{t(`backup:budget.${preview.budget}`)}</li>
        <li>
          {t(`backup:chain.${evidence.outcome}`)} {t('backup:evidence')}: {number.format(evidence.entries)}.
        </li>
        {evidence.entries > 0 && !evidence.check.intact && (
          <li>{fault ? t('backup:broken', { entry: `${fault.n}` }) : t('backup:brokenAnywhere')}</li>
        )}
        {evidence.missingFiles > 0 && (
          <li>{t('backup:missingFiles', { number: number.format(evidence.missingFiles) })}</li>
        )}
        {preview.rejected > 0 && (
          <li>
            {t('backup:rejected', { number: number.format(preview.rejected) })}
            <ul>
              {issues.map(({ row, kind, part }) => (
                <li key={`${row} ${part}`}>
                  {t('backup:issue', {
                    row: `${row}`,
                    kind,
                    part: part === 'duplicate' ? t('backup:issueDuplicate') : part,
                  })}
                </li>
              ))}
            </ul>
          </li>
        )}
      </ul>
    </section>
  );
}
