import { Outlet } from '@tanstack/react-router';
import { type ReactNode, Suspense } from 'react';
import { Fatal } from '../../ui/fatal.js';
import { OfflineBanner } from '../../ui/feedback/offline-banner.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { LanguageSwitch, ThemeSwitch } from '../../ui/layout/preferences.js';
import { Mark } from '../../ui/mark.js';

/** Before anybody is signed in: one sheet in the middle of the page. */
export function DoorFrame(): ReactNode {
  return (
    <div className="door">
      <OfflineBanner />
      <Mark />
      <main id="main" className="sheet door-sheet">
        <Fatal>
          <Suspense fallback={<Skeleton lines={5} />}>
            <Outlet />
          </Suspense>
        </Fatal>
      </main>
      <footer className="row door-foot">
        <LanguageSwitch />
        <ThemeSwitch />
      </footer>
    </div>
  );
}
