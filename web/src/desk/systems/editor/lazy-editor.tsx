import { type ComponentProps, lazy, type ReactNode, Suspense } from 'react';
import { Skeleton } from '../../../ui/feedback/skeleton.js';
import type YamlEditorType from './yaml-editor.js';

const YamlEditor = lazy(() => import('./yaml-editor.js'));

/** The editor, fetched when a map is first looked at. */
export function LazyEditor(props: ComponentProps<typeof YamlEditorType>): ReactNode {
  return (
    <Suspense fallback={<Skeleton lines={10} title={false} />}>
      <YamlEditor {...props} />
    </Suspense>
  );
}
