import { citedRight } from '../../../lib/explain/index.ts';
import type { Letter, LetterTemplate, Pack } from '../../../lib/rights/index.ts';
import { Cited } from '../../explanation/index.ts';
import type { PageContext } from '../../page/index.ts';

/** The letter as it will be sent, and, apart from it, the rights that it rests on with all that limits them. */
export function LetterPreview({
  letter,
  template,
  pack,
  context,
}: {
  letter: Letter;
  template: LetterTemplate;
  /** The rights of the place, in the user's language. */
  pack: Pack | null;
  context: PageContext;
}) {
  const { t } = context.translator;
  return (
    <>
      <div class="rf-letter" lang={template.language}>
        <h2>{letter.subject}</h2>
        {letter.blocks.map((block, at) => {
          // The blocks of a letter stand in a fixed order and have no other name.
          const key = `${at}`;
          if (block.type === 'paragraph') return <p key={key}>{block.text}</p>;
          if (block.type === 'list') {
            return (
              <div key={key}>
                {block.text && <p>{block.text}</p>}
                <ul>
                  {block.items.map((item) => (
                    <li key={item}>{item}</li>
                  ))}
                </ul>
              </div>
            );
          }
          return (
            <div key={key}>
              {block.text && <p>{block.text}</p>}
              <table class="rf-table">
                <thead>
                  <tr>
                    {block.head.map((cell) => (
                      <th scope="col" key={cell}>
                        {cell}
                      </th>
                    ))}
                  </tr>
                </thead>
                <tbody>
                  {block.rows.map((row) => (
                    <tr key={row.join('|')}>
                      {row.map((cell, column) => (
                        <td data-label={block.head[column]} key={block.head[column]}>
                          {cell}
                        </td>
                      ))}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          );
        })}
      </div>
      <div class="rf-noprint">
        <h3>{t('letters:cites')}</h3>
        {letter.citations.length === 0 && <p>{t('letters:noCites')}</p>}
        <ul>
          {letter.citations.map(({ rightId }) => {
            const right = pack?.rights.find(({ id }) => id === rightId);
            return (
              right && (
                <li key={rightId}>
                  <p lang={right.language}>{right.text}</p>
                  <p class="rf-small">
                    <Cited cited={citedRight(right, context.translator)} newTab={t('common:opensInNewTab')} />
                  </p>
                </li>
              )
            );
          })}
        </ul>
        <p class="rf-small" lang={template.language}>
          {template.notice}
        </p>
      </div>
    </>
  );
}
