import { useEffect, useState } from 'preact/hooks';
import { type AttachmentRow, type EvidenceStore, readFile } from '../../../lib/evidence/index.ts';
import { type PageContext, saveFile } from '../../page/index.ts';
import { sizeWord } from './words.ts';

const PICTURES = new Set(['image/png', 'image/jpeg', 'image/webp', 'image/gif']);

/** One attachment of an entry, read from the database only when the user wants it. */
export function KeptFile({
  file,
  store,
  context,
}: {
  file: AttachmentRow;
  store: EvidenceStore;
  context: PageContext;
}) {
  const { t, language } = context.translator;
  const { name } = file;
  const [address, setAddress] = useState('');
  const [problem, setProblem] = useState('');

  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  const read = async (use: (blob: Blob) => void) => {
    const result = await readFile(store, file.sha256);
    if (result.ok) use(result.value);
    else setProblem(result.reason === 'not-found' ? t('evidence:files.gone', { name }) : t(`storage:${result.reason}`));
  };
  const toggle = () => {
    if (address) setAddress('');
    else void read((blob) => setAddress(URL.createObjectURL(blob)));
  };
  return (
    <li>
      {t('evidence:files.item', { name, size: sizeWord(file.size, language.locale) })}{' '}
      <span class="rf-row">
        {PICTURES.has(file.type) && (
          <button type="button" class="rf-button rf-plain" aria-expanded={address !== ''} onClick={toggle}>
            {t(address ? 'evidence:files.hide' : 'evidence:files.show', { name })}
          </button>
        )}
        <button
          type="button"
          class="rf-button rf-plain"
          onClick={() => void read((blob) => saveFile(blob, name.replace(/[^\p{L}\p{N}._ -]/gu, '_')))}
        >
          {t('evidence:files.save', { name })}
        </button>
      </span>
      <span role="status">{problem}</span>
      {address && <img class="rf-evidence-picture" src={address} alt={name} />}
    </li>
  );
}
