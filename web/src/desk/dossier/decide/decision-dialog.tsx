import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../../ui/feedback/dialog.js';
import { Button } from '../../../ui/form/button.js';
import type { ButtonLook } from '../../../ui/form/button-class.js';
import { useSteppedMutation } from '../../step-up/step-up.js';
import { DecisionError } from '../decision-error.js';
import { readAgain, useOpenRequest } from '../dossier-data.js';

interface Props {
  title: string;
  /** The verb on the button: what happens when it is pressed. */
  go: string;
  look?: ButtonLook;
  /** It has effects that cannot be taken back. */
  grave?: boolean;
  wide?: boolean;
  /** Marks what is missing; false while something is. */
  isReady: () => boolean;
  decide: (requestId: string) => Promise<unknown>;
  /** What it means here that the state had changed. */
  conflict?: string;
  onClose: () => void;
  /** In place of closing, where the answer is worth reading. */
  onDone?: () => void;
  children: ReactNode;
}

/** A decision with its reasons: asked for, sent with a fresh second factor where that is wanted, refused in words. */
export function DecisionDialog(props: Props): ReactNode {
  const { title, go, look = 'primary', grave, wide, isReady, decide, conflict, onClose, onDone, children } = props;
  const { t } = useTranslation('dossier');
  const { id } = useOpenRequest();
  const form = useId();
  const queries = useQueryClient();
  const send = useSteppedMutation({
    mutationFn: () => decide(id),
    onSuccess: () => (onDone ?? onClose)(),
    onSettled: () => readAgain(queries, id),
  });
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      {...(grave ? { role: 'alertdialog' as const } : {})}
      {...(wide ? { wide } : {})}
      actions={
        <>
          <Button look="quiet" onPress={onClose}>
            {t('cancel')}
          </Button>
          <Button look={look} type="submit" form={form} isPending={send.isPending}>
            {go}
          </Button>
        </>
      }
    >
      <form
        id={form}
        noValidate
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady()) send.mutate();
        }}
      >
        {children}
        {send.isError && <DecisionError error={send.error} {...(conflict === undefined ? {} : { conflict })} />}
      </form>
    </Dialog>
  );
}
