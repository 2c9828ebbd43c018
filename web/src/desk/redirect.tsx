import { type NavigateOptions, useNavigate } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { Skeleton } from '../ui/feedback/skeleton.js';

/**
 * Leads elsewhere, once for each place. The router's own `Navigate` goes again with every drawing: inside something that
 * is drawn anew when the address changes it never comes to an end.
 */
export function Redirect({ to }: { to: NonNullable<NavigateOptions['to']> }): ReactNode {
  const navigate = useNavigate();
  useEffect(() => {
    void navigate({ to, replace: true });
  }, [to, navigate]);
  return <Skeleton lines={6} />;
}
