import { type UseMutationOptions, type UseMutationResult, useMutation } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo, useRef, useState } from 'react';
import { ProblemError } from '../../api/problem.js';
import { StepUpDialog } from './step-up-dialog.js';

/** Asks for the second factor once more; true when it was shown. */
type AskForFactor = () => Promise<boolean>;

const StepUp = createContext<AskForFactor | null>(null);

/** Holds the dialog that answers `step-up-needed`, wherever on the page that comes up. */
export function StepUpProvider({ children }: { children: ReactNode }): ReactNode {
  const [open, setOpen] = useState(false);
  const waiting = useRef<((shown: boolean) => void)[]>([]);
  const ask = useMemo<AskForFactor>(
    () => () =>
      new Promise((resolve) => {
        waiting.current.push(resolve);
        setOpen(true);
      }),
    [],
  );
  const settle = (shown: boolean): void => {
    setOpen(false);
    for (const resolve of waiting.current.splice(0)) resolve(shown);
  };
  return (
    <StepUp.Provider value={ask}>
      {children}
      {open && <StepUpDialog onDone={() => settle(true)} onClose={() => settle(false)} />}
    </StepUp.Provider>
  );
}

/**
 * `useMutation` for what may ask for a fresh second factor: the person is asked for it, and the same call goes out once
 * more. If she closes the dialog, the mutation fails with the problem `step-up-needed`.
 */
export function useSteppedMutation<Data, Variables = void>(
  options: UseMutationOptions<Data, Error, Variables> & { mutationFn: (variables: Variables) => Promise<Data> },
): UseMutationResult<Data, Error, Variables> {
  const ask = useContext(StepUp);
  if (!ask) throw new Error('useSteppedMutation stands inside the office’s frame.');
  const once = options.mutationFn;
  return useMutation<Data, Error, Variables>({
    ...options,
    mutationFn: async (variables) => {
      try {
        return await once(variables);
      } catch (error) {
        if (!(error instanceof ProblemError) || error.code !== 'step-up-needed' || !(await ask())) throw error;
        return once(variables);
      }
    },
  });
}
