import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { addPasskey } from './passkey.js';
import { PasskeyForm } from './passkey-form.js';

/** The first passkey of somebody who has no second factor yet. */
export function PasskeyEnrolment({ onDone }: { onDone: (recoveryCodes: string[] | null) => void }): ReactNode {
  const add = useMutation({ mutationFn: addPasskey, onSuccess: onDone });
  return <PasskeyForm add={add} />;
}
