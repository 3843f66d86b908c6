import type { ExplainedReach } from '../../lib/explain/index.ts';
import { Cited } from './cited.tsx';

const MARKS: Record<ExplainedReach['mark'], string> = { asked: '●', said: '◐', calm: '○' };

/** What a lender can reach, kind by kind: asked or not, what its terms say, and the law. */
export function ReachRows({ rows, newTab }: { rows: readonly ExplainedReach[]; newTab: string }) {
  return (
    <dl class="rf-reach">
      {rows.map(({ kind, label, mark, state, law, evidence }) => (
        <div key={kind} class={`is-${mark}`}>
          <dt>
            <span aria-hidden="true">{MARKS[mark]}</span> {label}
          </dt>
          <dd>
            {state}
            {law && (
              <>
                {' · '}
                <strong>{law.text}</strong>
                <span class="rf-small">
                  {' · '}
                  <Cited cited={law} newTab={newTab} />
                </span>
              </>
            )}
            {evidence.map((text) => (
              <q class="rf-quote rf-small" key={text}>
                {text}
              </q>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
