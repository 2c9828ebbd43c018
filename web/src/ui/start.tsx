import { QueryClientProvider } from '@tanstack/react-query';
import { type ReactNode, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { queryClient } from '../api/queries.js';
import { startI18n } from '../i18n/i18n.js';
import { Skeleton } from './feedback/skeleton.js';
import { startTheme } from './theme/theme.js';
import { startTrustedTypes } from './trusted-types.js';
import './theme/base.css';

/** Begins an application: theme and texts first, so that nothing flickers, then React. */
export async function start(areas: readonly string[], app: ReactNode): Promise<void> {
  startTrustedTypes();
  startTheme();
  await startI18n(['ui', ...areas]);
  createRoot(document.getElementById('root')!).render(
    <StrictMode>
      <QueryClientProvider client={queryClient()}>
        <Suspense fallback={<Skeleton />}>{app}</Suspense>
      </QueryClientProvider>
    </StrictMode>,
  );
}
