import { useId, useState } from 'preact/hooks';
import { type Attachment, FILE_LIMIT, FILES_LIMIT } from '../../../lib/evidence/index.ts';
import type { PageContext } from '../../page/index.ts';
import { sizeWord } from './words.ts';

/** Chooses the files of an entry, and says of each that cannot be kept why. */
export function FilePicker({
  files,
  context,
  onChange,
}: {
  files: readonly Attachment[];
  context: PageContext;
  onChange: (files: Attachment[]) => void;
}) {
  const { t, language } = context.translator;
  const id = useId();
  const [refused, setRefused] = useState<string[]>([]);
  const size = (bytes: number) => sizeWord(bytes, language.locale);

  const add = (chosen: readonly File[]) => {
    const kept = [...files];
    const reasons: string[] = [];
    for (const file of chosen) {
      const { name } = file;
      if (file.size === 0) reasons.push(t('evidence:files.empty', { name }));
      else if (file.size > FILE_LIMIT) {
        reasons.push(t('evidence:files.tooLarge', { name, limit: size(FILE_LIMIT) }));
      } else if (kept.length >= FILES_LIMIT) {
        reasons.push(t('evidence:files.tooMany', { name, count: FILES_LIMIT }));
      } else kept.push({ name, blob: file });
    }
    setRefused(reasons);
    onChange(kept);
  };

  return (
    <div class="rf-stack">
      <label for={id}>
        <strong>{t('evidence:files.choose')}</strong>
      </label>
      <input
        id={id}
        class="rf-field"
        type="file"
        multiple
        aria-describedby={`${id}-hint ${id}-refused`}
        onChange={(event) => {
          add([...(event.currentTarget.files ?? [])]);
          // The list below is what counts; the same file can be chosen again after it was taken away.
          event.currentTarget.value = '';
        }}
      />
      <span class="rf-small" id={`${id}-hint`}>
        {t('evidence:files.hint', { count: FILES_LIMIT, size: size(FILE_LIMIT) })}
      </span>
      <div role="alert" id={`${id}-refused`}>
        {refused.map((reason) => (
          <p key={reason}>{reason}</p>
        ))}
      </div>
      {files.length > 0 && (
        <ul class="rf-evidence-files">
          {files.map(({ name, blob }, at) => (
            <li key={`${at}-${name}`}>
              {t('evidence:files.item', { name, size: size(blob.size) })}{' '}
              <button
                type="button"
                class="rf-button rf-plain"
                onClick={() => onChange(files.filter((_, index) => index !== at))}
              >
                {t('evidence:files.remove', { name })}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
