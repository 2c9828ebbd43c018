import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemError } from '../../api/problem.js';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Notice } from '../../ui/feedback/notice.js';
import { Button } from '../../ui/form/button.js';
import { Field } from '../../ui/form/field.js';
import { useNow } from '../../ui/now.js';
import { api } from '../api.js';
import { type ProofStatus, renewCase } from './proof-data.js';

/** A code by mail: sent, typed, wrong, expired, locked, sent again. */
export function Code({ status }: { status: ProofStatus }): ReactNode {
  const { t } = useTranslation('case');
  const [typed, setTyped] = useState('');
  const [tooShort, setTooShort] = useState(false);
  const queries = useQueryClient();
  const answer = useMutation({
    mutationFn: () => api.POST('/v1/case/proof/code/answer', { body: { code: typed } }),
    onSettled: () => renewCase(queries),
    onError: () => setTyped(''),
  });
  const { code } = status;
  const now = useNow(1_000);
  const standing = code && code.state === 'good' && new Date(code.expiresAt) <= now ? 'expired' : code?.state;
  const refusal = answer.error instanceof ProblemError ? answer.error.member('reason') : undefined;
  const canType = standing === 'good';

  return (
    <section className="sheet stack" aria-labelledby="code-title">
      <h2 id="code-title" className="case-heading">
        {t('code.title')}
      </h2>
      <Standing standing={standing} sentAt={code?.sentAt ?? null} />
      {canType && (
        <form
          noValidate
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            const short = typed.replaceAll(/[\s-]/g, '').length < 8;
            setTooShort(short);
            if (!short) answer.mutate();
          }}
        >
          <Field
            className="code-field"
            label={t('code.label')}
            hint={t('code.hint')}
            isRequired
            autoComplete="one-time-code"
            autoCorrect="off"
            spellCheck="false"
            maxLength={32}
            value={typed}
            onChange={(value) => {
              setTyped(value.toUpperCase());
              setTooShort(false);
            }}
            error={
              tooShort
                ? t('code.short')
                : refusal === 'wrong' && !answer.isPending
                  ? t('code.wrong', { count: code?.attemptsLeft ?? 0 })
                  : undefined
            }
          />
          {answer.isError && refusal === undefined && <ErrorNotice error={answer.error} />}
          <p>
            <Button look="primary" type="submit" isPending={answer.isPending}>
              {t('code.check')}
            </Button>
          </p>
        </form>
      )}
      <Resend status={status} now={now} first={code === null} />
      <p className="small soft">{t('code.never')}</p>
    </section>
  );
}

/** What became of the code that was sent last. */
function Standing({ standing, sentAt }: { standing: string | undefined; sentAt: string | null }): ReactNode {
  const { t } = useTranslation('case');
  if (standing === undefined || sentAt === null) return <p>{t('code.none')}</p>;
  if (standing === 'expired') return <Notice tone="attention" live="status" title={t('code.expired')} />;
  if (standing === 'locked') {
    return (
      <Notice tone="problem" live="alert" title={t('code.locked_title')}>
        <p>{t('code.locked_text')}</p>
      </Notice>
    );
  }
  return <p>{t('code.sent')}</p>;
}

function Resend({ status, now, first }: { status: ProofStatus; now: Date; first: boolean }): ReactNode {
  const { t } = useTranslation('case');
  const queries = useQueryClient();
  const send = useMutation({
    mutationFn: () => api.POST('/v1/case/proof/code'),
    onSettled: () => renewCase(queries),
  });
  const wait = status.code ? Math.ceil((new Date(status.code.resendFrom).getTime() - now.getTime()) / 1_000) : 0;
  const failure = send.error;
  const noContact = failure instanceof ProblemError && failure.code === 'conflict';
  const tooMany = failure instanceof ProblemError && failure.code === 'rate-limited' && (failure.retryAfter ?? 0) > 120;
  return (
    <div className="stack-s">
      {noContact && <Notice tone="attention" live="alert" title={t('code.no_contact')} />}
      {tooMany && <Notice tone="attention" live="alert" title={t('code.too_many')} />}
      {failure !== null && !noContact && !tooMany && <ErrorNotice error={failure} />}
      <div className="row">
        <Button
          look={first ? 'primary' : 'secondary'}
          isDisabled={wait > 0}
          isPending={send.isPending}
          onPress={() => send.mutate()}
        >
          {first ? t('code.send') : t('code.resend')}
        </Button>
        {wait > 0 && wait < 120 && <span className="small soft">{t('code.wait', { count: wait })}</span>}
      </div>
      <p role="status" className="visually-hidden">
        {send.isSuccess ? t('code.sent') : ''}
      </p>
    </div>
  );
}
