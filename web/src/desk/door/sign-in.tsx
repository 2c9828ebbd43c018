import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../api/client.js';
import { ErrorState } from '../../ui/feedback/error-state.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { Button } from '../../ui/form/button.js';
import { Field } from '../../ui/form/field.js';
import { PageHeader } from '../../ui/layout/page-header.js';
import { api } from '../api.js';
import { Redirect } from '../redirect.js';
import { DoorFailure } from './door-failure.js';
import { PasskeyDismissed, signInWithPasskey } from './passkey.js';

type Step = 'password' | 'totp' | 'passkey';

/** Password and second factor, or a passkey that is both. */
export function SignIn(): ReactNode {
  const { t } = useTranslation('door');
  const [step, setStep] = useState<Step>('password');
  const start = useQuery({
    queryKey: ['staff-start'],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/staff/start', { signal })),
  });
  const arrive = useArrival(setStep);
  if (start.isPending) return <Skeleton lines={6} />;
  if (start.isError) return <ErrorState level={1} error={start.error} onRetry={() => void start.refetch()} />;
  if (start.data.setUpNeeded) return <Redirect to="/set-up" />;
  return (
    <>
      <PageHeader title={step === 'password' ? t('sign_in.title') : t('second.title')}>
        <p>{t(`lead.${step}`)}</p>
      </PageHeader>
      <div className="stack">
        {step === 'password' ? (
          <PasswordForm onNext={arrive} />
        ) : (
          <CodeForm kind={step} onNext={arrive} onBack={() => setStep('password')} />
        )}
        {start.data.passkeys && <PasskeyDoor onDone={() => arrive('done')} first={step === 'passkey'} />}
      </div>
    </>
  );
}

/** What comes after an answer of the service. */
function useArrival(setStep: (step: Step) => void): (next: string) => void {
  const navigate = useNavigate();
  const queries = useQueryClient();
  return (next) => {
    if (next === 'totp' || next === 'passkey') setStep(next);
    else if (next === 'enrol') void navigate({ to: '/enrol' });
    else {
      queries.clear();
      void navigate({ to: '/' });
    }
  };
}

function PasswordForm({ onNext }: { onNext: (next: string) => void }): ReactNode {
  const { t } = useTranslation('door');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const signIn = useMutation({
    mutationFn: () => dataOf(api.POST('/v1/staff/sign-in', { body: { email: email.trim(), password } })),
    onSuccess: ({ next }) => onNext(next),
  });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        signIn.mutate();
      }}
    >
      <Field label={t('email')} type="email" autoComplete="username" value={email} onChange={setEmail} isRequired />
      <Field
        label={t('password.label')}
        type="password"
        autoComplete="current-password"
        value={password}
        onChange={setPassword}
        isRequired
      />
      <DoorFailure error={signIn.error} />
      <Button type="submit" look="primary" isPending={signIn.isPending} isDisabled={email === '' || password === ''}>
        {t('sign_in.go')}
      </Button>
    </form>
  );
}

/** A code of the app, or a recovery code. */
function CodeForm(props: { kind: 'totp' | 'passkey'; onNext: (next: string) => void; onBack: () => void }): ReactNode {
  const { t } = useTranslation('door');
  const [code, setCode] = useState('');
  const send = useMutation({
    mutationFn: () => dataOf(api.POST('/v1/staff/sign-in/totp', { body: { code: code.trim() } })),
    onSuccess: ({ next }) => props.onNext(next),
  });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        send.mutate();
      }}
    >
      <Field
        label={props.kind === 'totp' ? t('second.code') : t('second.recovery')}
        hint={props.kind === 'totp' ? t('second.hint') : undefined}
        autoComplete="one-time-code"
        inputMode={props.kind === 'totp' ? 'numeric' : 'text'}
        value={code}
        onChange={setCode}
        isRequired

        className="door-code"
      />
      <DoorFailure error={send.error} />
      <div className="row spread">
        <Button look="quiet" onPress={props.onBack}>
          {t('second.back')}
        </Button>
        <Button type="submit" look="primary" isPending={send.isPending} isDisabled={code.trim().length < 6}>
          {t('second.go')}
        </Button>
      </div>
    </form>
  );
}

function PasskeyDoor({ onDone, first }: { onDone: () => void; first: boolean }): ReactNode {
  const { t } = useTranslation('door');
  const passkey = useMutation({ mutationFn: signInWithPasskey, onSuccess: onDone });
  return (
    <div className="stack-s">
      <Button look={first ? 'primary' : 'secondary'} onPress={() => passkey.mutate()} isPending={passkey.isPending}>
        {t('passkey.sign_in')}
      </Button>
      {!(passkey.error instanceof PasskeyDismissed) && <DoorFailure error={passkey.error} />}
    </div>
  );
}
