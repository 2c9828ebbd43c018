import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { dataOf } from '../../api/client.js';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { api } from '../api.js';
import { AppConfirmation } from './app-confirmation.js';

/** The first authenticator app of somebody who has no second factor yet. */
export function AppEnrolment({ onDone }: { onDone: (recoveryCodes: string[]) => void }): ReactNode {
  const offer = useQuery({
    queryKey: ['totp-offer'],
    queryFn: () => dataOf(api.POST('/v1/staff/me/totp')),
    // Each asking makes another secret.
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
    refetchOnWindowFocus: false,
  });
  const confirm = useMutation({
    mutationFn: (code: string) => dataOf(api.POST('/v1/staff/me/totp/confirmation', { body: { code } })),
    onSuccess: ({ recoveryCodes }) => onDone(recoveryCodes),
  });
  if (offer.isPending) return <Skeleton lines={4} title={false} />;
  if (offer.isError) return <ErrorNotice error={offer.error} onRetry={() => void offer.refetch()} />;
  return <AppConfirmation offer={offer.data} confirm={confirm} />;
}
