import { useId, useState } from 'preact/hooks';
import { csvFile, encryptedBackup, isPassword, PASSWORD_LENGTH, plainBackup } from '../../../lib/backup/index.ts';
import { localDay } from '../../../lib/evidence/index.ts';
import type { VisitStore } from '../../../lib/visits/index.ts';
import { type PageContext, saveFile } from '../../page/index.ts';
import { PasswordField } from './password-field.tsx';
import { TaskProgress } from './task-progress.tsx';
import { type TaskTools, useTask } from './use-task.ts';

const KINDS = ['encrypted', 'json', 'visits', 'debts', 'evidence'] as const;
type Kind = (typeof KINDS)[number];

function fileName(kind: Kind): string {
  const day = localDay(Date.now());
  if (kind === 'encrypted') return `ringfence-${day}.rfbk`;
  return kind === 'json' ? `ringfence-${day}.json` : `ringfence-${kind}-${day}.csv`;
}

function write(store: VisitStore, kind: Kind, password: string, tools: TaskTools) {
  if (kind === 'encrypted') return encryptedBackup(store, password, tools);
  return kind === 'json' ? plainBackup(store, tools) : csvFile(store, kind, tools);
}

/** Saves a copy: everything encrypted or plain, or one part as a table. */
export function ExportPart({ store, context }: { store: VisitStore; context: PageContext }) {
  const { t } = context.translator;
  const id = useId();
  const task = useTask();
  const [kind, setKind] = useState<Kind>('encrypted');
  const [password, setPassword] = useState('');
  const [again, setAgain] = useState('');
  const [wrong, setWrong] = useState<'password' | 'again' | null>(null);
  const [said, setSaid] = useState('');

  const fault = () => {
    if (kind !== 'encrypted') return null;
    if (!isPassword(password)) return 'password';
    return password === again ? null : 'again';
  };
  const save = async () => {
    const found = fault();
    setWrong(found);
    setSaid('');
    if (found) return;
    const file = await task.run((tools) => write(store, kind, password, tools));
    if (!file.ok) return setSaid(t(`storage:${file.reason}`));
    saveFile(file.value, fileName(kind));
    setSaid(t('backup:saved'));
    setPassword('');
    setAgain('');
  };
  return (
    <section>
      <h2>{t('backup:write')}</h2>
      <form
        class="rf-stack"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <label for={id}>{t('backup:what')}</label>
        <select
          id={id}
          class="rf-field"
          value={kind}
          onChange={(event) => setKind(KINDS.find((one) => one === event.currentTarget.value) ?? 'encrypted')}
        >
          {KINDS.map((one) => (
            <option value={one} key={one}>
              {t(`backup:kind.${one}`)}
            </option>
          ))}
        </select>
        {kind === 'encrypted' ? (
          <>
            <PasswordField
              label={t('backup:password')}
              note={t('backup:passwordNote', { length: `${PASSWORD_LENGTH}` })}
              wrong={wrong === 'password' ? t('backup:passwordShort', { length: `${PASSWORD_LENGTH}` }) : null}
              value={password}
              fresh
              onInput={setPassword}
            />
            <PasswordField
              label={t('backup:passwordAgain')}
              wrong={wrong === 'again' ? t('backup:passwordDiffers') : null}
              value={again}
              fresh
              onInput={setAgain}
            />
          </>
        ) : (
          <p class="rf-small">{t('backup:plainNote')}</p>
        )}
        <div>
          <button type="submit" class="rf-button rf-primary" disabled={task.progress !== null}>
            {t('backup:save')}
          </button>
        </div>
      </form>
      {task.progress && <TaskProgress progress={task.progress} rows context={context} onCancel={task.cancel} />}
      <p role="status">{said}</p>
    </section>
  );
}
