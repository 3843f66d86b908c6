import { useId } from 'preact/hooks';

/** A labelled password. `fresh` is one that is being made up, which browsers may offer to keep. */
export function PasswordField({
  label,
  note,
  wrong,
  value,
  fresh,
  onInput,
}: {
  label: string;
  note?: string;
  /** What is wrong with it, or null. */
  wrong: string | null;
  value: string;
  fresh?: boolean;
  onInput: (value: string) => void;
}) {
  const id = useId();
  const described = [note ? `${id}-note` : '', wrong ? `${id}-wrong` : ''].filter(Boolean).join(' ');
  return (
    <div class="rf-stack">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="password"
        class="rf-field"
        autocomplete={fresh ? 'new-password' : 'current-password'}
        value={value}
        aria-invalid={wrong !== null}
        {...(described ? { 'aria-describedby': described } : {})}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {note && (
        <span class="rf-small" id={`${id}-note`}>
          {note}
        </span>
      )}
      {wrong && (
        <span class="rf-wrong" role="alert" id={`${id}-wrong`}>
          {wrong}
        </span>
      )}
    </div>
  );
}
