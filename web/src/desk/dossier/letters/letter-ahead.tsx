import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../../api/client.js';
import { ProblemError } from '../../../api/problem.js';
import type { components } from '../../../api/schema.js';
import { ErrorNotice } from '../../../ui/feedback/error-state.js';
import { Notice } from '../../../ui/feedback/notice.js';
import { Skeleton } from '../../../ui/feedback/skeleton.js';
import { Button } from '../../../ui/form/button.js';
import { api } from '../../api.js';
import { useCodeWords } from '../codes.js';
import { useOpenRequest } from '../dossier-data.js';
import { Paper } from './paper.js';

type Preview = components['schemas']['PreviewDto'];

/** The letter that a decision would send now, before it goes. Nothing is decided by looking. */
export function LetterAhead({ decision, reason }: Preview): ReactNode {
  const { t } = useTranslation('dossier');
  const { id } = useOpenRequest();
  const letter = useQuery({
    queryKey: ['request', id, 'letter-ahead', decision, reason ?? null],
    gcTime: 0,
    queryFn: ({ signal }) =>
      dataOf(
        api.POST('/v1/requests/{id}/letters/preview', {
          params: { path: { id } },
          body: { decision, ...(reason === undefined ? {} : { reason }) },
          signal,
        }),
      ),
  });
  if (letter.isPending) return <Skeleton title={false} lines={5} />;
  if (letter.error instanceof ProblemError && letter.error.status === 409) {
    return (
      <Notice tone="attention" title={t('ahead.none')}>
        <p>{decision === 'refusal' && reason === 'unidentifiable' ? t('refusal.not_invited') : t('ahead.none_text')}</p>
      </Notice>
    );
  }
  if (letter.isError) return <ErrorNotice error={letter.error} onRetry={() => void letter.refetch()} />;
  return <Shown letter={letter.data} />;
}

function Shown({ letter }: { letter: components['schemas']['PreviewedLetter'] }): ReactNode {
  const { t } = useTranslation('dossier');
  const word = useCodeWords();
  const [language, setLanguage] = useState<'de' | 'en'>(letter.locale === 'en' ? 'en' : 'de');
  const other = language === 'de' ? 'en' : 'de';
  const { subject, text } = letter[language];
  return (
    <section className="stack-s" aria-label={t('ahead.title')}>
      <div className="row spread">
        <p className="small soft">
          {word(`letter.${letter.kind}`, letter.kind)} · {t(`ahead.${letter.goesBy}`)} ·{' '}
          {language === letter.locale
            ? t('ahead.goes_in', { language: word(`language.${language}`, language) })
            : t('ahead.to_read')}
        </p>
        <Button small look="quiet" onPress={() => setLanguage(other)}>
          {word(`language.${other}`, other)}
        </Button>
      </div>
      <Paper subject={subject} text={text} language={language} />
    </section>
  );
}
