import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { State } from '../../../ui/data/state.js';
import { Button } from '../../../ui/form/button.js';
import type { Finding } from '../systems-data.js';

/** Most findings that are drawn at once; an unfinished map has hundreds of the same kind. */
const MOST = 100;

interface Props {
  findings: readonly Finding[];
  title: string;
  onJump: (finding: Finding) => void;
}

/** What is to be said to a map, in the order of its lines; each leads to its place. */
export function FindingsList({ findings, title, onJump }: Props): ReactNode {
  const { t, i18n } = useTranslation('systems');
  // What is amiss, in the language of the page; where exactly, as the linter says it to everybody.
  const word = (code: string): string | null =>
    i18n.exists(`systems:finding.${code}`) ? t(`finding.${code}` as 'finding.cycle') : null;
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  return (
    <section className="stack" aria-label={title}>
      <div className="row spread">
        <h2>{title}</h2>
        <span className="row" role="status">
          {findings.length === 0 ? (
            <State tone="done">{t('findings.none')}</State>
          ) : (
            <>
              {errors > 0 && <State tone="problem">{t('findings.errors', { count: errors })}</State>}
              {findings.length > errors && (
                <State tone="attention">{t('findings.warnings', { count: findings.length - errors })}</State>
              )}
            </>
          )}
        </span>
      </div>
      {findings.length > 0 && (
        <ol className="systems-findings">
          {findings.slice(0, MOST).map((finding, index) => (
            <li key={index} className={`finding finding-${finding.severity}`}>
              <State tone={finding.severity === 'error' ? 'problem' : 'attention'}>
                {t(`findings.${finding.severity}`)}
              </State>
              <div>
                <p>{word(finding.code)}</p>
                <p lang="en" className="small">
                  {finding.message}
                </p>
                {finding.hint !== '' && (
                  <p lang="en" className="small soft">
                    {finding.hint}
                  </p>
                )}
                <code className="small soft">{finding.code}</code>
              </div>
              <Button
                small
                look="quiet"
                onPress={() => onJump(finding)}
                aria-label={t('findings.jump', { line: finding.line, code: finding.code })}
              >
                {t('findings.line', { line: finding.line })}
              </Button>
            </li>
          ))}
        </ol>
      )}
      {findings.length > MOST && <p className="soft">{t('findings.more', { count: findings.length - MOST })}</p>}
    </section>
  );
}
