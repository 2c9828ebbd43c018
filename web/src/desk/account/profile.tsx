import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../api/client.js';
import { Facts } from '../../ui/data/facts.js';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Notice } from '../../ui/feedback/notice.js';
import { Button } from '../../ui/form/button.js';
import { Field } from '../../ui/form/field.js';
import { RadioCards } from '../../ui/form/radio-cards.js';
import { api } from '../api.js';
import { useCompanyName } from '../companies.js';
import { type Me, meQuery, useMe } from '../session.js';
import { Card } from './card.js';

/** Name and language are one's own; roles and companies are given by somebody else. */
export function Profile(): ReactNode {
  const { t } = useTranslation('account');
  const { t: desk } = useTranslation('desk');
  const me = useMe();
  const companyName = useCompanyName();
  const queries = useQueryClient();
  const [name, setName] = useState(me.name);
  const [locale, setLocale] = useState(me.locale);
  const save = useMutation({
    mutationFn: (): Promise<Me> => dataOf(api.PATCH('/v1/staff/me', { body: { name: name.trim(), locale } })),
    onSuccess: (changed) => queries.setQueryData(meQuery.queryKey, changed),
  });
  const unchanged = name.trim() === me.name && locale === me.locale;
  return (
    <Card title={t('profile.title')}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <Field
          label={t('profile.name')}
          value={name}
          onChange={setName}
          autoComplete="name"
          maxLength={200}
          isRequired
        />
        <RadioCards
          label={t('profile.language')}
          value={locale}
          onChange={setLocale}
          cards={[
            { value: 'de', label: 'Deutsch' },
            { value: 'en', label: 'English' },
          ]}
        />
        {save.isError && <ErrorNotice error={save.error} />}
        {save.isSuccess && unchanged && (
          <Notice tone="good" live="status">
            <p>{t('saved')}</p>
          </Notice>
        )}
        <p>
          <Button type="submit" look="primary" isPending={save.isPending} isDisabled={unchanged || name.trim() === ''}>
            {t('profile.save')}
          </Button>
        </p>
      </form>
      <Facts
        facts={[
          { name: t('profile.email'), value: me.email },
          { name: t('profile.roles'), value: me.roles.map((role) => desk(`role.${role}`)).join(', ') },
          { name: t('profile.companies'), value: me.controllers?.map(companyName).join(', ') ?? t('profile.all') },
        ]}
      />
      <p className="small soft">{t('profile.given')}</p>
    </Card>
  );
}
