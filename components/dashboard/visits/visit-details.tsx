import { useEffect, useState } from 'preact/hooks';
import { type Explanation, explain } from '../../../lib/explain/index.ts';
import { getVisit, type VisitStore } from '../../../lib/visits/index.ts';
import { ExplanationSections } from '../../explanation/index.ts';
import { type PageContext, packsFor } from '../../page/index.ts';

/** The last assessment of one platform, in the words of its warning. */
export function VisitDetails({
  store,
  visitKey,
  context,
}: {
  store: VisitStore;
  visitKey: string;
  context: PageContext;
}) {
  const [explanation, setExplanation] = useState<Explanation | null>(null);
  useEffect(() => {
    void getVisit(store, visitKey).then(async (visit) => {
      const last = visit.ok ? visit.value.history[0]?.assessment : undefined;
      if (last) setExplanation(explain(last, context.translator, await packsFor(last.jurisdiction)));
    });
  }, [store, visitKey, context]);
  if (!explanation) return null;
  return (
    <div>
      <h2>{explanation.title}</h2>
      <p>{explanation.why}</p>
      <ExplanationSections explanation={explanation} />
    </div>
  );
}
