import { type RefObject, useEffect } from 'react';

/** Leads to the first field that was refused, whenever something has been refused anew. */
export function useFocusOnRefusal(form: RefObject<HTMLFormElement | null>, error: unknown): void {
  useEffect(() => {
    if (error) focusRefused(form.current);
  }, [form, error]);
}

export function focusRefused(form: HTMLFormElement | null): void {
  form?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid] input')?.focus();
}
