import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { Button } from '../../ui/form/button.js';
import { Glyph } from '../../ui/glyph.js';
import { grantFor } from './grant.js';

const FRAME = 'report';

/**
 * The report in a frame of its own. A form with the grant in its body has the frame as its target, so that the token
 * stands in no address; the report's own policy lets it load and run nothing.
 */
export function ReportPreview({ requestId, left }: { requestId: string; left: number }): ReactNode {
  const { t } = useTranslation('case');
  const form = useRef<HTMLFormElement>(null);
  const token = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useState<'nothing' | 'loading' | 'report'>('nothing');
  const queries = useQueryClient();
  const preview = useMutation({
    mutationFn: async () => {
      const grant = await grantFor(requestId);
      setShown('loading');
      token.current!.value = grant.token;
      form.current!.submit();
      token.current!.value = '';
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ['case'] }),
  });
  return (
    <section className="stack" aria-labelledby="report-title">
      <h2 id="report-title" className="case-heading">
        {t('report.title')}
      </h2>
      <form ref={form} method="post" action="/v1/packages/report" target={FRAME} hidden>
        <input ref={token} type="hidden" name="token" />
      </form>
      {shown === 'nothing' && (
        <>
          <p>{t('report.text')}</p>
          <div className="row">
            <Button isPending={preview.isPending} isDisabled={left === 0} onPress={() => preview.mutate()}>
              <Glyph name="eye" /> {t('report.show')}
            </Button>
            {left < 5 && <span className="small soft">{t('report.left', { count: left })}</span>}
          </div>
        </>
      )}
      {preview.isError && <ErrorNotice error={preview.error} />}
      {shown === 'loading' && <Skeleton title={false} />}
      <iframe
        name={FRAME}
        title={t('report.frame')}
        className="report"
        sandbox=""
        hidden={shown !== 'report'}
        onLoad={() => setShown((before) => (before === 'loading' ? 'report' : before))}
      />
    </section>
  );
}
