import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

interface Told {
  ids?: string[];
}

/**
 * Follows what changes: the service tells ids, and what is shown of them is read again. The browser comes back by itself
 * when the line breaks; whoever has missed something is told to look at everything anew.
 */
export function useLive(): void {
  const queries = useQueryClient();
  useEffect(() => {
    const source = new EventSource('/v1/desk/events');
    const again = (...queryKey: string[]): void => void queries.invalidateQueries({ queryKey });
    const onRequest = (event: MessageEvent<string>): void => {
      for (const id of told(event).ids ?? []) again('request', id);
      again('requests', 'list');
    };
    source.addEventListener('request', onRequest);
    source.addEventListener('errand', (event: MessageEvent<string>) => {
      for (const id of told(event).ids ?? []) again('request', id);
      again('errands');
    });
    source.addEventListener('figures', () => {
      again('requests', 'counts');
      again('figures');
    });
    // Refused, not broken off: the session has ended, or another role is hers now. Who she is is asked anew.
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED) again('me');
    });
    source.addEventListener('resync', () => void queries.invalidateQueries());
    return () => source.close();
  }, [queries]);
}

function told(event: MessageEvent<string>): Told {
  try {
    return JSON.parse(event.data) as Told;
  } catch {
    return {};
  }
}
