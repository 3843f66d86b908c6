import { useId } from 'preact/hooks';

/** A labelled choice of one among some values. */
export function Choice<T extends string>({
  label,
  note,
  value,
  options,
  locked,
  onChoose,
}: {
  label: string;
  note?: string;
  value: T;
  options: readonly { value: T; text: string }[];
  /** Whether somebody else decides. */
  locked?: boolean;
  onChoose: (value: T) => void;
}) {
  const id = useId();
  return (
    <p class="rf-stack">
      <label for={id}>
        <strong>{label}</strong>
      </label>
      <select
        id={id}
        class="rf-field"
        value={value}
        disabled={locked ?? false}
        aria-describedby={note ? `${id}-note` : undefined}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.currentTarget.value);
          if (chosen) onChoose(chosen.value);
        }}
      >
        {options.map((option) => (
          <option value={option.value} key={option.value}>
            {option.text}
          </option>
        ))}
      </select>
      {note && (
        <span class="rf-small" id={`${id}-note`}>
          {note}
        </span>
      )}
    </p>
  );
}
