import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useRef, useState } from 'react';
import { Controller, useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { dataOf, idempotencyKey } from '../../api/client.js';
import { ProblemError } from '../../api/problem.js';
import type { Language } from '../../i18n/language.js';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Button } from '../../ui/form/button.js';
import { Checkbox } from '../../ui/form/checkbox.js';
import { Field } from '../../ui/form/field.js';
import { RadioCards } from '../../ui/form/radio-cards.js';
import { api } from '../api.js';
import { openCase } from '../case-token.js';
import { chosenDays, CopyFirstFields } from '../copy-first-choice.js';
import type { Right } from '../rights.js';
import type { PortalController } from '../start-data.js';
import { ActingFor } from './acting-for.js';
import { type AskValues, EMPTY, looksLikeMail, NEEDS_WORDS, submissionOf, TAKES_WORDS } from './ask-form.js';
import { PrivacyNotice } from './privacy-notice.js';
import { useProofOfWork, type Work } from './proof-of-work.js';

interface AskFieldsProps {
  right: Right;
  controller: PortalController;
  /** Is identity proven for this right? Where not, one contact is all that is needed. */
  proof: boolean;
  proofOfWork: boolean;
  place: string | undefined;
}

export function AskFields({ right, controller, proof, proofOfWork, place }: AskFieldsProps): ReactNode {
  const { t, i18n } = useTranslation('ask');
  const form = useForm<AskValues>({ defaultValues: EMPTY });
  const work = useProofOfWork(proofOfWork);
  const [failure, setFailure] = useState<unknown>(null);
  const send = useSending(work);
  const { control, formState } = form;
  const other = useWatch({ control, name: 'who' }) === 'other';
  const copyFirst = useWatch({ control, name: 'copyFirst' }) && right === 'erasure';
  const oneStep = right === 'do_not_sell';

  const submit = form.handleSubmit(async (values) => {
    setFailure(null);
    try {
      await send(
        submissionOf(values, {
          right,
          controller: controller.slug,
          place,
          language: i18n.language as Language,
          noticeVersion: controller.notice?.version,
          copyFirstDays: controller.copyFirstDays,
        }),
      );
    } catch (error) {
      if (blames(error, '/identifiers/0')) form.setError('email', { message: 'email' }, { shouldFocus: true });
      else if (blames(error, '/identifiers/1')) form.setError('phone', { message: 'phone' }, { shouldFocus: true });
      else setFailure(error);
    }
  });

  return (
    <form noValidate className="stack-l ask-form" onSubmit={(event) => void submit(event)}>
      {proof && (
        <Controller
          control={control}
          name="who"
          render={({ field }) => (
            <RadioCards
              label={t('who.label')}
              value={field.value}
              onChange={field.onChange}
              cards={[
                { value: 'me', label: t('who.me') },
                { value: 'other', label: t('who.other'), hint: t('who.other_hint') },
              ]}
            />
          )}
        />
      )}
      {other && <ActingFor control={control} />}
      <div className="stack">
        <Controller
          control={control}
          name="email"
          rules={{ validate: (value) => looksLikeMail(value) || 'email' }}
          render={({ field, fieldState }) => (
            <Field
              label={other ? t('email.label_other') : t('email.label')}
              hint={proof ? t('email.hint_proof') : t('email.hint_no_proof')}
              type="email"
              autoComplete={other ? 'off' : 'email'}
              inputMode="email"
              isRequired
              value={field.value}
              onChange={field.onChange}
              onBlur={field.onBlur}
              inputRef={field.ref}
              error={fieldState.error ? t('email.error') : undefined}
            />
          )}
        />
        {proof && (
          <Controller
            control={control}
            name="phone"
            render={({ field, fieldState }) => (
              <Field
                label={t('phone.label')}
                hint={t('phone.hint')}
                type="tel"
                autoComplete={other ? 'off' : 'tel'}
                inputMode="tel"
                value={field.value}
                onChange={field.onChange}
                onBlur={field.onBlur}
                inputRef={field.ref}
                error={fieldState.error ? t('phone.error') : undefined}
              />
            )}
          />
        )}
        {TAKES_WORDS.includes(right) && (
          <Controller
            control={control}
            name="text"
            rules={{
              validate: (value) => !NEEDS_WORDS.includes(right) || value.trim() !== '' || 'text',
              maxLength: 10_000,
            }}
            render={({ field, fieldState }) => (
              <Field
                label={NEEDS_WORDS.includes(right) ? t('text.label_needed') : t('text.label')}
                hint={t('text.hint')}
                rows={4}
                isRequired={NEEDS_WORDS.includes(right)}
                value={field.value}
                onChange={field.onChange}
                onBlur={field.onBlur}
                inputRef={field.ref}
                error={fieldState.error ? t('text.error') : undefined}
              />
            )}
          />
        )}
        {right === 'erasure' && (
          <Controller
            control={control}
            name="copyFirst"
            render={({ field }) => (
              <Checkbox isSelected={field.value} onChange={field.onChange} hint={t('copy_first.hint')}>
                {t('copy_first.label')}
              </Checkbox>
            )}
          />
        )}
        {copyFirst && (
          <Controller
            control={control}
            name="eraseAfter"
            rules={{ validate: (value) => chosenDays(value, controller.copyFirstDays) !== undefined || 'days' }}
            render={({ field, fieldState }) => (
              <CopyFirstFields
                value={field.value}
                onChange={field.onChange}
                between={controller.copyFirstDays}
                isWrong={fieldState.error !== undefined}
              />
            )}
          />
        )}
      </div>
      {!proof && (
        <Controller
          control={control}
          name="who"
          render={({ field }) => (
            <Checkbox
              isSelected={field.value === 'other'}
              onChange={(yes) => field.onChange(yes ? 'other' : 'me')}
              hint={t('who.other_hint_no_proof')}
            >
              {t('who.other')}
            </Checkbox>
          )}
        />
      )}
      {controller.notice && <PrivacyNotice notice={controller.notice} />}
      <div className="stack">
        {failure !== null && <ErrorNotice error={failure} />}
        <div className="row ask-send">
          <Button look="primary" type="submit" isPending={formState.isSubmitting}>
            {oneStep ? t('send.do_not_sell') : t('send.label')}
          </Button>
          <WorkWords state={work.state} waiting={formState.isSubmitting} />
        </div>
      </div>
    </form>
  );
}

