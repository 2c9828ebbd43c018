import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.js';
import { State, type StateTone } from '../../ui/data/state.js';
import { Notice, type NoticeTone } from '../../ui/feedback/notice.js';
import { useBilingual } from '../../i18n/bilingual.js';
import type { Verification } from './trust-data.js';

type Result = NonNullable<Verification['result']>;

const TONES: Record<Result['verdict'], { state: StateTone; notice: NoticeTone }> = {
  sound: { state: 'done', notice: 'good' },
  'agrees-with-itself': { state: 'attention', notice: 'attention' },
  damaged: { state: 'problem', notice: 'problem' },
};

export function VerdictTag({ verdict }: { verdict: Result['verdict'] }): ReactNode {
  const { t } = useTranslation('trust');
  return <State tone={TONES[verdict].state}>{t(`verdict.${verdict}`)}</State>;
}

/** What a verification found, in the words that the service allows itself. */
export function Verdict({ result }: { result: Result }): ReactNode {
  const { t } = useTranslation('trust');
  const formats = useFormats();
  const said = useBilingual();
  const { verdict, size, checkpoints, outside, outsideCovers, findings, more } = result;
  const first = findings.find(({ index }) => index !== null)?.index;
  return (
    <Notice tone={TONES[verdict].notice} live="status" title={t(`verdict.${verdict}`)}>
      <div className="stack-s">
        <p>{said(result.says)}</p>
        {first !== undefined && first !== null && <p>{t('found.first', { index: formats.number(first) })}</p>}
        <p className="small">
          {t('found.compared', { size: formats.number(size), checkpoints: formats.number(checkpoints) })}{' '}
          {outsideCovers === null
            ? t('found.no_outside')
            : t('found.outside', {
                covers: formats.number(outsideCovers),
                folder: formats.number(outside.folder),
                given: outside.given ? t('found.given') : t('found.not_given'),
              })}
        </p>
        {findings.length > 0 && (
          <ul className="trust-findings">
            {findings.map(({ what, index, through }) => (
              <li key={`${what} ${index} ${through}`}>
                {t(`damage.${what}` as 'damage.edited')}
                {index !== null && (
                  <>
                    {': '}
                    {through !== null && through !== index
                      ? t('found.range', { from: formats.number(index), to: formats.number(through) })
                      : t('found.at', { index: formats.number(index) })}
                  </>
                )}
              </li>
            ))}
            {more && <li>{t('found.more')}</li>}
          </ul>
        )}
      </div>
    </Notice>
  );
}
