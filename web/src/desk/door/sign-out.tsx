import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/form/button.js';
import { api } from '../api.js';

/** Ends the session at the service, and forgets everything that this page has read. */
export function SignOut(): ReactNode {
  const { t } = useTranslation('door');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const leave = useMutation({
    mutationFn: () => api.POST('/v1/staff/sign-out'),
    onSuccess: () => {
      queries.clear();
      void navigate({ to: '/sign-in' });
    },
  });
  return (
    <Button small look="quiet" onPress={() => leave.mutate()} isPending={leave.isPending}>
      {t('sign_out')}
    </Button>
  );
}