/** What the browser does meanwhile, calmly: it is no test of the person. */
function WorkWords({ state, waiting }: { state: Work['state']; waiting: boolean }): ReactNode {
  const { t } = useTranslation('ask');
  if (state === 'none') return null;
  const said = state === 'solving' && waiting ? 'waiting' : state;
  return (
    <p className="small soft ask-work" role="status">
      {t(`work.${said}`)}
    </p>
  );
}

/** Sends once however often it is tried, pays with the proof of work, and opens the case that came of it. */
function useSending(work: Work): (body: ReturnType<typeof submissionOf>) => Promise<void> {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const last = useRef<{ body: string; key: string } | null>(null);
  return async (body) => {
    const written = JSON.stringify(body);
    // The same words again are the same request, of which an answer may have been lost; other words are another.
    if (last.current?.body !== written) last.current = { body: written, key: idempotencyKey() };
    const { key } = last.current;
    const post = async () => {
      const proofOfWork = await work.proof();
      return dataOf(
        api.POST('/v1/submissions', {
          params: { header: { 'idempotency-key': key } },
          body: { ...body, ...(proofOfWork === undefined ? {} : { proofOfWork }) },
        }),
      );
    };
    const { cases } = await post().catch((error: unknown) => {
      if (!(error instanceof ProblemError) || error.code !== 'proof-of-work') throw error;
      // Expired or used while the form stood open: one more, and then it is told.
      work.again();
      return post();
    });
    openCase(cases[0]!.token);
    queries.removeQueries({ queryKey: ['case'] });
    await navigate({ to: '/case', state: { arrived: true } });
  };
}

const blames = (error: unknown, pointer: string): boolean =>
  error instanceof ProblemError && error.errors.some((one) => one.pointer.startsWith(pointer));
