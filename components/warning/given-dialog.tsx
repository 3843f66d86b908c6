import { useMemo, useRef, useState } from 'preact/hooks';
import type { Given, GivenAnswer, GivenPerson } from '../../lib/contacts/given/index.ts';
import type { GivenQuestion } from '../../lib/explain/index.ts';
import { QuestionSheet } from './question-sheet.tsx';
import { onTrustedClick } from './trusted-click.ts';

/** People shown at once; the rest is found by name. */
const SHOWN = 200;

function fill(text: string, values: Record<string, string | number>): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => `${values[name] ?? ''}`);
}

function People({
  people,
  question,
  chosen,
  onChoose,
}: {
  people: readonly GivenPerson[];
  question: GivenQuestion;
  chosen: ReadonlySet<number>;
  onChoose: (id: number) => void;
}) {
  const [wanted, setWanted] = useState('');
  const folded = wanted.trim().toLowerCase();
  const found = useMemo(() => people.filter(({ name }) => name.toLowerCase().includes(folded)), [people, folded]);
  return (
    <>
      <label class="find">
        {question.filter}
        <input type="search" value={wanted} onInput={(event) => setWanted(event.currentTarget.value)} />
      </label>
      <ul class="people">
        {found.slice(0, SHOWN).map(({ id, name, phones, emails }) => (
          <li key={id}>
            <label>
              <input type="checkbox" checked={chosen.has(id)} onChange={() => onChoose(id)} />{' '}
              {fill(question.person, { name: name || question.nameless, phones, emails })}
            </label>
          </li>
        ))}
      </ul>
      {found.length > SHOWN && <p class="why">{fill(question.more, { count: found.length - SHOWN })}</p>}
    </>
  );
}

/** The question between a page and a list of people. Escape and every way out but a plain yes give the page nothing. */
export function GivenDialog({
  question,
  given,
  refused,
  answer,
}: {
  question: GivenQuestion;
  given: Given;
  /** Whether an answer did not count. */
  refused: boolean;
  answer: (answer: GivenAnswer) => void;
}) {
  const shownAt = useRef(performance.now());
  const [people, setPeople] = useState<GivenPerson[] | null>(null);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const choose = (id: number) => {
    const next = new Set(chosen);
    if (!next.delete(id)) next.add(id);
    setChosen(next);
  };
  const some = chosen.size === 1 ? question.one : fill(question.some, { count: chosen.size });
  const choices = (
    <>
      {people ? (
        <button
          type="button"
          class="rf-button"
          disabled={chosen.size === 0}
          onClick={onTrustedClick(shownAt.current, () => answer({ is: 'some', keep: chosen }))}
        >
          {chosen.size === 0 ? question.none : some}
        </button>
      ) : (
        given.list && (
          <button type="button" class="rf-button" onClick={() => void given.list?.().then(setPeople)}>
            {question.choose}
          </button>
        )
      )}
      <button
        type="button"
        class="rf-button rf-plain"
        onClick={onTrustedClick(shownAt.current, () => answer({ is: 'all' }))}
      >
        {question.all}
      </button>
    </>
  );
  return (
    <QuestionSheet
      question={question}
      refused={refused}
      refuse={() => answer({ is: 'none' })}
      refuseLabel={question.cancel}
      choices={choices}
    >
      {people && <People people={people} question={question} chosen={chosen} onChoose={choose} />}
    </QuestionSheet>
  );
}
