import { useId, useState } from 'preact/hooks';
import {
  applyImport,
  type BackupContents,
  type ImportMode,
  type ImportPreview,
  isEncrypted,
  previewImport,
  readBackup,
  readVisitsCsv,
} from '../../../lib/backup/index.ts';
import type { Failure } from '../../../lib/database/index.ts';
import type { VisitStore } from '../../../lib/visits/index.ts';
import type { PageContext } from '../../page/index.ts';
import { ImportPreviewTable } from './import-preview.tsx';
import { PasswordField } from './password-field.tsx';
import { TaskProgress } from './task-progress.tsx';
import { useTask } from './use-task.ts';

const MODES: readonly ImportMode[] = ['merge', 'replace'];

/** Brings a copy back: choose the file, see what will happen, then do it. */
export function ImportPart({ store, context }: { store: VisitStore; context: PageContext }) {
  const { t } = context.translator;
  const id = useId();
  const task = useTask();
  const [file, setFile] = useState<File | null>(null);
  const [encrypted, setEncrypted] = useState(false);
  const [password, setPassword] = useState('');
  const [failure, setFailure] = useState<Failure | null>(null);
  const [contents, setContents] = useState<BackupContents | null>(null);
  const [mode, setMode] = useState<ImportMode>('merge');
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [applied, setApplied] = useState(false);

  const choose = async (chosen: File | null) => {
    setFile(chosen);
    setPassword('');
    setFailure(null);
    setContents(null);
    setPreview(null);
    setApplied(false);
    setEncrypted(chosen !== null && (await isEncrypted(chosen)));
  };
  const show = async (read: BackupContents, how: ImportMode) => {
    const result = await previewImport(store, read, how);
    setFailure(result.ok ? null : result);
    setPreview(result.ok ? result.value : null);
  };
  const open = async () => {
    if (!file) return;
    setApplied(false);
    setPreview(null);
    setFailure(null);
    const table = /\.csv$/i.test(file.name);
    const result = await task.run((tools) =>
      table ? readVisitsCsv(file, tools) : readBackup(file, { ...tools, ...(encrypted ? { password } : {}) }),
    );
    setFailure(result.ok ? null : result);
    setContents(result.ok ? result.value : null);
    if (result.ok) await show(result.value, mode);
  };
  const apply = async () => {
    if (!contents) return;
    const result = await task.run(() => applyImport(store, contents, mode));
    setFailure(result.ok ? null : result);
    setApplied(result.ok);
    if (result.ok) setContents(null);
  };
  const passwordFailed = failure?.reason === 'password';
  return (
    <section>
      <h2>{t('backup:read')}</h2>
      <form
        class="rf-stack"
        onSubmit={(event) => {
          event.preventDefault();
          void open();
        }}
      >
        <label for={id}>{t('backup:file')}</label>
        <input
          id={id}
          type="file"
          class="rf-field"
          accept=".json,.rfbk,.csv,application/json,text/csv"
          aria-describedby={`${id}-note`}
          onChange={(event) => void choose(event.currentTarget.files?.[0] ?? null)}
        />
        <span class="rf-small" id={`${id}-note`}>
          {t('backup:fileNote')}
        </span>
        {encrypted && (
          <PasswordField
            label={t('backup:passwordFor')}
            wrong={passwordFailed ? t('storage:password') : null}
            value={password}
            onInput={setPassword}
          />
        )}
        <div>
          <button type="submit" class="rf-button" disabled={!file || task.progress !== null}>
            {t('backup:open')}
          </button>
        </div>
      </form>
      {task.progress && <TaskProgress progress={task.progress} rows={false} context={context} onCancel={task.cancel} />}
      {failure && !(encrypted && passwordFailed) && (
        <p class="rf-notice" role="alert">
          {t(`storage:${failure.reason}`)}
        </p>
      )}
      {contents && (
        <fieldset class="rf-fieldset">
          <legend>{t('backup:mode')}</legend>
          {MODES.map((one) => (
            <p key={one}>
              <label class="rf-check">
                <input
                  type="radio"
                  name={`${id}-mode`}
                  checked={mode === one}
                  onChange={() => {
                    setMode(one);
                    void show(contents, one);
                  }}
                />
                <span>
                  {t(`backup:modeWord.${one}`)} <span class="rf-small rf-block">{t(`backup:modeNote.${one}`)}</span>
                </span>
              </label>
            </p>
          ))}
        </fieldset>
      )}
      {preview && <ImportPreviewTable preview={preview} context={context} />}
      {contents && preview && (
        <button
          type="button"
          class="rf-button rf-primary"
          disabled={task.progress !== null}
          onClick={() => void apply()}
        >
          {mode === 'replace' ? t('backup:applyReplace') : t('backup:apply')}
        </button>
      )}
      <p role="status">{applied && t('backup:applied')}</p>
    </section>
  );
}
