import type { ReactNode } from 'react';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Notice } from '../../ui/feedback/notice.js';
import { useDoorWords } from './door-errors.js';

/** Why it did not open: in the words of the door where it was refused, as any failure otherwise. Nothing without one. */
export function DoorFailure({ error }: { error: unknown }): ReactNode {
  const refused = useDoorWords(error);
  if (!error) return null;
  if (!refused) return <ErrorNotice error={error} />;
  return (
    <Notice tone="problem" live="alert">
      <p>{refused}</p>
    </Notice>
  );
}
