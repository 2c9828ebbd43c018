import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../api/client.js';
import { Button } from '../../ui/form/button.js';
import { Field } from '../../ui/form/field.js';
import { PageHeader } from '../../ui/layout/page-header.js';
import { api } from '../api.js';
import { DoorFailure } from './door-failure.js';
import { NewPassword } from './new-password.js';

/** An empty installation: its first privacy officer, by the code that the service printed when it started. */
export function SetUp(): ReactNode {
  const { t } = useTranslation('door');
  const navigate = useNavigate();
  const [form, setForm] = useState({ code: '', name: '', email: '', password: '' });
  const put = (name: keyof typeof form) => (value: string) => setForm((before) => ({ ...before, [name]: value }));
  const create = useMutation({
    mutationFn: () => dataOf(api.POST('/v1/staff/set-up', { body: { ...form, code: form.code.trim() } })),
    onSuccess: () => void navigate({ to: '/enrol' }),
  });
  return (
    <>
      <PageHeader title={t('set_up.title')}>
        <p>{t('set_up.lead')}</p>
      </PageHeader>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          create.mutate();
        }}
      >
        <Field
          label={t('set_up.code')}
          hint={t('set_up.code_hint')}
          value={form.code}
          onChange={put('code')}
          autoComplete="off"
          isRequired
          className="door-code"
        />
        <Field label={t('name')} value={form.name} onChange={put('name')} autoComplete="name" isRequired />
        <Field
          label={t('email')}
          type="email"
          value={form.email}
          onChange={put('email')}
          autoComplete="username"
          isRequired
        />
        <NewPassword label={t('password.label')} value={form.password} onChange={put('password')} />
        <DoorFailure error={create.error} />
        <Button
          type="submit"
          look="primary"
          isPending={create.isPending}
          isDisabled={Object.values(form).some((value) => value === '')}
        >
          {t('set_up.go')}
        </Button>
      </form>
    </>
  );
}
