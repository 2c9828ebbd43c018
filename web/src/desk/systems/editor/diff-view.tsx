import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type DiffLine, folded, lineDiff } from './line-diff.js';

const SIGNS = { same: ' ', gone: '−', new: '+' } as const;

/** Two texts compared; each change bears a sign and words, not a colour alone. */
export function DiffView({ before, after, label }: { before: string; after: string; label: string }): ReactNode {
  const { t } = useTranslation('systems');
  const lines = useMemo(() => lineDiff(before, after), [before, after]);
  const count = (kind: DiffLine['kind']): number => lines.filter((line) => line.kind === kind).length;
  if (before === after) return <p className="soft">{t('diff.same')}</p>;
  return (
    <div className="stack-s">
      <p className="small">
        {t('diff.added', { count: count('new') })}, {t('diff.removed', { count: count('gone') })}
      </p>
      {/* A scrolling region must be reachable by keyboard. */}
      <div className="systems-diff" role="region" aria-label={label} tabIndex={0}>
        {folded(lines).map((line, index) =>
          line === null ? (
            <div key={index} className="diff-gap">
              ⋯
            </div>
          ) : (
            <div key={index} className={`diff-line diff-${line.kind}`}>
              <span className="diff-number" aria-hidden="true">
                {line.line}
              </span>
              <span aria-hidden="true">{SIGNS[line.kind]}</span>
              {line.kind !== 'same' && <span className="visually-hidden">{t(`diff.${line.kind}`)}</span>}
              <code>{line.text}</code>
            </div>
          ),
        )}
      </div>
    </div>
  );
}
