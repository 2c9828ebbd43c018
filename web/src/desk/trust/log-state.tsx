import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.js';
import { Facts } from '../../ui/data/facts.js';
import { State } from '../../ui/data/state.js';
import { Moment } from '../../ui/data/time.js';
import { ErrorState } from '../../ui/feedback/error-state.js';
import { Notice } from '../../ui/feedback/notice.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { type LogState, useCheckpoints, useLogState, useVerifications } from './trust-data.js';
import { VerdictTag } from './verdict.js';

/** How far the log is, and whether it leaves the house. */
export function LogStatePart(): ReactNode {
  const state = useLogState();
  if (state.isPending) return <Skeleton lines={5} title={false} />;
  if (state.isError) return <ErrorState error={state.error} onRetry={() => void state.refetch()} />;
  return (
    <div className="stack-l">
      <Alarms state={state.data} />
      <div className="sheet">
        <Numbers state={state.data} />
      </div>
      <Outside />
    </div>
  );
}

function Alarms({ state }: { state: LogState }): ReactNode {
  const { t } = useTranslation('trust');
  const formats = useFormats();
  return (
    <>
      {state.refusal !== null && (
        <Notice tone="problem" title={t('refusal.title')}>
          <p>{t('refusal.text')}</p>
          <p className="small">
            <code>{state.refusal}</code>
          </p>
        </Notice>
      )}
      {state.late && (
        <Notice tone="problem" title={t('late.title')}>
          <p>{t('late.text', { minutes: formats.number(Math.round(state.oldestSeconds / 60)) })}</p>
        </Notice>
      )}
    </>
  );
}

function Numbers({ state }: { state: LogState }): ReactNode {
  const { t } = useTranslation('trust');
  const formats = useFormats();
  const newest = useCheckpoints().data?.pages[0]?.items[0];
  const [last] = useVerifications().data?.filter(({ state: its }) => its === 'done') ?? [];
  return (
    <Facts
      facts={[
        { name: t('fact.size'), value: formats.number(state.size) },
        {
          name: t('fact.pending'),
          value:
            state.pending === 0 ? (
              t('none')
            ) : (
              <State tone={state.late ? 'problem' : 'running'}>{formats.number(state.pending)}</State>
            ),
        },
        { name: t('fact.unsigned'), value: state.unsigned === 0 ? t('none') : formats.number(state.unsigned) },
        { name: t('fact.newest'), value: newest ? <Moment at={newest.signedAt} /> : t('none') },
        {
          name: t('fact.verified'),
          value: last?.result ? (
            <span className="trust-last">
              <VerdictTag verdict={last.result.verdict} />
              <Moment at={last.endedAt ?? last.askedAt} />
            </span>
          ) : (
            t('never')
          ),
        },
      ]}
    />
  );
}

/** A log in the hands of one is a log that one can rewrite. */
function Outside(): ReactNode {
  const { t } = useTranslation('trust');
  const checkpoints = useCheckpoints();
  const page = checkpoints.data?.pages[0];
  if (!page) return null;
  const leaves = page.folderIsOutside || page.mailedTo > 0;
  return (
    <Notice tone={leaves ? 'good' : 'attention'} title={leaves ? t('outside.yes') : t('outside.no')}>
      <ul className="trust-ways">
        <li>{page.folderIsOutside ? t('outside.folder') : t('outside.folder_inside')}</li>
        <li>{page.mailedTo > 0 ? t('outside.mail', { count: page.mailedTo }) : t('outside.mail_none')}</li>
      </ul>
      <p>{t('outside.why')}</p>
    </Notice>
  );
}
